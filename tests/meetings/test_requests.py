"""A unit that does not take part yet is called by a request, and its answer is the answer of its seat."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.consents.acts import disclose, withdraw_consent
from brygga.consents.models import COORDINATION, ConsentGrant, Disclosure
from brygga.coordinations.acts import engage, let_in
from brygga.coordinations.models import Coordination, Engagement
from brygga.core.acts import NotAllowed
from brygga.core.models import Event
from brygga.core.writing import asked_by
from brygga.meetings.acts import (
    call_meeting,
    cancel_meeting,
    change_meeting,
    hold,
    hold_now,
    note_missed,
    plan_meeting,
    rebook,
)
from brygga.meetings.facts import Called, NewTime
from brygga.meetings.models import Meeting
from brygga.meetings.states import Answer, MeetingState
from brygga.requests.acts import appoint, decline, forward
from brygga.requests.models import Request
from brygga.requests.states import RequestState
from tests.meetings.making import (
    all_but_the_person,
    assignment,
    both,
    called,
    day,
    everybody,
    facts,
    now,
    planned,
    seat_of,
    seats,
    the_time,
)


@pytest.fixture
def calling(shared: Any) -> Any:
    """Amina has said yes to Norr too, which does not take part yet; Siv's manager receives for it."""
    from tests.cast import _actor

    with asked_by("the test"):
        ConsentGrant._base_manager.create(consent=shared.consent, unit=shared.norr, matter=COORDINATION)
        shared.nora = _actor("Nora Norr", "unit_head", "Enhetschef", shared.norr)
    people = (*both(shared), Called(unit=shared.norr))
    shared.meeting = call_meeting(planned(shared, called=people), by=shared.sara)
    return shared


def the_request(world: Any) -> Request:
    return Request._base_manager.get(to_unit=world.norr)


def test_only_a_unit_outside_is_asked_by_a_request(calling: Any) -> None:
    assert Request._base_manager.count() == 1
    assert the_request(calling).state == RequestState.SENT
    assert seat_of(calling.meeting, calling.norr).request == the_request(calling)
    assert Meeting.objects.visible_to(calling.siv).contains(calling.meeting)
    assert not Coordination.objects.visible_to(calling.siv).exists()
    assert not Meeting.objects.visible_to(calling.pia).exists()


@pytest.mark.requirement("MAL-03")
def test_an_old_seat_is_no_way_back_for_a_unit_whose_part_has_ended(calling: Any) -> None:
    hold_now(calling.meeting, by=calling.rut, attendance=everybody(calling.meeting))
    withdraw_consent(calling.consent, by=calling.amina_herself, how="I Brygga")
    told_on_law(calling, calling.radmannen)
    assert not Meeting.objects.visible_to(calling.rut).exists()
    let_in(calling.coordination, by=calling.sara, unit=calling.radmannen)
    assert Meeting.objects.visible_to(calling.rut).contains(calling.meeting)


def told_on_law(world: Any, unit: Any) -> None:
    disclose(
        world.amina, by=world.sara, stream_id=world.coordination.pk, from_unit=world.innerstaden, to_unit=unit,
        purpose="coordination", legal_basis="necessary_care", legal_note="Vårdas enligt LPT.",
    )  # fmt: skip


def test_the_one_who_is_appointed_gets_the_seat_and_the_unit_takes_part(calling: Any) -> None:
    appoint(the_request(calling), by=calling.nora, caseworker=assignment(calling.siv))
    assert seat_of(calling.meeting, calling.norr).assignment == assignment(calling.siv)
    assert Engagement._base_manager.filter(unit=calling.norr, ended_on=None).exists()
    hold_now(calling.meeting, by=calling.siv, attendance=everybody(calling.meeting))
    assert the_request(calling).state == RequestState.DONE


