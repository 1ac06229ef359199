"""What somebody has been appointed to meet about, and no time is booked for: a task for both caseworkers (STO-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from brygga.coordinations.models import Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.meetings.models import Meeting
from brygga.meetings.states import MeetingState
from brygga.requests.models import Request
from brygga.requests.states import RequestState
from brygga.routines.loading import routine
from brygga.routines.vocabulary import DeadlineStep, MeetingType
from brygga.rules.clocks import due_at
from brygga.rules.sources import NoRuleInForce


@dataclass(frozen=True, slots=True)
class Unbooked:
    request: Request
    meeting_type: MeetingType
    first: str
    """What is held before it, if the routine says so."""
    book_by: datetime | None


def unbooked(actor: Actor, *, size: int = 6) -> list[Unbooked]:
    """Those the actor asked for or was appointed to, until a call goes out. One question."""
    types = _types(actor)
    if not types:
        return []
    rows = _mine(actor).filter(kind__in=types, state=RequestState.ACCEPTED, attendees=None, from_unit__isnull=False)
    rows = rows.exclude(coordination__closed_on__isnull=False).filter(~_booked(types))
    rows = rows.select_related("coordination__person", "to_unit", "from_unit").order_by("answered_at", "pk")
    return [_task(row, types[row.kind][0], actor.place) for row in rows[:size]]


def _types(actor: Actor) -> dict[str, list[MeetingType]]:
    """The meetings that a kind of request leads to, in the actor's place."""
    found: dict[str, list[MeetingType]] = {}
    if actor.is_staff and actor.place:
        for one in routine(actor.place).meeting_types_on(clock.today()):
            found.setdefault(one.request_kind, []).append(one)
    found.pop("", None)
    return found


def _mine(actor: Actor) -> Any:
    answers_for = Engagement._base_manager.filter(
        coordination=OuterRef("coordination"),
        unit=OuterRef("from_unit"),
        caseworker_id=actor.assignment_id,
        ended_on=None,
    )
    mine = Q(appointed_id=actor.assignment_id) | Q(from_assignment_id=actor.assignment_id) | Exists(answers_for)
    return Request.objects.visible_to(actor).filter(mine)


def _booked(types: dict[str, list[MeetingType]]) -> Any:
    """A meeting of the kind asked for has been called or held since."""
    set_up = Meeting.objects.unrestricted(because="only whether a time is booked is asked")
    since = Q(called_at__gte=OuterRef("sent_at")) | Q(held_at__gte=OuterRef("sent_at"))
    set_up = set_up.filter(
        since, coordination=OuterRef("coordination"), state__in=[MeetingState.CALLED, MeetingState.HELD]
    )
    booked: Any = Q(pk__in=[])
    for kind, led_to in types.items():
        booked |= Q(kind=kind) & Exists(set_up.filter(kind__in=[one.key for one in led_to]))
    return booked


def _task(row: Request, meeting_type: MeetingType, place: str) -> Unbooked:
    rules = routine(place)
    first = rules.meeting_type(meeting_type.preceded_by).term if meeting_type.preceded_by else ""
    try:
        rule = rules.deadline(DeadlineStep.BOOK_MEETING, clock.today())
    except NoRuleInForce:
        return Unbooked(row, meeting_type, first, None)
    return Unbooked(row, meeting_type, first, due_at(rule, row.answered_at) if row.answered_at else None)
