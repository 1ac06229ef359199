"""A mapping talk: whose it is, what is asked and remains, what others may read, and how it changes over time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from brygga.consents.acts import withdraw_consent
from brygga.consents.models import COORDINATION, ConsentGrant
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.investigations.guard import warnings_before
from brygga.mappings import acts
from brygga.mappings.facts import Level, Said, Tick
from brygga.mappings.models import AreaLevel, Mapping, MappingAnswer, MappingCopy, PictureContact
from brygga.mappings.queries import (
    answers_of,
    contacts_of,
    earlier_answers,
    earlier_contacts,
    levels_of,
    own_to_ask,
    picture_of,
    talks,
    to_ask,
    wished_consent,
)
from brygga.mappings.states import Left
from brygga.people.models import InformationWay, Person
from brygga.rules.mappings import AREA_SETS, ASI, WAYS, remaining
from tests.cast import as_
from tests.mappings.making import mapped, started

pytestmark = pytest.mark.requirement("MAL-02")


@pytest.fixture
def talk(shared):
    mapping, copy = mapped(shared)
    shared.talk, shared.copy = mapping, copy
    return shared


def let_in_to(world, matter):
    """Rådmannen is let in to one more matter, and so is the unit that took the consent."""
    with asked_by("the test"):
        for unit in (world.innerstaden, world.radmannen):
            ConsentGrant._base_manager.create(consent=world.consent, unit=unit, matter=matter)


def see(actor, model):
    return model.objects.visible_to(actor)


def test_the_talk_belongs_to_the_unit_that_holds_it(talk):
    assert (talk.talk.unit_id, talk.talk.person_id) == (talk.innerstaden.pk, talk.amina.pk)
    assert talk.talk.kind_term == "Kartläggningssamtal"
    for write in (
        lambda who: acts.tick_picture(talk.talk, by=who, seen=1, ticks=[]),
        lambda who: acts.answer_questions(talk.talk, by=who, said=[]),
        lambda who: acts.assess_areas(talk.talk, by=who, levels=[]),
        lambda who: acts.finish_mapping(talk.talk, by=who),
        lambda who: acts.deliver_copy(talk.talk, by=who, information_ways=["talk"]),
        lambda who: acts.show_to_person(talk.talk, by=who, shown=False),
    ):
        for who in (talk.rut, talk.siv, talk.pia, talk.adam, talk.amina_herself):
            with pytest.raises(NotAllowed):
                write(who)


@pytest.mark.parametrize("who", ["siv", "sigrid", "pia", "adam", "greta"])
def test_the_neighbour_sees_nothing_of_it(talk, who):
    for model in (Mapping, PictureContact, MappingAnswer, AreaLevel, MappingCopy):
        assert see(getattr(talk, who), model).count() == 0


def test_another_unit_reads_what_the_consent_opens_and_no_more(talk):
    assert see(talk.rut, Mapping).count() == 1
    assert see(talk.rut, MappingAnswer).count() == see(talk.rut, AreaLevel).count() == 0
    let_in_to(talk, "mental_health")
    assert [row.question for row in see(talk.rut, MappingAnswer)] == ["mental_health"]
    assert [row.area for row in see(talk.rut, AreaLevel)] == ["mental_health"]
    assert see(talk.rut, MappingCopy).count() == 0


def test_whom_else_one_meets_is_not_told_to_another_unit(talk):
    """Rådmannen is in the coordination already; the psychiatry and the sister are not for Rut to know of."""
    assert {row.box for row in see(talk.sara, PictureContact)} == {
        "unit-addiction_clinic",
        "unit-psychiatry_clinic",
        "near-relative",
    }
    assert [row.box for row in see(talk.rut, PictureContact)] == ["unit-addiction_clinic"]


def test_what_was_open_closes_when_the_consent_is_withdrawn_and_each_keeps_its_own(talk):
    let_in_to(talk, "mental_health")
    withdraw_consent(talk.consent, by=talk.sara, how="Muntligt i ett möte")
    assert see(talk.rut, Mapping).count() == see(talk.rut, MappingAnswer).count() == 0
    assert see(talk.sara, Mapping).count() == 1 and see(talk.sara, MappingAnswer).count() == 2


def test_the_person_reads_all_of_it_unless_the_unit_waits(talk):
    her = talk.amina_herself
    assert see(her, MappingAnswer).count() == 2 and see(her, PictureContact).count() == 3
    acts.show_to_person(talk.talk, by=talk.sara, shown=False)
    for model in (Mapping, PictureContact, MappingAnswer, AreaLevel, MappingCopy):
        assert see(her, model).count() == 0
    assert see(talk.folke_himself, Mapping).count() == 0


def test_what_was_not_asked_stays_until_it_is_answered_or_the_person_will_not(talk):
    left = [item.link_id for item in to_ask([talk.talk])[0].questions]
    assert left == ["addiction", "social", "information"]
    acts.answer_questions(
        talk.talk,
        by=talk.sara,
        said=[
            Said(question="addiction", left=Left.NOT_RELEVANT),
            Said(question="social", left=Left.ANSWERED, value="Hyran är betald."),
            Said(question="information", left=Left.DECLINED),
        ],
    )
    assert own_to_ask(talk.sara, talk.coordination) == []


def test_what_remains_stays_after_the_talk_is_over_and_can_still_be_asked(talk):
    done = acts.finish_mapping(talk.talk, by=talk.sara)
    assert [len(one.questions) for one in own_to_ask(talk.sara, talk.coordination)] == [3]
    assert own_to_ask(talk.rut, talk.coordination) == []
    acts.answer_questions(done, by=talk.sara, said=[Said(question="addiction", left=Left.DECLINED)])
    assert [len(one.questions) for one in own_to_ask(talk.sara, talk.coordination)] == [2]
    with pytest.raises(NotAllowed, match="redan klart"):
        acts.finish_mapping(done, by=talk.sara)


def test_the_picture_answers_its_questions_also_when_nobody_was_ticked(shared):
    mapping = started(shared)
    before = {item.link_id for item in to_ask([mapping])[0].questions}
    assert {"other_contacts", "wished_contacts"} <= before
    ticked = acts.tick_picture(mapping, by=shared.sara, seen=0, ticks=[Tick(box="near-relative")])
    after = {item.link_id for item in to_ask([ticked])[0].questions}
    assert before - after == {"other_contacts", "wished_contacts"}
    assert see(shared.sara, PictureContact).count() == 0


def test_what_was_ticked_before_stays_and_is_shown_as_it_was(talk, client):
    kept, *rest = see(talk.sara, PictureContact).order_by("pk")
    again = Tick(
        box=kept.box, unit_id=kept.unit_id, now=kept.now, lately=kept.lately, wished=kept.wished, who=kept.who,
        what_for=kept.what_for,
    )  # fmt: skip
    acts.tick_picture(talk.talk, by=talk.sara, seen=1, ticks=[again])
    assert list(contacts_of(talk.sara, talk.talk).values()) == [kept], "what is the same is no change"
    assert {row.pk for row in earlier_contacts(talk.sara, talk.talk)} == {row.pk for row in rest}
    assert earlier_contacts(talk.siv, talk.talk) == []
    page = as_(client, talk.sara).get(f"/kartlaggningar/{talk.talk.pk}/").content.decode()
    assert "Så var det ifyllt tidigare" in page
    acts.tick_picture(talk.talk, by=talk.sara, seen=2, ticks=[])
    assert see(talk.sara, PictureContact).count() == 3


def test_what_was_answered_before_stays_and_is_shown_as_it_was(talk, client):
    first = see(talk.sara, MappingAnswer).filter(left=Left.ANSWERED).first()
    acts.answer_questions(
        talk.talk, by=talk.sara, said=[Said(question=first.question, left=first.left, value=first.value)]
    )
    assert earlier_answers(talk.sara, talk.talk) == [], "what is the same is no change"
    acts.answer_questions(talk.talk, by=talk.sara, said=[Said(question=first.question, left=Left.DECLINED)])
    assert [row.pk for row in earlier_answers(talk.sara, talk.talk)] == [first.pk]
    assert answers_of(talk.sara, talk.talk)[first.question].left == Left.DECLINED
    assert earlier_answers(talk.siv, talk.talk) == []
    page = as_(client, talk.sara).get(f"/kartlaggningar/{talk.talk.pk}/").content.decode()
    assert "Så var det besvarat tidigare" in page


def test_a_colleagues_picture_is_not_overwritten(talk):
    with pytest.raises(NotAllowed, match="Någon annan på enheten"):
        acts.tick_picture(talk.talk, by=talk.sven, seen=0, ticks=[])
    assert see(talk.sara, PictureContact).count() == 3


def test_what_is_not_on_the_picture_cannot_be_ticked(shared):
    mapping = started(shared)
    strange = [Tick(box="unit-circus", now=True), Tick(box="unit-addiction_clinic", unit_id=shared.norr.pk, now=True)]
    acts.tick_picture(mapping, by=shared.sara, seen=0, ticks=strange)
    kept = see(shared.sara, PictureContact).get()
    assert (kept.box, kept.unit_id) == ("unit-addiction_clinic", shared.radmannen.pk)


def test_a_new_assessment_stands_beside_the_earlier_one(talk):
    again = Level(area="mental_health", own=1, assessed=2, note="Sover hela natten.")
    with clock.set_to(clock.now() + timedelta(hours=1)):
        acts.assess_areas(talk.talk, by=talk.sara, levels=[again])
        acts.assess_areas(talk.talk, by=talk.sara, levels=[again])  # the same again adds nothing
    rows = levels_of(talk.sara, talk.talk)["mental_health"]
    assert [(row.own, row.assessed) for row in rows] == [(1, 2), (3, 6)]


@pytest.mark.parametrize(
    ("level", "why"),
    [
        (Level(area="circus", own=1), "finns inte"),
        (Level(area="legal", own=5), "högre än skalan"),
        (Level(area="legal", assessed=10), "högre än skalan"),
    ],
)
def test_what_is_not_in_the_areas_or_on_the_scale_is_refused(talk, level, why):
    with pytest.raises(NotAllowed, match=why):
        acts.assess_areas(talk.talk, by=talk.sara, levels=[level])


def test_a_unit_has_one_such_talk_at_a_time_and_may_have_another_later(talk):
    with pytest.raises(NotAllowed, match="redan ett sådant samtal"):
        started(talk)
    acts.finish_mapping(talk.talk, by=talk.sara)
    assert started(talk).unit_id == talk.innerstaden.pk


@pytest.mark.parametrize(("kind", "on", "why"), [("circus", 0, "inget sådant"), ("first_talk", 1, "i framtiden")])
def test_a_talk_that_the_routine_does_not_have_or_that_has_not_been_is_refused(shared, kind, on, why):
    day = clock.today() + timedelta(days=on)
    with pytest.raises(NotAllowed, match=why):
        acts.start_mapping(shared.coordination, by=shared.sara, kind=kind, held_on=day)


@pytest.mark.requirement("MAL-17")
class TestDoubleWork:
    def test_who_maps_what_is_told_to_those_who_may_know(self, talk):
        (one,) = talks(talk.rut, talk.coordination)
        assert (one.unit_id, one.since, one.term) == (talk.innerstaden.pk, clock.today(), "Kartläggningssamtal")
        assert one.areas == ASI.areas and "addiction" in {item.link_id for item in one.questions}
        assert one.spoken_of == frozenset() and one.ended is None
        let_in_to(talk, "mental_health")
        assert talks(talk.rut, talk.coordination)[0].spoken_of == {"mental_health"}
        assert talks(talk.siv, talk.coordination) == []
        acts.finish_mapping(talk.talk, by=talk.sara)
        assert talks(talk.rut, talk.coordination)[0].ended == clock.today()

    def test_another_unit_about_to_investigate_the_same_is_told_before(self, talk):
        facts = {"unit_id": talk.radmannen.pk, "begins": clock.today(), "ready": None}
        before = {"areas": ["mental_health", "addiction"], **facts}
        assert warnings_before(talk.rut, talk.coordination, **before) == []
        let_in_to(talk, "mental_health")
        (one,) = warnings_before(talk.rut, talk.coordination, **before)
        assert one.areas == ("Psykisk hälsa",)
        assert "kartläggningssamtal från" in one.evidence[0] and "Fråga Sara Berg" in one.evidence[0]
        assert warnings_before(talk.siv, talk.coordination, **before) == []


@pytest.mark.requirement("KAR-02")
class TestConsentFromThePicture:
    def test_those_who_were_ticked_and_what_was_spoken_of(self, talk):
        units, others, matters = wished_consent(talk.sara, talk.talk)
        assert set(units) == {talk.radmannen.pk, talk.psykiatri.pk}
        assert others == ["Systern Leyla"]
        assert matters == ["mental_health"]

    def test_only_the_units_own_consent_from_the_same_person(self, talk):
        with asked_by("the test"):
            talk.consent.person_id = talk.folke.pk
        with pytest.raises(NotAllowed, match="hör inte till samtalet"):
            acts.link_consent(talk.talk, by=talk.sara, consent=talk.consent)


@pytest.mark.requirement("KAR-02")
class TestTheCopy:
    def reach(self, world, **facts):
        with asked_by("the test"):
            person = Person._base_manager.get(pk=world.amina.pk)
            for name, value in facts.items():
                setattr(person, name, value)
            person.save()

    def test_on_paper_it_waits_for_somebody_to_hand_it_over(self, talk):
        assert talk.copy.given_at is None
        given = acts.hand_over(talk.copy, by=talk.sara)
        assert given.given_at is not None
        talk.consent.refresh_from_db()
        assert (talk.consent.copy_given_on, talk.consent.copy_given_how) == (clock.today(), "post")
        with pytest.raises(NotAllowed, match="redan lämnad"):
            acts.hand_over(given, by=talk.sara)

    def test_in_brygga_it_is_there_at_once(self, talk):
        acts.deliver_copy(talk.talk, by=talk.sara, information_ways=["portal"])
        assert MappingCopy._base_manager.get(way="portal").given_at is not None
        talk.consent.refresh_from_db()
        assert talk.consent.copy_given_how == "portal"

    def test_who_has_no_address_there_is_not_reached_so(self, talk):
        with pytest.raises(NotAllowed, match="e-postadress"):
            acts.deliver_copy(talk.talk, by=talk.sara, information_ways=["mail"])
        with pytest.raises(NotAllowed, match="telefonnummer"):
            acts.deliver_copy(talk.talk, by=talk.sara, information_ways=["sms"])

    def test_a_protected_person_gets_neither_mail_nor_sms(self, talk):
        self.reach(talk, protection="marked", email="amina@example.se")
        with pytest.raises(NotAllowed, match="skyddade uppgifter"):
            acts.deliver_copy(talk.talk, by=talk.sara, information_ways=["mail"])
        acts.deliver_copy(talk.talk, by=talk.sara, information_ways=["talk", "picture"])
        assert MappingCopy._base_manager.filter(way__in=["talk", "picture"]).count() == 2

    @pytest.mark.parametrize("ways", [[], ["pigeon"]])
    def test_no_way_is_no_copy(self, talk, ways):
        with pytest.raises(NotAllowed, match="minst ett sätt"):
            acts.deliver_copy(talk.talk, by=talk.sara, information_ways=ways)
        assert MappingCopy._base_manager.count() == 1

    def test_how_the_person_wants_to_be_told_is_kept_with_the_person(self, talk):
        said = [Said(question="information", left=Left.ANSWERED, value=["sms", "paper"])]
        acts.answer_questions(talk.talk, by=talk.sara, said=said)
        assert Person._base_manager.get(pk=talk.amina.pk).information_ways == ["sms", "paper"]


def test_a_place_whose_routine_says_nothing_has_a_plain_talk_with_its_own_parties(shared):
    with asked_by("the test"):
        shared.coordination.place = "borlange"
        shared.coordination.save()
    mapping = acts.start_mapping(shared.coordination, by=shared.sara, kind="mapping", held_on=clock.today())
    assert mapping.areas is None
    assert [item.link_id for item in to_ask([mapping])[0].questions] == [
        "contacts",
        "wishes",
        "important",
        "information",
    ]
    assert {side.term for side in picture_of(mapping)} >= {"Försäkringskassan", "Andra omkring dig"}
    with pytest.raises(NotAllowed, match="finns inte i det här samtalet"):
        acts.assess_areas(mapping, by=shared.sara, levels=[Level(area="legal", own=1)])


def test_what_remains_is_in_the_order_of_the_form():
    assert remaining(["a", "b", "c"], {"b": "declined"}) == ["a", "c"]
    assert remaining([], ()) == []


def test_the_areas_are_those_of_the_field():
    assert [area.term for area in AREA_SETS["asi"].areas] == [
        "Fysisk hälsa",
        "Arbete och försörjning",
        "Alkoholanvändning",
        "Narkotikaanvändning",
        "Rättsliga problem",
        "Familj och umgänge",
        "Psykisk hälsa",
    ]
    assert len(AREA_SETS["ibic"].areas) == 11
    assert all(found.source and found.since <= date(2026, 1, 1) for found in AREA_SETS.values())
    assert COORDINATION not in {area.matter for found in AREA_SETS.values() for area in found.areas}


def test_the_ways_are_the_persons_own():
    assert set(InformationWay.values) == WAYS
