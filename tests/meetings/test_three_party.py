"""A three-party meeting in Stockholm, from the question to the held meeting (STO-04, STO-05)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brygga.agencies.models import Unit
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.meetings.acts import call_meeting, hold_now, plan_meeting
from brygga.meetings.acts.holding import write_minutes
from brygga.meetings.facts import Called, MeetingFacts
from brygga.meetings.models import Meeting
from brygga.meetings.states import Attendance
from brygga.meetings.unbooked import unbooked
from brygga.requests.acts import appoint, decline, send_request, write_request
from brygga.requests.models import Request
from brygga.requests.queries import distribution, history
from tests.cast import as_
from tests.requests.asking import assignment, fresh

ASKED = {"background": "Över 65 år.", "need": "Hjälp hemma.", "question": "Informera.", "contact": "Ivar"}


def question(city: Any) -> Request:
    draft = write_request(city.coordination, by=city.ivar, kind="gfi_wish", to_unit=city.aldre, answers=ASKED)
    return send_request(draft, by=city.ivar)


def answered(city: Any) -> Request:
    return appoint(question(city), by=city.elsa, caseworker=assignment(city.bea))


def meets(city: Any, kind: str, **more: Any) -> Meeting:
    facts = {"starts_at": clock.now() + timedelta(days=3), "place": "Rum 2", "purpose": "Informera om ansökan."}
    called = tuple(Called(unit=unit, assignment=assignment(who)) for unit, who in _both(city))
    return plan_meeting(
        city.coordination, by=city.ivar, kind=kind, facts=MeetingFacts(**{**facts, **more}), called=called
    )


def _both(city: Any) -> tuple[tuple[Unit, Any], ...]:
    return (city.beroende, city.ivar), (city.aldre, city.bea)


def held(meeting: Meeting, by: Any) -> Meeting:
    seats = meeting.attendees.unrestricted(because="everybody is ticked as present")
    return hold_now(meeting, by=by, attendance={seat.pk: Attendance.PRESENT.value for seat in seats})


def pre_met(city: Any) -> Meeting:
    return write_minutes(
        held(meets(city, "pre_meeting"), city.ivar),
        by=city.bea,
        seen=0,
        text="Syfte: informera. Bea börjar, Ivar lyssnar.",
    )


def tasks(*actors: Any) -> list[int]:
    return [len(unbooked(actor)) for actor in actors]


@pytest.mark.requirement("STO-04")
def test_the_deputy_head_of_the_wanted_unit_is_asked_and_appoints(city: Any) -> None:
    request = question(city)
    assert [distribution(who).count() for who in (city.elsa, city.bea, city.ulla, city.nils)] == [1, 0, 0, 0]
    assert tasks(city.ivar, city.bea) == [0, 0]
    for wrong in (city.bea, city.ulla, city.nils):
        with pytest.raises(NotAllowed):
            appoint(request, by=wrong, caseworker=assignment(city.bea))
    request = appoint(request, by=city.elsa, caseworker=assignment(city.bea))
    assert [step.state for step in history(request)] == ["sent", "accepted"]
    assert all(step.at for step in history(request))


@pytest.mark.requirement("STO-04")
def test_a_no_has_a_reason_and_leaves_nobody_a_task(city: Any) -> None:
    request = decline(question(city), by=city.elsa, reason="Personen är under 65 år.")
    assert request.reason
    assert tasks(city.ivar, city.bea, city.elsa) == [0, 0, 0]


@pytest.mark.requirement("STO-04")
def test_both_caseworkers_have_the_booking_as_a_task_until_a_time_is_called(city: Any) -> None:
    answered(city)
    assert tasks(city.ivar, city.bea, city.ulla, city.elsa, city.nils) == [1, 1, 0, 0, 0]
    for who in (city.ivar, city.bea):
        page = as_(Client(), who).get(reverse("start")).content.decode()
        assert "Boka tid för trepartsmöte" in page and "Professionellt förmöte hålls först" in page
        assert reverse("meeting-plan", args=[city.coordination.pk]) in page
    assert "Boka tid" not in as_(Client(), city.nils).get(reverse("start")).content.decode()
    pre_met(city)
    assert tasks(city.ivar, city.bea) == [1, 1]
    call_meeting(meets(city, "three_party"), by=city.ivar)
    assert tasks(city.ivar, city.bea) == [0, 0]


@pytest.mark.requirement("STO-05")
def test_it_is_not_called_before_the_professional_pre_meeting_is_held_and_written_up(city: Any) -> None:
    answered(city)
    with pytest.raises(NotAllowed, match="Håll förmötet"):
        call_meeting(meets(city, "three_party"), by=city.ivar)
    first = held(meets(city, "pre_meeting"), city.ivar)
    with pytest.raises(NotAllowed, match="Skriv upp vad ni bestämde på förmötet"):
        call_meeting(meets(city, "three_party"), by=city.ivar)
    write_minutes(first, by=city.bea, seen=0, text="Syfte och struktur.")
    meeting = call_meeting(meets(city, "three_party"), by=city.ivar)
    assert held(meeting, city.ivar).state == "held"
    assert fresh(Request._base_manager.get()).state == "done"


@pytest.mark.requirement("STO-05")
def test_one_may_go_without_and_then_says_why(city: Any) -> None:
    answered(city)
    assert (
        call_meeting(meets(city, "three_party", without_pre_meeting="Vi sågs om personen igår."), by=city.ivar).state
        == "called"
    )


@pytest.mark.requirement("STO-05")
def test_holding_it_at_once_is_no_way_round(city: Any) -> None:
    answered(city)
    with pytest.raises(NotAllowed, match="Håll förmötet"):
        held(meets(city, "three_party"), city.ivar)


@pytest.mark.requirement("STO-05")
def test_the_next_three_party_meeting_has_a_pre_meeting_of_its_own(city: Any) -> None:
    answered(city)
    pre_met(city)
    held(call_meeting(meets(city, "three_party"), by=city.ivar), city.ivar)
    with pytest.raises(NotAllowed, match="Håll förmötet"):
        call_meeting(meets(city, "three_party"), by=city.ivar)
