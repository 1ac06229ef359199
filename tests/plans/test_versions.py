"""Putting the plan forward, answering, and what makes it hold. The person owns the plan."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.core.writing import asked_by
from brygga.people.models import Representative
from brygga.people.whom import person_actor
from brygga.plans import acts
from brygga.plans.answers import answered
from brygga.plans.facts import HeaderFacts, InterventionFacts, NeedFacts
from brygga.plans.models import Intervention, Plan, PlanVersion
from brygga.plans.states import TRANSITIONS, Performer, Say, VersionState, may_become
from tests.cast import OTTO, _index
from tests.plans.stages import all_say_yes

SOON = timedelta(days=14)


def state_of(version):
    version.refresh_from_db()
    return VersionState(version.state)


def say(world, who, what, **more):
    """Say `what` with all that such an answer asks for."""
    more.setdefault("note", "" if what == Say.YES else "Boendet är inte klart")
    if what == Say.PARTLY:
        more.setdefault("rest_on", clock.today() + SOON)
    return acts.say(world.version, by=getattr(world, who), say=what, **more)


@pytest.mark.requirement("MAL-10")
def test_a_plan_with_something_missing_is_not_put_forward_and_all_of_it_is_told(begun):
    with pytest.raises(NotAllowed) as refusal:
        acts.propose_version(begun.plan, by=begun.sara)
    for words in ("uppföljning", "avbryts", "övergripande ansvaret", "vilka insatser", "håller i planen"):
        assert words in str(refusal.value)
    assert not PlanVersion.objects.visible_to(begun.sara).exists()


@pytest.mark.requirement("MAL-10")
def test_no_version_without_a_consent_that_covers_every_party(whole):
    """Psychiatry is let in on a legal ground, which opens the door but makes no plan."""
    with asked_by("another legal ground"):
        whole.disclosure.consent = None
        whole.disclosure.legal_basis = "necessary_care"
        whole.disclosure.save()
        whole.consent.grants.unrestricted(because="this is a test").filter(unit=whole.radmannen).update(
            withdrawn_at=clock.now()
        )
    with pytest.raises(NotAllowed, match="Det saknas för Rådmannen"):
        acts.propose_version(whole.plan, by=whole.sara)


def test_a_version_is_put_to_every_party_and_the_person(proposed):
    rows = answered(proposed.version).rows
    assert [row.who for row in rows] == [
        "Personen själv",
        "Vuxen Innerstaden, Malmö stad, Arbetsmarknads- och socialnämnden",
        "Rådmannen, Region Skåne, psykiatri",
    ]
    assert {row.words for row in rows} == {"Har inte svarat"}
    assert (proposed.version.number, state_of(proposed.version)) == (1, VersionState.PROPOSED)


@pytest.mark.parametrize(("sara", "rut", "amina"), list(product(Say, repeat=3)))
@pytest.mark.requirement("BOR-07", "MAL-14")
def test_what_all_have_said_makes_the_version_what_it_is(proposed, sara, rut, amina):
    for who, what in (("sara", sara), ("rut", rut), ("amina_herself", amina)):
        say(proposed, who, what)
    expected = VersionState.ADOPTED if {sara, rut, amina} == {Say.YES} else VersionState.PARTLY
    if Say.NO in {sara, rut, amina}:
        expected = VersionState.PROPOSED
    assert state_of(proposed.version) is expected


@pytest.mark.requirement("BOR-07")
def test_all_units_saying_yes_does_not_adopt_the_persons_plan(proposed):
    say(proposed, "sara", Say.YES)
    say(proposed, "rut", Say.YES)
    assert state_of(proposed.version) is VersionState.PROPOSED
    say(proposed, "amina_herself", Say.YES)
    assert state_of(proposed.version) is VersionState.ADOPTED


@pytest.mark.requirement("BOR-07")
def test_the_persons_yes_can_be_written_down_by_the_one_who_heard_it(proposed):
    say(proposed, "sara", Say.YES)
    say(proposed, "rut", Say.YES)
    with pytest.raises(NotAllowed, match="hur personen lämnade"):
        acts.record_persons_say(proposed.version, by=proposed.rut, say=Say.YES, how=" ")
    acts.record_persons_say(proposed.version, by=proposed.rut, say=Say.YES, how="Muntligt på mötet")
    assert state_of(proposed.version) is VersionState.ADOPTED
    person = answered(proposed.version).rows[0]
    assert (person.is_person, person.how, person.by) == (True, "Muntligt på mötet", proposed.rut.label)


@pytest.fixture
def otto(proposed):
    """Otto is Amina's good man."""
    with asked_by("a representative"):
        row = Representative._base_manager.create(
            person=proposed.amina,
            kind="good_man",
            name="Otto Nilsson",
            index=_index(OTTO),
            may_consent=True,
            since=clock.today(),
        )

    def sign_in():
        return person_actor(_index(OTTO), clock.today())

    return row, sign_in


