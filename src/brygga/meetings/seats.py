"""Who is called, as the rules of `rules.meetings` read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from brygga.consents.models import COORDINATION, ConsentGrant, Disclosure
from brygga.coordinations.models import Coordination, Engagement, Standing
from brygga.core import clock
from brygga.meetings.facts import Called, MeetingFacts
from brygga.meetings.models import Attendee, Meeting, PreMeeting
from brygga.meetings.states import Answer, Attendance, Mandate, MeetingState, PlaceKind
from brygga.routines.vocabulary import MeetingNeed, MeetingType
from brygga.rules import meetings as rules
from brygga.rules.meetings import Call, Check, Place, Seat

COMING = {Answer.YES: True, Answer.OTHER: True, Answer.NO: False, Answer.NONE: None}
MANDATE = {Mandate.YES: True, Mandate.NO: False, Mandate.UNKNOWN: None}
WITH_INTERVENTIONS = (Standing.PLANNED, Standing.ONGOING)


def attendees_of(meeting: Meeting) -> list[Attendee]:
    rows = Attendee.objects.unrestricted(because="who is called is weighed by the rules of the meeting").called()
    found = rows.filter(meeting=meeting).select_related("unit", "assignment__staff").order_by("-is_person", "pk")
    return list(found)


def may_be_told(coordination: Coordination, unit_ids: Iterable[UUID], on: date) -> set[UUID]:
    """Those of the units that may know whom it is about: the one that opened, those let in, those the consent covers."""
    asked = set(unit_ids)
    disclosures = Disclosure.objects.unrestricted(because="whether those called may know whom it is about")
    let_in = disclosures.in_force(on).filter(stream_id=coordination.pk, to_unit_id__in=asked)
    grants = ConsentGrant.objects.unrestricted(because="whether those called may know whom it is about")
    covered = grants.in_force(on).filter(
        consent__person_id=coordination.person_id, unit_id__in=asked, matter=COORDINATION
    )
    told = set(let_in.values_list("to_unit_id", flat=True)) | set(covered.values_list("unit_id", flat=True))
    return told | ({coordination.unit_id} & asked)


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
    seats = [
        replace(
            seat(row),
            coming=COMING[Answer(row.answer)],
            present=here[row.pk] == Attendance.PRESENT,
            has_mandate=MANDATE[Mandate(row.mandate)],
        )
        for row in rows
    ]
    return _told(meeting.coordination, seats)


def _told(coordination: Coordination, seats: Iterable[Seat]) -> tuple[Seat, ...]:
    found = list(seats)
    told = may_be_told(coordination, [s.unit for s in found if s.unit], clock.today())  # type: ignore[misc]
    return tuple(replace(s, may_be_told=s.unit is None or s.unit in told) for s in found)


def checks(meeting: Meeting) -> tuple[Check, ...]:
    """What must be in place before the call is sent, in place or not."""
    call = Call(
        seats=seats_of(meeting),
        starts_at=meeting.starts_at,
        place=Place(is_video=meeting.place_kind == PlaceKind.VIDEO, text=meeting.place),
        purpose=meeting.purpose,
        covers=meeting.covers,
        is_pre_met=bool(meeting.without_pre_meeting.strip()) or is_pre_met(meeting.coordination),
    )
    return rules.before_call(meeting.meeting_type, call, clock.now())


def draft_checks(
    coordination: Coordination, kind: MeetingType, facts: MeetingFacts, called: Iterable[Called]
) -> tuple[Check, ...]:
    """The same for what somebody is about to save."""
    call = Call(
        seats=_told(coordination, [seat(row) for row in called]),
        starts_at=facts.starts_at,
        place=Place(is_video=facts.place_kind == PlaceKind.VIDEO, text=facts.place),
        purpose=facts.purpose,
        covers=facts.covers,
        is_pre_met=bool(facts.without_pre_meeting.strip()) or is_pre_met(coordination),
    )
    return rules.before_call(kind, call, clock.now())


def is_pre_met(coordination: Coordination) -> bool:
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
