"""Who is called, as the rules of `rules.meetings` read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.consents.may import may_share_identity
from brygga.coordinations.models import Coordination, Engagement, Standing
from brygga.core import clock
from brygga.meetings.facts import Called
from brygga.meetings.models import Attendee, Meeting, PreMeeting
from brygga.meetings.states import Answer, Attendance, Mandate, MeetingState, PlaceKind
from brygga.routines.vocabulary import MeetingNeed
from brygga.rules import meetings as rules
from brygga.rules.meetings import Call, Check, Place, Seat

COMING = {Answer.YES: True, Answer.OTHER: True, Answer.NO: False, Answer.NONE: None}
MANDATE = {Mandate.YES: True, Mandate.NO: False, Mandate.UNKNOWN: None}
WITH_INTERVENTIONS = (Standing.PLANNED, Standing.ONGOING)


def attendees_of(meeting: Meeting) -> list[Attendee]:
    rows = Attendee.objects.unrestricted(because="who is called is weighed by the rules of the meeting").called()
    found = rows.filter(meeting=meeting).select_related("unit", "assignment__staff").order_by("-is_person", "pk")
    return list(found)


def untold(coordination: Coordination, units: Iterable[Unit], caller: UUID) -> str:
    """Why those called may not be told whom it is about; empty when they may. One's own unit knows already."""
    known = {unit.pk: unit for unit in units}
    if not set(known) - {caller}:
        return ""
    return may_share_identity(coordination.person, known.values(), clock.today(), stream_id=coordination.pk).reason


def seat(row: Attendee | Called) -> Seat:
    unit = row.unit
    return Seat(
        name=unit.name if unit else ("Personen" if row.is_person else row.name),
        unit=unit.pk if unit else None,
        is_person=row.is_person,
        required=row.required,
        has_representative=bool(row.assignment or row.name.strip() or row.role.strip()),
    )


def seats_of(meeting: Meeting, attendance: Mapping[UUID, str] | None = None) -> tuple[Seat, ...]:
    """Those called, with what they have answered; `attendance` is who is ticked now, if it is not yet written."""
    rows = attendees_of(meeting)
    here = {row.pk: (attendance or {}).get(row.pk, row.attendance) for row in rows}
    return tuple(
        replace(
            seat(row),
            coming=COMING[Answer(row.answer)],
            present=here[row.pk] == Attendance.PRESENT,
            has_mandate=MANDATE[Mandate(row.mandate)],
        )
        for row in rows
    )


def checks(meeting: Meeting) -> tuple[Check, ...]:
    """What must be in place before the call is sent, in place or not."""
    rows = attendees_of(meeting)
    call = Call(
        seats=tuple(seat(row) for row in rows),
        starts_at=meeting.starts_at,
        place=Place(is_video=meeting.place_kind == PlaceKind.VIDEO, text=meeting.place),
        purpose=meeting.purpose,
        covers=meeting.covers,
        untold=untold(meeting.coordination, [row.unit for row in rows if row.unit], meeting.called_by_id),
        is_pre_met=bool(meeting.without_pre_meeting.strip()) or is_pre_met(meeting),
        pre_met_with_nothing_written=is_pre_met(meeting, unwritten=True),
    )
    return rules.before_call(meeting.meeting_type, call, clock.now())


def is_pre_met(meeting: Meeting, *, unwritten: bool = False) -> bool:
    """The meeting that the routine says comes first has been held and written up; else any talk before it.

    `unwritten`: it has been held, and nobody has written what was decided there.
    """
    first = meeting.meeting_type.preceded_by
    if not first:
        return not unwritten and _is_talked_over(meeting.coordination)
    held = Meeting.objects.unrestricted(because="only whether a pre-meeting has been held is asked")
    held = held.filter(coordination=meeting.coordination, state=MeetingState.HELD)
    last = held.filter(kind=meeting.kind).order_by("-held_at").values_list("held_at", flat=True).first()
    before = held.filter(kind=first)
    before = before.filter(minutes="") if unwritten else before.exclude(minutes="")
    return (before.filter(held_at__gt=last) if last else before).exists()


def _is_talked_over(coordination: Coordination) -> bool:
    """A talk with the person that has been held, or a held meeting of the routine's type for that."""
    talks = PreMeeting.objects.unrestricted(because="only whether a pre-meeting has been held is asked")
    held = Meeting.objects.unrestricted(because="only whether a pre-meeting has been held is asked")
    return (
        talks.filter(coordination=coordination, held_on__isnull=False).exists()
        or held.filter(coordination=coordination, kind=MeetingNeed.PRE_MEETING, state=MeetingState.HELD).exists()
    )


def hindrances_to_plan(meeting: Meeting) -> tuple[str, ...]:
    """Why a plan cannot be made at this meeting; empty when it can."""
    with_interventions = Engagement._base_manager.filter(
        coordination_id=meeting.coordination_id, ended_on=None, standing__in=WITH_INTERVENTIONS
    )
    units: set[Any] = set(with_interventions.values_list("unit_id", flat=True))
    return rules.hindrances_to_plan(meeting.meeting_type, seats_of(meeting), units)
