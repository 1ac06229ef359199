"""A transfer at an age: announced with consent, worked on together, gone over on the birthday (STO-10, STO-16)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from brygga.agencies.models import Assignment
from brygga.consents.acts import withdraw_consent
from brygga.consents.models import Consent
from brygga.coordinations.acts import appoint, leave
from brygga.coordinations.models import Coordination, Engagement
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.core.writing import asked_by
from brygga.people.acts import close_case, register_death
from brygga.people.models import Person
from brygga.rules.transfers import Stage
from brygga.transfers import acts
from brygga.transfers.models import Transfer
from brygga.transfers.queries import rules_here, shown, stage_of, to_watch, waiting, with_details, without_caseworker
from brygga.transfers.states import TransferState
from tests.requests.asking import consent_to
from tests.transfers.young import TURNS, announced, at, born


def names(rows):
    return [one.case.person.given_name for one in shown(rows)]


@pytest.mark.requirement("STO-10")
@pytest.mark.parametrize(
    ("day", "stage", "to_do"),
    [
        (date(2026, 7, 14), Stage.NOT_YET, []),
        (date(2026, 7, 15), Stage.ANNOUNCE, ["Rakel"]),
        (date(2026, 9, 15), Stage.SOON, ["Rakel"]),
        (date(2026, 9, 16), Stage.LATE, ["Rakel"]),
        (date(2027, 6, 1), Stage.LATE, ["Rakel"]),
    ],
)
def test_the_unit_watches_its_own_and_a_to_do_comes_in_time(young, day, stage, to_do):
    plain, _ = rules_here(young.bengt)
    with at(day):
        (one,) = shown(to_watch(young.bengt, plain))
        assert (one.stage, one.switch_on) == (stage, TURNS)
        assert names(waiting(young.bengt, plain)) == to_do
        assert names(waiting(young.astrid, plain, mine=True)) == to_do
        for other in (young.karin, young.nils):
            assert names(to_watch(other, plain)) == []


@pytest.mark.requirement("STO-10")
def test_whoever_is_placed_in_family_care_stays_until_21(young):
    plain, placed = rules_here(young.bengt)
    acts.note_circumstance(young.case, by=young.astrid, circumstance="placed", since=date(2026, 1, 8))
    with at(date(2027, 12, 1)):
        assert names(to_watch(young.bengt, plain)) == []
        (one,) = shown(to_watch(young.bengt, placed))
        assert (one.switch_on, one.stage) == (date(2029, 3, 15), Stage.NOT_YET)
        acts.end_circumstance(young.case, by=young.bengt)
        (one,) = shown(to_watch(young.bengt, plain))
        assert (one.switch_on, one.stage) == (TURNS, Stage.LATE)
        assert names(to_watch(young.bengt, placed)) == []


def test_a_circumstance_is_one_of_the_routines_and_has_begun(young):
    with pytest.raises(NotAllowed, match="står i rutinen"):
        acts.note_circumstance(young.case, by=young.astrid, circumstance="choir", since=date(2026, 1, 1))
    with pytest.raises(NotAllowed, match="inte kommit"):
        acts.note_circumstance(young.case, by=young.astrid, circumstance="placed", since=date(2026, 7, 2))
    with pytest.raises(NotAllowed, match="sina egna ärenden"):
        acts.note_circumstance(young.case, by=young.karin, circumstance="placed", since=date(2026, 1, 1))


@pytest.mark.requirement("STO-10")
def test_whoever_needs_no_more_support_is_no_to_do_until_somebody_thinks_otherwise(young):
    plain, _ = rules_here(young.bengt)
    with at(date(2026, 9, 20)):
        with pytest.raises(NotAllowed, match="bygger på"):
            acts.say_not_needed(young.case, by=young.astrid, why=" ")
        acts.say_not_needed(young.case, by=young.astrid, why="Klarar sig själv, enligt Rakel och oss.")
        assert names(waiting(young.bengt, plain)) == []
        assert names(to_watch(young.bengt, plain)) == ["Rakel"]
        acts.say_needed(young.case, by=young.astrid)
        assert names(waiting(young.bengt, plain)) == ["Rakel"]


def test_the_dead_and_those_whose_case_is_only_explored_are_not_watched(young):
    plain, _ = rules_here(young.bengt)
    loose = born(young, "Lova", date(2008, 3, 1))
    with asked_by("the cast"):
        type(loose)._base_manager.filter(pk=loose.pk).update(exploratory=True)
        Person._base_manager.filter(pk=young.rakel.pk).update(died_on=date(2026, 6, 1))
    assert names(to_watch(young.bengt, plain)) == []


@pytest.mark.requirement("STO-16")
def test_nothing_is_announced_without_the_persons_yes(young):
    facts = {"to_unit": young.psychiatry, "needs": ["mental_health"], "words": "Boendestöd."}
    with pytest.raises(NotAllowed, match="inget samtycke"):
        acts.announce(young.case, by=young.bengt, **facts)
    consent_to(young, young.rakel, young.youth, young.disability)
    with pytest.raises(NotAllowed, match="omfattar inte Socialpsykiatri"):
        acts.announce(young.case, by=young.bengt, **facts)
    assert not Transfer._base_manager.exists()
    assert Engagement._base_manager.count() == 1


@pytest.mark.requirement("STO-10")
def test_the_receiver_takes_part_from_the_announcement_and_both_are_named(young):
    transfer = announced(young)
    assert (transfer.switch_on, transfer.announce_by) == (TURNS, date(2026, 9, 15))
    (seen,) = with_details(young.karin)
    assert (seen.pk, seen.giver, seen.taker, stage_of(seen)) == (transfer.pk, "Astrid Ung", None, Stage.ANNOUNCED)
    assert [row.pk for row in without_caseworker(young.karin)] == [transfer.pk]
    part = Engagement._base_manager.get(unit=young.psychiatry)
    appoint(part, by=young.karin, caseworker=Assignment.objects.get(pk=young.hedda.assignment_id))
    (seen,) = with_details(young.hedda)
    assert (seen.taker, stage_of(seen)) == ("Hedda Sten", Stage.TRANSITION)
    assert list(without_caseworker(young.karin)) == []
    assert [row.pk for row in with_details(young.rakel_herself)] == [transfer.pk]
    for neighbour in (young.nils, young.clara):
        assert list(with_details(neighbour)) == []
    plain, _ = rules_here(young.bengt)
    assert names(to_watch(young.bengt, plain)) == []


@pytest.mark.requirement("STO-10")
def test_it_is_announced_once_and_only_to_who_the_routine_says(young):
    announced(young)
    with pytest.raises(NotAllowed, match="redan aviserad"):
        announced(young)
    other = born(young, "Elis", date(2008, 5, 1))
    facts = {"needs": ["mental_health"], "words": ""}
    with pytest.raises(NotAllowed, match="Öppna en samordning"):
        acts.announce(other, by=young.bengt, to_unit=young.psychiatry, **facts)
    with pytest.raises(NotAllowed, match="sina egna ärenden"):
        acts.announce(other, by=young.karin, to_unit=young.psychiatry, **facts)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"needs": []}, "behöver stöd med"),
        ({"needs": ["coordination"]}, "behöver stöd med"),
        ({"needs": ["flying"]}, "behöver stöd med"),
    ],
)
def test_what_is_needed_is_said_in_the_routines_words(young, more, why):
    with pytest.raises(NotAllowed, match=why):
        announced(young, **more)


def test_a_clinic_does_not_take_over(young):
    with pytest.raises(NotAllowed, match="rutinen säger tar emot"):
        announced(young, to_unit=young.clinic)


@pytest.mark.requirement("STO-10")
def test_after_the_birthday_the_units_agree_on_a_day(young):
    with at(date(2027, 4, 1)):
        with pytest.raises(NotAllowed, match="Födelsedagen har varit"):
            announced(young)
        with pytest.raises(NotAllowed, match="Födelsedagen har varit"):
            announced(young, switch_on=date(2027, 4, 1))
        assert announced(young, switch_on=date(2027, 4, 15)).switch_on == date(2027, 4, 15)


def test_before_the_birthday_the_day_is_the_birthday_whatever_one_says(young):
    assert announced(young, switch_on=date(2026, 8, 1)).switch_on == TURNS


@pytest.mark.requirement("STO-10")
def test_the_responsibility_goes_over_on_the_birthday_by_itself_and_once(young):
    transfer = announced(young)
    with at(TURNS - timedelta(days=1), 23):
        call_command("run_clocks")
        assert Transfer._base_manager.get().state == TransferState.ANNOUNCED
    with at(TURNS, 0):
        call_command("run_clocks")
        call_command("run_clocks")
    (told,) = Event._base_manager.filter(act="transfers.switch")
    assert told.sentence == "Ansvaret har gått över från Barn och ungdom till Socialpsykiatri"
    assert Transfer._base_manager.get().state == TransferState.SWITCHED
    with pytest.raises(NotAllowed, match="av sig självt"):
        acts.switch(transfer, by=young.bengt)


@pytest.mark.requirement("STO-10")
def test_a_consent_taken_back_stops_it_and_the_person_is_a_to_do_again(young):
    transfer = announced(young)
    plain, _ = rules_here(young.bengt)
    with at(date(2026, 9, 20)):
        withdraw_consent(Consent._base_manager.get(), by=young.astrid, how="Muntligt", reason="Vill inte.")
        transfer.refresh_from_db()
        assert transfer.state == TransferState.STOPPED
        assert names(waiting(young.bengt, plain)) == ["Rakel"]
        assert list(with_details(young.karin)) == []
    with at(TURNS):
        call_command("run_clocks")
        transfer.refresh_from_db()
        assert transfer.state == TransferState.STOPPED


def test_a_receiver_that_leaves_stops_it(young):
    transfer = announced(young)
    part = Engagement._base_manager.get(unit=young.psychiatry)
    leave(part, by=young.karin, why="Vi är fel enhet")
    transfer.refresh_from_db()
    assert (transfer.state, transfer.stopped_why) == (TransferState.STOPPED, "Enheten lämnade samordningen")


@pytest.mark.parametrize("who", ["bengt", "karin"])
def test_either_side_stops_it_with_a_reason(young, who):
    transfer = announced(young)
    with pytest.raises(NotAllowed, match="Skriv varför"):
        acts.stop(transfer, by=getattr(young, who), why=" ")
    with pytest.raises(NotAllowed, match="enheterna som överföringen gäller"):
        acts.stop(transfer, by=young.nils, why="Nej.")
    acts.stop(transfer, by=getattr(young, who), why="Rakel flyttar.")
    with pytest.raises(NotAllowed, match="redan klar"):
        acts.stop(transfer, by=young.bengt, why="Igen.")


def test_nothing_goes_over_for_somebody_who_has_died(young):
    transfer = announced(young)
    with at(date(2027, 3, 2)):
        register_death(young.rakel, by=young.astrid, died_on=date(2027, 3, 1))
    transfer.refresh_from_db()
    assert (transfer.state, transfer.stopped_why) == (TransferState.STOPPED, "Personen har avlidit.")


def test_a_case_with_a_transfer_on_its_way_is_not_closed(young):
    transfer = announced(young)
    with asked_by("the cast"):
        Engagement._base_manager.filter(unit=young.youth).update(ended_on=date(2026, 7, 1))
        Coordination._base_manager.update(unit=young.psychiatry)
    with pytest.raises(NotAllowed, match="överföring är aviserad"):
        close_case(young.case, by=young.astrid)
    acts.stop(transfer, by=young.karin, why="Rakel vill inte.")
    close_case(young.case, by=young.astrid)
