"""Holding a meeting, or noting that it did not come about; what it led to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.coordinations.acts import erase_exploratory, register
from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.saving import change, create, revise
from brygga.meetings import calls, may, seats
from brygga.meetings.acts.answering import note_absence
from brygga.meetings.acts.planning import call_meeting
from brygga.meetings.facts import NewTime
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.states import Attendance, MeetingState, Outcome
from brygga.rules import meetings as rules

#: Then there is something to document, and it is registered.
FOLLOWED_BY_WORK = frozenset({Outcome.JOINT_MAPPING, Outcome.SIP_MADE})

#: Opens a plan when a SIP is made at a meeting: `start_plan(coordination, *, by, meeting)` of the room above.
_plan_openers: list[Callable[..., Any]] = []


def when_sip_is_made(opener: Callable[..., Any]) -> None:
    """Registered by the plans, which know of meetings; meetings do not know of plans."""
    if opener not in _plan_openers:
        _plan_openers.append(opener)


@act("meetings.hold", may=may.may_hold, told_as="{by} öppnade mötet: {kind_term}")
def hold(meeting: Meeting, *, by: Actor, at: datetime, attendance: Mapping[UUID, str]) -> Meeting:
    """At the time in the call, also when it is written up later. Those who are not here have stayed away, or had
    given notice."""
    ticked = _marks(meeting, attendance, otherwise=Attendance.ABSENT)
    insist(may.may_be_held(meeting, ticked))
    over = meeting.ends_at is not None and at > meeting.ends_at
    change(meeting, state=MeetingState.HELD, held_at=meeting.starts_at if over else at)
    _mark(meeting, ticked, by=by, at=at)
    return _opened(meeting, by=by)


@act(
    "meetings.hold_now",
    may=may.may_hold_now,
    told_as="{term} hålls nu, i stället för {planned_when} ({by})",
    affects_planning=True,
)
def hold_now(meeting: Meeting, *, by: Actor, at: datetime, attendance: Mapping[UUID, str]) -> Meeting:
    """MAL-08: they are here now. The others were called to another time and have not stayed away from this one."""
    here = {pk: mark for pk, mark in attendance.items() if mark == Attendance.PRESENT}
    ticked = _marks(meeting, here, otherwise=Attendance.UNKNOWN)
    insist(may.may_be_held(meeting, ticked))
    change(meeting, state=MeetingState.HELD, held_at=at, sequence=meeting.sequence + 1)
    _mark(meeting, ticked, by=by, at=at)
    return _opened(meeting, by=by)


@act(
    "meetings.note_missed",
    may=may.may_note_missed,
    told_as="{term}, {when}, blev inte av (noterat av {by})",
    affects_planning=True,
)
def note_missed(meeting: Meeting, *, by: Actor, at: datetime, attendance: Mapping[UUID, str], why: str = "") -> Meeting:
    change(meeting, state=MeetingState.MISSED, missed_at=at, stopped_why=why.strip()[:500])
    _mark(meeting, _marks(meeting, attendance, otherwise=Attendance.ABSENT), by=by, at=at)
    for row in seats.attendees_of(meeting):
        calls.finish(row, by=by, why="Mötet blev inte av.")
    return meeting


@act("meetings.rebook", may=may.may_rebook, told_as="{by} bokade en ny tid för {kind_term}", in_feed=False)
def rebook(meeting: Meeting, *, by: Actor, time: NewTime) -> Meeting:
    """The same people at another time, tied to the meeting that did not come about. The call tells it."""
    again = create(
        Meeting,
        coordination_id=meeting.coordination_id,
        kind=meeting.kind,
        called_by_id=_calling_unit(meeting, by),
        called_by_label=by.label,
        person_invited=meeting.person_invited,
        rebooked_from=meeting,
        starts_at=time.starts_at,
        ends_at=rules.ending(time.starts_at, time.minutes),
        place_kind=time.place_kind or meeting.place_kind,
        place=time.place.strip() or meeting.place,
        purpose=meeting.purpose,
        covers=meeting.covers,
        other=meeting.other,
        without_pre_meeting=meeting.without_pre_meeting,
    )
    for row in seats.attendees_of(meeting):
        kept = {name: getattr(row, name) for name in ("unit", "assignment", "is_person", "name", "role", "required")}
        create(Attendee, meeting=again, mandate=row.mandate, preparation=row.preparation, **kept)
    return call_meeting(again, by=by)


@act("meetings.miss_and_rebook", may=may.may_note_missed, told_as="{by} bokade om", in_feed=False)
def miss_and_rebook(
    meeting: Meeting, *, by: Actor, at: datetime, attendance: Mapping[UUID, str], time: NewTime, why: str = ""
) -> Meeting:
    """MAL-08: one step."""
    return rebook(note_missed(meeting, by=by, at=at, attendance=attendance, why=why), by=by, time=time)


@act("meetings.note_attendance", may=may.may_note_attendance, told_as="{by} ändrade närvaron", in_feed=False)
def note_attendance(meeting: Meeting, *, by: Actor, at: datetime, attendance: Mapping[UUID, str]) -> Meeting:
    """Someone came late, or the wrong box was ticked."""
    rows = {row.pk: row.attendance for row in seats.attendees_of(meeting)}
    ticked = {**rows, **_marks(meeting, attendance, otherwise=None)}
    insist(may.may_be_held(meeting, ticked))
    _mark(meeting, ticked, by=by, at=at)
    return meeting


@act("meetings.write_minutes", may=may.may_write_minutes, told_as="{by} skrev anteckningar", in_feed=False)
def write_minutes(meeting: Meeting, *, by: Actor, seen: int, text: str) -> Meeting:
    """Written live; the second of two writers is shown what the first wrote (`core.acts.Changed`)."""
    return revise(meeting, seen=seen, minutes=text, minutes_by=by.label)


@act("meetings.conclude", may=may.may_conclude, told_as="{by}: {outcome_words}", affects_planning=True)
def record_outcome(
    meeting: Meeting, *, by: Actor, at: datetime, outcome: str, note: str = "", follow_up_on: date | None = None
) -> Meeting:
    """MAL-07. A SIP made here opens the plan at once, and nobody calls to a meeting of its own for it."""
    insist(may.may_lead_to(meeting, outcome, note, follow_up_on))
    if outcome == Outcome.NOTHING and meeting.coordination.exploratory:
        raise NotAllowed(
            "Personen är inte registrerad. Avsluta utan uppföljning, så raderas det som skrevs för inbjudan."
        )
    concluded = change(meeting, outcome=outcome, outcome_note=note.strip(), outcome_at=at, follow_up_on=follow_up_on)
    if outcome in FOLLOWED_BY_WORK and concluded.coordination.exploratory:
        register(_coordination(concluded), by=by)
    if outcome == Outcome.SIP_MADE:
        for opener in _plan_openers:
            opener(_coordination(concluded), by=by, meeting=concluded)
    return concluded


@act(
    "meetings.end_with_nothing", may=may.may_end_with_nothing, told_as="{by} avslutade utan uppföljning", in_feed=False
)
def end_with_nothing(meeting: Meeting, *, by: Actor) -> Unit:
    """MAL-06: when nothing follows, what the invitation needed is erased. The answer is the unit: it names nobody."""
    unit: Unit = erase_exploratory(_coordination(meeting), by=by)
    return unit


def _opened(meeting: Meeting, *, by: Actor) -> Meeting:
    for row in seats.attendees_of(meeting):
        calls.finish(row, by=by, why="Mötet är hållet.")
    return meeting


def _calling_unit(meeting: Meeting, by: Actor) -> UUID:
    """The unit that called, or the one that takes over the booking."""
    part = own_part(by, meeting.coordination)
    assert part is not None
    return meeting.called_by_id if meeting.called_by_id in by.reads else part.unit_id


def _coordination(meeting: Meeting) -> Coordination:
    return meeting.coordination


def _marks(meeting: Meeting, given: Mapping[UUID, str], *, otherwise: str | None) -> dict[UUID, str]:
    """The ticks of those who are called, and nobody else's."""
    called = [row.pk for row in seats.attendees_of(meeting)]
    if set(given) - set(called) or set(given.values()) - set(Attendance.values):
        raise NotAllowed("Listan över kallade har ändrats. Ladda om sidan och kryssa i igen.")
    marks = {pk: given.get(pk, otherwise) for pk in called}
    return {pk: mark for pk, mark in marks.items() if mark is not None}


def _mark(meeting: Meeting, ticked: Mapping[UUID, str], *, by: Actor, at: datetime) -> None:
    for row in seats.attendees_of(meeting):
        mark = ticked.get(row.pk, row.attendance)
        newly_absent = mark == Attendance.ABSENT and row.attendance != Attendance.ABSENT
        change(row, attendance=mark, stayed_away_at=at if newly_absent else row.stayed_away_at)
        if newly_absent and may.is_missed(row):
            note_absence(row, by=by)
