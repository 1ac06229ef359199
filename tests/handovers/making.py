"""Stig's matter, on its way from the addiction unit to elderly care, in any state."""

from __future__ import annotations

from typing import Any

from brygga.coordinations.acts import take_on
from brygga.coordinations.models import Engagement
from brygga.core import clock
from brygga.handovers.acts import note_step
from brygga.handovers.models import Handover
from brygga.interventions.acts import begin, grant
from brygga.meetings.acts.holding import hold_now
from brygga.meetings.acts.planning import plan_meeting
from brygga.meetings.facts import Called, MeetingFacts
from brygga.meetings.states import Attendance
from brygga.requests.acts import appoint, send_request, write_request
from tests.requests.asking import assignment

TOLD = {
    "background": "Ensam, har två vuxna barn. Ingen god man.",
    "situation": "Bor i egen lägenhet, orkar inte med hemmet.",
    "problem": "Alkoholberoende i många år. Minnesutredd i våras.",
    "ongoing": "Samtal en gång i veckan.",
}


def granted(world: Any, words: str = "Samtal en gång i veckan", **more: Any) -> Any:
    today = clock.today()
    facts = {"matter": "coordination", "decided_on": today, "decided_by": "Ulla Ung", "delegation": "Punkt 3"}
    made = grant(world.coordination, by=world.ivar, words=words, starts_on=today, **{**facts, **more})
    return begin(made, by=world.ivar, on=today)


def sent(world: Any, to_unit: Any = None) -> Handover:
    written = write_request(
        world.coordination, by=world.ivar, kind="handover", to_unit=to_unit or world.aldre, answers=dict(TOLD)
    )
    request = send_request(written, by=world.ulla)
    return Handover._base_manager.get(request=request)


def accepted(world: Any) -> Handover:
    handover = sent(world)
    appoint(handover.request, by=world.elsa, caseworker=assignment(world.bea))
    return again(handover)


def done(world: Any, handover: Handover, *steps: str) -> Handover:
    for step in steps:
        note_step(handover, by=world.bea, step=step, done_on=clock.today())
    return again(handover)


def met(world: Any, handover: Handover) -> Handover:
    """Elsa holds the joint meeting, with both units there."""
    called = (Called(unit=world.aldre), Called(unit=world.beroende))
    meeting = plan_meeting(
        world.coordination, by=world.elsa, kind="officials", facts=MeetingFacts(place="Rum 3"), called=called
    )
    seats = meeting.attendees.unrestricted(because="all of them are here")
    hold_now(meeting, by=world.elsa, attendance={seat.pk: Attendance.PRESENT.value for seat in seats})
    return again(handover)


def ready(world: Any) -> Handover:
    """All that the routine asks for is done."""
    handover = done(world, accepted(world), "contact_person", "contact_referrer")
    handover = done(world, met(world, handover), "inform_person")
    part = Engagement._base_manager.get(coordination=handover.coordination, unit=world.aldre)
    take_on(part, by=world.bea)
    return again(handover)


def again(handover: Handover) -> Handover:
    return Handover._base_manager.get(pk=handover.pk)