@pytest.mark.requirement("BOR-07")
def test_a_representative_with_the_mandate_says_yes_in_the_persons_place(proposed, otto):
    _, sign_in = otto
    answer = acts.say(proposed.version, by=sign_in(), say=Say.YES)
    assert (answer.by_person, answer.by_label, answer.how) == (True, "Otto Nilsson", "I Brygga, genom Otto Nilsson")


def test_a_representative_without_the_mandate_reads_but_does_not_answer(proposed, otto):
    row, sign_in = otto
    with asked_by("a narrower mandate"):
        row.may_consent = False
        row.save()
    assert PlanVersion.objects.visible_to(sign_in()).exists()
    with pytest.raises(NotAllowed, match="inte svara i personens ställe"):
        acts.say(proposed.version, by=sign_in(), say=Say.YES)


@pytest.mark.parametrize("neighbour", ["siv", "sigrid", "pia", "folke_himself"])
def test_a_neighbour_neither_sees_nor_answers(proposed, neighbour):
    actor = getattr(proposed, neighbour)
    assert not PlanVersion.objects.visible_to(actor).exists()
    for attempt in (
        lambda: acts.say(proposed.version, by=actor, say=Say.YES),
        lambda: acts.record_persons_say(proposed.version, by=actor, say=Say.YES, how="Muntligt"),
        lambda: acts.drop_version(proposed.version, by=actor),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_one_answers_for_ones_own_unit_only(proposed):
    with pytest.raises(NotAllowed, match="inte svara för den enheten"):
        acts.say(proposed.version, by=proposed.sara, say=Say.YES, unit=proposed.radmannen)
    acts.say(proposed.version, by=proposed.chef, say=Say.YES)
    assert [row.say for row in answered(proposed.version).rows] == ["", "yes", ""]


def test_a_distributor_who_reads_no_cases_does_not_answer(proposed):
    with pytest.raises(NotAllowed):
        acts.say(proposed.version, by=proposed.fred, say=Say.YES)


def test_a_no_says_why_and_can_be_changed_to_yes(proposed):
    with pytest.raises(NotAllowed, match="varför det blev nej"):
        say(proposed, "rut", Say.NO, note=" ")
    say(proposed, "rut", Say.NO)
    say(proposed, "sara", Say.YES)
    say(proposed, "amina_herself", Say.YES)
    assert state_of(proposed.version) is VersionState.PROPOSED
    say(proposed, "rut", Say.YES)
    assert state_of(proposed.version) is VersionState.ADOPTED
    assert proposed.version.approvals.unrestricted(because="all answers are kept").count() == 4


@pytest.mark.requirement("MAL-14")
def test_a_yes_to_a_part_carries_the_date_for_the_rest(proposed):
    for rest_on in (None, clock.today()):
        with pytest.raises(NotAllowed, match="datum framåt"):
            say(proposed, "rut", Say.PARTLY, rest_on=rest_on)
    with pytest.raises(NotAllowed, match="vilken del"):
        say(proposed, "rut", Say.PARTLY, note="")
    later = clock.today() + timedelta(days=30)
    say(proposed, "rut", Say.PARTLY)
    say(proposed, "sara", Say.PARTLY, rest_on=later)
    say(proposed, "amina_herself", Say.YES)
    assert state_of(proposed.version) is VersionState.PARTLY
    plan = Plan.objects.visible_to(proposed.sara).get()
    assert (proposed.version.rest_on, plan.due_on) == (clock.today() + SOON, clock.today() + SOON)


@pytest.mark.requirement("MAL-14")
def test_when_the_rest_is_agreed_the_plan_is_adopted_whole(proposed):
    say(proposed, "rut", Say.PARTLY)
    say(proposed, "sara", Say.YES)
    say(proposed, "amina_herself", Say.YES)
    say(proposed, "rut", Say.YES)
    plan = Plan.objects.visible_to(proposed.sara).get()
    assert (state_of(proposed.version), proposed.version.rest_on) == (VersionState.ADOPTED, None)
    assert plan.due_on == plan.follow_up_on


def test_a_no_to_the_rest_leaves_what_was_adopted(proposed):
    say(proposed, "rut", Say.PARTLY)
    say(proposed, "sara", Say.YES)
    say(proposed, "amina_herself", Say.YES)
    say(proposed, "rut", Say.NO)
    assert state_of(proposed.version) is VersionState.PARTLY


def test_nothing_is_adopted_after_the_consent_is_withdrawn(proposed):
    say(proposed, "sara", Say.YES)
    say(proposed, "rut", Say.YES)
    with asked_by("the person says no"):
        proposed.consent.withdrawn_at = clock.now()
        proposed.consent.save()
    with pytest.raises(NotAllowed, match="Samtycket gäller inte längre"):
        say(proposed, "amina_herself", Say.YES)
    assert state_of(proposed.version) is VersionState.PROPOSED


def test_a_new_version_supersedes_the_one_that_held(adopted):
    acts.add_row(adopted.plan, by=adopted.sara, facts=NeedFacts(text="Jag vill ha ett jobb."))
    second = acts.propose_version(adopted.plan, by=adopted.rut)
    assert (second.number, state_of(adopted.version)) == (2, VersionState.ADOPTED)
    all_say_yes(adopted, second)
    assert (state_of(second), state_of(adopted.version)) == (VersionState.ADOPTED, VersionState.SUPERSEDED)
    assert second.content["follows"] == 1


def test_a_new_proposal_takes_the_unanswered_one_back(proposed):
    second = acts.propose_version(proposed.plan, by=proposed.rut)
    assert (state_of(proposed.version), state_of(second)) == (VersionState.DROPPED, VersionState.PROPOSED)
    with pytest.raises(NotAllowed, match="inte få fler svar"):
        say(proposed, "sara", Say.YES)


def test_an_adopted_version_is_neither_answered_nor_dropped(adopted):
    with pytest.raises(NotAllowed, match="inte få fler svar"):
        say(adopted, "rut", Say.NO)
    with pytest.raises(NotAllowed, match="väntar på svar"):
        acts.drop_version(adopted.version, by=adopted.sara)


def test_a_proposal_can_be_taken_back(proposed):
    acts.drop_version(proposed.version, by=proposed.rut)
    assert state_of(proposed.version) is VersionState.DROPPED


@pytest.mark.requirement("ALL-03")
def test_what_was_put_forward_does_not_change_when_the_work_goes_on(proposed):
    before = PlanVersion.objects.visible_to(proposed.sara).get().content
    acts.change_row(proposed.need, by=proposed.sara, seen=1, facts=NeedFacts(text="Något annat"))
    acts.remove_row(proposed.goal, by=proposed.sara, seen=1)
    assert PlanVersion.objects.visible_to(proposed.sara).get().content == before


def test_the_feed_tells_what_was_decided_without_naming_the_person(adopted):
    events = Event.objects.visible_to(adopted.sara).filter(stream_id=adopted.coordination.pk).order_by("id")
    told = [event.sentence for event in events if "version" in event.sentence]
    assert told == [
        f"{adopted.sara.label} lade fram version 1 av planen",
        f"{adopted.sara.label} svarade på version 1 av planen: ja",
        f"{adopted.rut.label} svarade på version 1 av planen: ja",
        "Planen är antagen: version 1 av planen",
        "Personen själv svarade på version 1 av planen: ja",
    ]
    assert [event.affects_planning for event in events if "antagen" in event.sentence] == [True]
    assert not any("Amina" in event.sentence for event in events)


def test_the_persons_own_and_others_interventions_need_no_unit(whole):
    for facts in (
        InterventionFacts(text="Jag går ut varje dag", performer=Performer.PERSON, when="Varje dag", benefit="Luft"),
        InterventionFacts(
            text="Skjutsar",
            performer=Performer.OTHER,
            performer_name="Min bror",
            when="Torsdagar",
            benefit="Kommer dit",
        ),
    ):
        acts.add_row(whole.plan, by=whole.sara, facts=facts)
    assert acts.propose_version(whole.plan, by=whole.sara).number == 1


def test_an_intervention_by_nobody_stops_the_plan(whole):
    acts.add_row(whole.plan, by=whole.sara, facts=InterventionFacts(text="Någon", when="Snart", benefit="Ja"))
    with pytest.raises(NotAllowed, match="någon som ansvarar"):
        acts.propose_version(whole.plan, by=whole.sara)


def test_a_follow_up_date_that_has_passed_stops_the_plan(whole):
    plan = Plan.objects.visible_to(whole.sara).get()
    acts.set_header(
        plan,
        by=whole.sara,
        seen=plan.revision,
        facts=HeaderFacts(coordinator=plan.coordinator, responsible=plan.responsible, follow_up_on=clock.today()),
    )
    with pytest.raises(NotAllowed, match="ligger framåt"):
        acts.propose_version(plan, by=whole.sara)


@pytest.mark.parametrize(("now", "then"), list(product(VersionState, repeat=2)))
def test_every_change_of_state_is_in_the_table(now, then):
    assert may_become(now, then) == (then in TRANSITIONS[now])
    assert now not in TRANSITIONS[now]


def test_interventions_of_a_version_are_found_by_the_same_identity(proposed):
    ids = [row["id"] for row in proposed.version.content["interventions"]]
    assert ids == [str(Intervention.objects.visible_to(proposed.sara).get().pk)]
