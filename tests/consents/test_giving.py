"""Taking an answer: yes to what, whom and how long; or no."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brygga.consents import queries
from brygga.consents.acts import give_consent, note_copy_given, record_no
from brygga.consents.models import Consent, ConsentGrant
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.people.models import Representative
from brygga.rules.consents import Obstacle, Stage
from tests.consents.saying import say_yes

DAY = timedelta(days=1)


def grants(consent):
    rows = ConsentGrant._base_manager.filter(consent=consent)
    return {(row.unit.name if row.unit else row.party_name, row.matter) for row in rows.select_related("unit")}


def represented(person, kind, name="Otto", **facts):
    with asked_by("the test"):
        return Representative._base_manager.create(
            person=person, kind=kind, name=name, since=clock.today() - 10 * DAY, **facts
        )


def aged(person, years):
    with asked_by("the test"):
        person.born = clock.today().replace(day=1) - years * 366 * DAY
        person.save(update_fields=["born"])
    return person


@pytest.mark.requirement("MAL-03")
def test_a_yes_says_what_whom_and_how_long(world):
    consent = say_yes(
        world,
        world.radmannen,
        other_parties=["  Bostadsbolaget   AB ", "Bostadsbolaget AB"],
        matters=["housing"],
        exclusions="Inget om min syster.",
        informed_how="Muntligt, med bild",
    )
    assert grants(consent) == {
        (party, matter)
        for party in ("Vuxen Innerstaden", "Rådmannen", "Bostadsbolaget AB")
        for matter in ("coordination", "housing")
    }
    assert (consent.valid_until - consent.valid_from, consent.form) == (180 * DAY, "oral")
    assert (consent.exclusions, consent.informed_by) == ("Inget om min syster.", "Sara Berg")
    assert queries.consent_state(world.amina, clock.today()).stage is Stage.GIVEN


def test_a_unit_may_be_left_out_of_a_matter_but_never_out_of_coordination(world):
    left_out = [(world.radmannen.pk, "finances"), (world.radmannen.pk, "coordination")]
    consent = say_yes(world, world.radmannen, world.psykiatri, matters=["finances"], excepted=left_out)
    assert {matter for party, matter in grants(consent) if party == "Rådmannen"} == {"coordination"}
    assert ("Psykiatrimottagning Malmö", "finances") in grants(consent)


def test_a_neighbour_does_not_take_the_answer_of_someone_elses_person(world):
    for neighbour in (world.siv, world.sigrid, world.rut, world.adam):
        with pytest.raises(NotAllowed):
            say_yes(world, world.radmannen, by=neighbour)
    assert not Consent._base_manager.exists()


def test_the_head_takes_the_answer_for_the_unit_they_lead(world):
    assert say_yes(world, world.radmannen, by=world.chef).unit == world.innerstaden


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"matters": ["astrology"]}, "finns i rutinen"),
        ({"purposes": ["gossip"]}, "finns i rutinen"),
        ({"informed_by": "  "}, "vem som har informerat"),
        ({"days": 400}, "högst 12 månader"),
        ({"days": -1}, "före den första"),
        ({"given_on": clock.today() + 9 * DAY, "start": 9}, "framtiden"),
    ],
)
def test_what_is_missing_is_named(world, facts, reason):
    with pytest.raises(NotAllowed, match=reason):
        say_yes(world, world.radmannen, **facts)


def test_a_yes_to_nobody_is_no_consent(world):
    with pytest.raises(NotAllowed, match="utöver din egen"):
        say_yes(world, world.innerstaden)


def test_two_guardians_say_yes_together_for_a_child(world):
    child = aged(world.amina, 10)
    anna, olle = represented(child, "guardian", "Anna"), represented(child, "guardian", "Olle")
    for givers, obstacle in (
        ({}, Obstacle.GUARDIANS_DECIDE),
        ({"given_by": anna}, Obstacle.BOTH_GUARDIANS),
        ({"given_by": anna, "also_given_by": anna}, None),
    ):
        with pytest.raises(NotAllowed) as refusal:
            say_yes(world, world.radmannen, **givers)
        assert str(refusal.value) == (obstacle.sentence if obstacle else "Välj bland personens egna företrädare.")
    consent = say_yes(world, world.radmannen, given_by=anna, also_given_by=olle)
    assert (consent.given_by, consent.also_given_by) == (anna, olle)


def test_one_who_turns_fifteen_is_asked(world):
    young = aged(world.amina, 16)
    anna = represented(young, "guardian", "Anna")
    with pytest.raises(NotAllowed, match="fyllt 15 år"):
        say_yes(world, world.radmannen, given_by=anna)
    assert say_yes(world, world.radmannen, given_by=anna, own_opinion="Jag vill.").own_opinion == "Jag vill."
    assert say_yes(world, world.radmannen, maturity="Förstår vad det innebär.").given_by is None


def test_a_representative_answers_within_the_time_of_the_mandate_only(world):
    ended = represented(world.amina, "administrator", may_consent=True, until=clock.today() - DAY)
    without = represented(world.amina, "proxy", may_consent=False)
    others = represented(world.folke, "administrator", may_consent=True)
    for giver in (ended, without, others):
        with pytest.raises(NotAllowed):
            say_yes(world, world.radmannen, given_by=giver)
    sitting = represented(world.amina, "administrator", may_consent=True)
    assert say_yes(world, world.radmannen, given_by=sitting).given_by == sitting


@pytest.mark.requirement("MAL-12")
def test_a_no_is_kept_with_what_was_said_and_why_a_need_is_seen(world):
    answer = record_no(world.amina, by=world.sara, said="Det angår ingen annan.", need="Två enheter utreder samma sak.")
    assert (answer.state, answer.said, answer.need) == (
        "declined",
        "Det angår ingen annan.",
        "Två enheter utreder samma sak.",
    )
    assert queries.consent_state(world.amina, clock.today()).stage is Stage.DECLINED
    with pytest.raises(NotAllowed, match="vad personen sa"):
        record_no(world.amina, by=world.sara, said=" ")
    with pytest.raises(NotAllowed):
        record_no(world.amina, by=world.siv, said="Nej.")


def test_a_yes_after_a_no_holds_and_a_no_about_more_leaves_the_yes(world):
    record_no(world.amina, by=world.sara, said="Nej.")
    say_yes(world, world.radmannen)
    record_no(world.amina, by=world.sara, said="Inte psykiatrin.")
    assert queries.consent_state(world.amina, clock.today()).stage is Stage.GIVEN


@pytest.mark.requirement("KAR-02")
def test_the_person_keeps_a_copy(world):
    consent = say_yes(world, world.radmannen)
    assert note_copy_given(consent, by=world.sara, how="paper").copy_given_on == clock.today()
    for refused in ({"by": world.rut}, {"by": world.sara, "on": clock.today() + DAY}):
        with pytest.raises(NotAllowed):
            note_copy_given(consent, how="paper", **refused)


def test_the_person_may_answer_in_the_portal_to_a_unit_that_has_their_case(world):
    terms = {"form": "portal", "matters": [], "purposes": [], "informed_by": "Brygga"}
    today = clock.today()
    days = {"given_on": today, "valid_from": today, "valid_until": today + 90 * DAY}
    consent = give_consent(
        world.amina, by=world.amina_herself, unit=world.innerstaden, parties=[world.radmannen], **terms, **days
    )
    assert (consent.unit, consent.taken_by) == (world.innerstaden, None)
    for by, unit in ((world.folke_himself, world.innerstaden), (world.amina_herself, world.norr)):
        with pytest.raises(NotAllowed):
            give_consent(world.amina, by=by, unit=unit, parties=[world.radmannen], **terms, **days)


def test_a_new_yes_follows_the_old_one_from_the_day_it_begins(world):
    old = say_yes(world, world.radmannen, days=20)
    new = say_yes(world, world.psykiatri, start=10, replaces=old)
    units = [world.radmannen.pk]
    assert queries.covering(world.amina, units, clock.today() + 9 * DAY) == old
    assert queries.covering(world.amina, units, clock.today() + 10 * DAY) is None
    assert queries.covering(world.amina, [world.psykiatri.pk], clock.today() + 10 * DAY) == new
    with pytest.raises(NotAllowed, match="redan är ersatt"):
        say_yes(world, world.radmannen, replaces=old)


def test_consents_that_run_out_soon_are_shown_to_the_unit_that_took_them(world):
    say_yes(world, world.radmannen, days=60)
    soon = say_yes(world, world.radmannen, days=20)
    assert [answer.consent for answer in queries.expiring(world.sara, clock.today())] == [soon]
    for other in (world.rut, world.siv, world.sigrid):
        assert queries.expiring(other, clock.today()) == []
    say_yes(world, world.radmannen, start=15, replaces=soon)
    assert queries.expiring(world.sara, clock.today()) == []


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_of_those_that_run_out_takes_one_question(world, many, django_assert_num_queries):
    for _ in range(many):
        say_yes(world, world.radmannen, days=20)
    with django_assert_num_queries(1):
        assert len([str(answer.consent.person) for answer in queries.expiring(world.sara, clock.today())]) == many
