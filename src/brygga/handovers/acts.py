"""What is done in a handover once it is sent: its steps, the day, and the move itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.handovers import may
from brygga.handovers.keeping import keep_reading, pass_coordination_on
from brygga.handovers.models import HandedOver, Handover, HandoverStep
from brygga.handovers.queries import chosen, stays, to_choose
from brygga.interventions.acts import move_responsibility
from brygga.meetings.models import Meeting
from brygga.requests.acts import finish_handover
from brygga.requests.models import Request
from brygga.requests.states import WAITING, RequestState
from brygga.routines.loading import routine
from brygga.rules.clocks import due_on
from brygga.rules.handovers import Step


@act("handovers.begin", may=may.may_begin, told_as="Överlämningen är skickad", in_feed=False)
def begin(_: None, *, by: Actor, request: Request) -> Handover:
    """Beside the request that has just been sent. All that the sender answers for follows, until it says otherwise."""
    _one_at_a_time(request)
    handover = create(Handover, request=request, coordination_id=request.coordination_id)
    before = (
        Handover._base_manager.filter(request=request.forwarded_from_id).first() if request.forwarded_from_id else None
    )
    _write(handover, chosen(before) if before else to_choose(handover))
    return handover


def _one_at_a_time(request: Request) -> None:
    """Two who send at once wait for each other here."""
    Coordination._base_manager.select_for_update(of=("self",)).get(pk=request.coordination_id)
    same = Handover._base_manager.filter(coordination_id=request.coordination_id, moved_on=None)
    same = same.filter(request__from_unit_id=request.from_unit_id, request__to_unit_id=request.to_unit_id)
    if same.filter(request__state__in=[*WAITING, RequestState.ACCEPTED]).exists():
        raise NotAllowed(f"En överlämning till {request.to_unit.name} är redan på väg. Gå vidare med den.")


def _write(handover: Handover, interventions: Iterable[Any]) -> None:
    for intervention in interventions:
        create(HandedOver, handover=handover, intervention=intervention)


@act("handovers.choose", may=may.may_choose, told_as="{from_unit} har sagt vilka insatser som lämnas över")
def choose_interventions(handover: Handover, *, by: Actor, interventions: list[Any]) -> Handover:
    """Those that stay are answered for by the unit as before."""
    offered = {row.pk for row in to_choose(handover)}
    if not {row.pk for row in interventions} <= offered:
        raise NotAllowed(f"Välj bland de insatser som ni ansvarar för och som {handover.to_unit.name} får veta om.")
    HandedOver._base_manager.filter(handover=handover).delete()
    _write(handover, interventions)
    return handover


@act("handovers.note_step", may=may.may_note_step, told_as="{to_unit}: {step_term}", affects_planning=True)
def note_step(handover: Handover, *, by: Actor, at: datetime, step: str, done_on: date) -> HandoverStep:
    insist(may.may_note_by_hand(handover, Step(step)))
    if not handover.sent_on <= done_on <= day_of(at):
        raise NotAllowed("Skriv dagen då det gjordes: tidigast när överlämningen skickades, senast i dag.")
    return create(HandoverStep, handover=handover, step=step, done_on=done_on, noted_at=at, by_label=by.label)


@act("handovers.note_meeting", may=may.may_note_meeting, told_as="{to_unit}: {step_term}", affects_planning=True)
def note_meeting(handover: Handover, *, by: Actor, at: datetime, meeting: Meeting) -> HandoverStep:
    """The receiver has held the joint meeting. Told by the meeting itself, to whoever held it."""
    held_on = day_of(meeting.held_at or at)
    fields = {"step": Step.JOINT_MEETING.value, "done_on": held_on, "noted_at": at, "by_label": by.label}
    return create(HandoverStep, handover=handover, meeting=meeting, **fields)


@act("handovers.date", may=may.may_date, told_as="Ansvaret går över till {to_unit} {moves_on}", affects_planning=True)
def date_move(handover: Handover, *, by: Actor, at: datetime, moves_on: date) -> Handover:
    """The day. If it is today it is done at once; else the program does it in the night to that day."""
    if moves_on < day_of(at):
        raise NotAllowed("Ansvaret går över i dag eller längre fram. Välj en dag som inte har varit.")
    handover = change(handover, moves_on=moves_on, moves_decided_by=by.label)
    return carry_out(handover, by=by, at=at) if moves_on == day_of(at) else handover


@act(
    "handovers.carry_out",
    may=may.may_carry_out,
    told_as="{to_unit} ansvarar nu, i stället för {from_unit}",
    affects_planning=True,
)
def carry_out(handover: Handover, *, by: Actor, at: datetime) -> Handover:
    """STO-17: what was chosen changes hands, all of it or nothing; the one before keeps reading for a time."""
    on = day_of(at)
    for intervention in chosen(handover):
        if intervention.responsible_unit_id == handover.request.from_unit_id:
            move_responsibility(
                intervention,
                by=by,
                to_unit=handover.to_unit,
                on=on,
                because=f"Överlämning från {handover.from_unit.name}",
            )
    until = None
    if not stays(handover):
        until = due_on(routine(handover.coordination.place).deadline(handover.rule.keep_reading, on), at)
        pass_coordination_on(handover, by=by, at=at)
        keep_reading(handover, by=by, until=until)
    finish_handover(handover.request, by=SYSTEM, at=at)
    return change(handover, moved_on=on, reads_until=until)