@pytest.mark.parametrize(("answered", "ends"), [(True, RequestState.DONE), (False, RequestState.WITHDRAWN)])
def test_a_call_is_waited_for_no_longer_when_the_meeting_has_been_held_at_its_time(
    calling: Any, answered: bool, ends: RequestState
) -> None:
    if answered:
        appoint(the_request(calling), by=calling.nora, caseworker=assignment(calling.siv))
    here = everybody(calling.meeting)
    here.pop(seat_of(calling.meeting, calling.norr).pk)
    with the_time(day(7)):
        hold(calling.meeting, by=calling.sara, attendance=here)
        assert the_request(calling).state == ends
        assert Meeting.objects.visible_to(calling.siv).exists() == answered
    assert not Meeting.objects.visible_to(calling.pia).exists()


@pytest.mark.requirement("MAL-03")
@pytest.mark.parametrize("who", ["sara", "rut"])
def test_the_door_that_was_opened_for_a_call_closes_with_it_whoever_holds_the_meeting(calling: Any, who: str) -> None:
    doors = Disclosure._base_manager.filter(to_unit=calling.norr, ended_at=None)
    assert doors.count() == 1
    here = everybody(calling.meeting)
    here.pop(seat_of(calling.meeting, calling.norr).pk)
    with the_time(day(7)):
        hold(calling.meeting, by=getattr(calling, who), attendance=here)
    assert the_request(calling).state == RequestState.WITHDRAWN
    assert not doors.exists()
    assert Disclosure._base_manager.filter(to_unit=calling.radmannen, ended_at=None).exists()
    with pytest.raises(NotAllowed):
        engage(calling.coordination, by=calling.nora, unit=calling.norr, caseworker=assignment(calling.siv))


@pytest.mark.requirement("MAL-08")
@pytest.mark.parametrize(("answered", "ends"), [(True, RequestState.DONE), (False, RequestState.WITHDRAWN)])
@pytest.mark.parametrize("who", ["sara", "rut"])
def test_a_call_to_a_meeting_that_did_not_come_about_is_waited_for_no_longer(
    calling: Any, who: str, answered: bool, ends: RequestState
) -> None:
    if answered:
        appoint(the_request(calling), by=calling.nora, caseworker=assignment(calling.siv))
    others = called(calling)
    with the_time(day(7, 14)):
        missed = note_missed(calling.meeting, by=getattr(calling, who), attendance=all_but_the_person(calling.meeting))
        assert the_request(calling).state == ends
        assert Meeting.objects.visible_to(calling.siv).contains(missed) == answered
        assert not Meeting.objects.visible_to(calling.pia).exists()
        again = rebook(missed, by=calling.sara, time=NewTime(starts_at=day(14), minutes=60))
    seat = seat_of(again, calling.norr)
    assert seat.request is None if answered else seat.request.state == RequestState.SENT
    assert Meeting.objects.visible_to(calling.siv).contains(again)
    assert now(others).state == MeetingState.CALLED


@pytest.mark.requirement("MAL-03")
@pytest.mark.parametrize("who", ["amina_herself", "sara"])
def test_a_consent_is_withdrawn_whole_when_too_few_are_left_to_meet(calling: Any, who: str) -> None:
    """The first who is shut out makes them too few, and the call to the next ends before its own turn comes."""
    cancel_meeting(calling.meeting, by=calling.sara, why="Sjukdom")
    people = (Called(unit=calling.radmannen, assignment=assignment(calling.rut)), Called(unit=calling.norr, name="Siv"))
    few = call_meeting(planned(calling, called=people), by=calling.sara)
    withdraw_consent(calling.consent, by=getattr(calling, who), how="Vid besök", reason="")
    assert now(few).state == MeetingState.CANCELLED
    assert set(Request._base_manager.values_list("state", flat=True)) == {RequestState.WITHDRAWN}
    assert not Disclosure._base_manager.filter(ended_at=None).exists()
    assert not Meeting.objects.visible_to(calling.siv).exists()


@pytest.mark.requirement("MAL-03")
def test_a_consent_is_withdrawn_whole_when_the_unit_that_called_is_among_those_shut_out(calling: Any) -> None:
    """Its meeting is called off, and the door it had opened to a third closes on the way."""
    with asked_by("the test"):
        for unit in (calling.psykiatri, calling.radmannen):
            ConsentGrant._base_manager.get_or_create(consent=calling.consent, unit=unit, matter=COORDINATION)
    people = (Called(unit=calling.radmannen, assignment=assignment(calling.rut)), Called(unit=calling.innerstaden))
    people = (*people, Called(unit=calling.psykiatri, name="Pia"))
    theirs = plan_meeting(calling.coordination, by=calling.rut, kind="gfi", facts=facts(), called=people)
    theirs = call_meeting(theirs, by=calling.rut)
    assert seat_of(theirs, calling.psykiatri).request.state == RequestState.SENT
    withdraw_consent(calling.consent, by=calling.amina_herself, how="I Brygga", reason="")
    assert now(theirs).state == MeetingState.CANCELLED
    assert set(Request._base_manager.values_list("state", flat=True)) == {RequestState.WITHDRAWN}
    assert not Disclosure._base_manager.filter(ended_at=None).exists()
    assert not Meeting.objects.visible_to(calling.pia).exists()


def test_a_no_to_the_request_is_a_no_to_the_meeting(calling: Any) -> None:
    decline(the_request(calling), by=calling.nora, reason="Personen hör till Innerstaden")
    seat = seat_of(calling.meeting, calling.norr)
    assert (seat.answer, seat.answer_note) == (Answer.NO, "Personen hör till Innerstaden")


def test_a_request_that_is_passed_on_gives_the_next_unit_a_seat(calling: Any) -> None:
    with asked_by("the test"):
        ConsentGrant._base_manager.create(consent=calling.consent, unit=calling.psykiatri, matter=COORDINATION)
    forward(the_request(calling), by=calling.nora, to_unit=calling.psykiatri, reason="De känner personen")
    assert seat_of(calling.meeting, calling.norr).answer == Answer.NO
    assert seat_of(calling.meeting, calling.psykiatri).request.state == RequestState.SENT


def test_the_request_ends_when_the_meeting_is_called_off_or_the_unit_left_out(calling: Any) -> None:
    change_meeting(calling.meeting, by=calling.sara, facts=facts(), called=both(calling))
    assert the_request(calling).state == RequestState.WITHDRAWN
    assert not Meeting.objects.visible_to(calling.siv).exists()
    again = call_meeting(planned(calling, called=(*both(calling), Called(unit=calling.norr))), by=calling.sara)
    cancel_meeting(again, by=calling.sara, why="Sjukdom")
    assert set(Request._base_manager.values_list("state", flat=True)) == {RequestState.WITHDRAWN}


def test_each_is_told_once_that_the_unit_is_left_out(calling: Any) -> None:
    change_meeting(calling.meeting, by=calling.sara, facts=facts(), called=both(calling))
    told = Event.objects.visible_to(calling.rut).order_by("id").values_list("act", flat=True)
    assert [act for act in told if act in {"meetings.uncall", "meetings.call_off", "meetings.change"}] == [
        "meetings.uncall",
        "meetings.change",
    ]


def test_nobody_is_asked_when_the_call_is_refused(shared: Any) -> None:
    people = (*both(shared), Called(unit=shared.psykiatri))
    with pytest.raises(NotAllowed):
        call_meeting(planned(shared, called=people), by=shared.sara)
    assert not Request._base_manager.exists()


def test_a_withdrawn_consent_takes_the_call_back(calling: Any) -> None:
    from brygga.consents.acts import withdraw_part

    withdraw_part(calling.consent, by=calling.sara, units=[calling.norr], how="Vid besök", reason="Ångrade sig")
    assert seat_of(calling.meeting, calling.norr).withdrawn_at is not None
    assert the_request(calling).state == RequestState.WITHDRAWN
    assert now(calling.meeting).state == MeetingState.CALLED
    assert seats(calling.meeting).count() == 3


def test_a_withdrawn_consent_calls_off_the_meeting_that_rested_on_it(calling: Any) -> None:
    from brygga.consents.acts import withdraw_consent

    withdraw_consent(calling.consent, by=calling.amina_herself, how="I Brygga", reason="")
    assert now(calling.meeting).state == MeetingState.CANCELLED
    assert not Meeting.objects.visible_to(calling.rut).exists()
    assert Meeting.objects.visible_to(calling.sara).contains(calling.meeting)
