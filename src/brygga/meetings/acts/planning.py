"""Planning a meeting, calling to it, changing it, calling it off."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.meetings import calls, may, seats
from brygga.meetings.facts import Called, MeetingFacts
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.states import Answer, MeetingState
from brygga.routines.loading import routine
from brygga.routines.vocabulary import MeetingType
from brygga.rules import meetings as rules


@act("meetings.plan", may=may.may_plan, told_as="{by} planerar ett möte", in_feed=False)
def plan_meeting(
    coordination: Coordination,
    *,
    by: Actor,
    at: datetime,
    kind: str,
    facts: MeetingFacts,
    called: tuple[Called, ...] = (),
) -> Meeting:
    """A draft, seen by the own unit only, until the call is sent."""
    meeting_type = _type(coordination, kind, at)
    part = own_part(by, coordination)
    assert part is not None
    meeting = create(
        Meeting,
        coordination=coordination,
        kind=kind,
        called_by_id=part.unit_id,
        called_by_label=by.label,
        person_invited=meeting_type.with_person,
        **_columns(facts),
    )
    for row in _with_person(called, meeting_type):
        _add(meeting, row)
    return meeting


@act("meetings.change", may=may.may_change, told_as="{by} ändrade {kind_term}, {when}", affects_planning=True)
def change_meeting(
    meeting: Meeting, *, by: Actor, at: datetime, facts: MeetingFacts, called: tuple[Called, ...]
) -> Meeting:
    """Those called are told, and asked again when the time or the place is another."""
    before = (meeting.starts_at, meeting.ends_at, meeting.place_kind, meeting.place)
    change(meeting, **_columns(facts))
    _seat_anew(meeting, _with_person(called, meeting.meeting_type), by=by, at=at)
    if meeting.state == MeetingState.DRAFT:
        return meeting
    insist(may.is_complete(meeting))
    change(meeting, sequence=meeting.sequence + 1)
    if before != (meeting.starts_at, meeting.ends_at, meeting.place_kind, meeting.place):
        for row in seats.attendees_of(meeting):
            change(row, **_first_answer(meeting, row, at))
    return meeting


@act("meetings.call", may=may.may_call, told_as="{by} kallade till {kind_term}, {when}", affects_planning=True)
def call_meeting(meeting: Meeting, *, by: Actor, at: datetime) -> Meeting:
    """KAR-01, MAL-06: sent when everything the type of meeting needs is in place. The rules stand in `may`."""
    change(meeting, state=MeetingState.CALLED, called_at=at, called_by_label=by.label)
    for row in seats.attendees_of(meeting):
        change(row, **_first_answer(meeting, row, at))
        calls.ask(row, by=by)
    return meeting


@act("meetings.discard", may=may.may_discard, told_as="{by} tog bort ett utkast", in_feed=False)
def discard_meeting(meeting: Meeting, *, by: Actor) -> Coordination:
    """Nobody has been told of a draft, so nothing is left of it."""
    coordination = meeting.coordination
    meeting.delete()
    return coordination


@act(
    "meetings.cancel",
    may=may.may_cancel,
    told_as="{by} ställde in {kind_term}, {when}",
    affects_planning=True,
)
def cancel_meeting(meeting: Meeting, *, by: Actor, why: str) -> Meeting:
    if not why.strip():
        raise NotAllowed("Skriv varför mötet ställs in, så att alla som är kallade får veta det.")
    return _stop(meeting, by=by, why=why.strip())


@act(
    "meetings.call_off",
    may=may.may_call_off,
    told_as="{term}, {when}, är inställt ({by})",
    affects_planning=True,
)
def call_off(meeting: Meeting, *, by: Actor, why: str) -> Meeting:
    """The ground has gone for those who were to meet."""
    return _stop(meeting, by=by, why=why)


@act(
    "meetings.uncall",
    may=may.may_uncall,
    told_as="{party} är inte längre kallad till {what} ({by})",
    affects_planning=True,
)
def uncall(attendee: Attendee, *, by: Actor, at: datetime, why: str) -> Attendee:
    uncalled = change(attendee, withdrawn_at=at)
    calls.take_back(uncalled, by=by, why=why)
    return uncalled


def leave_when_door_closes(stream_id: Any, unit_id: Any, by: Actor, at: datetime, why: str) -> None:
    """Told by consents, inside the act that closed the door: the unit is no longer called to what is to come."""
    rows = Attendee.objects.unrestricted(because="a unit whose door is closed is called no longer").called()
    to_come = rows.filter(
        meeting__coordination_id=stream_id,
        unit_id=unit_id,
        meeting__state__in=[MeetingState.DRAFT, MeetingState.CALLED],
    )
    for row in to_come.select_related("meeting").exclude(request__state__in=calls.ANSWERED):
        uncall(row, by=by, at=at, why=why)
        _call_off_if_too_few(row.meeting, unit_id, by, why)


def _call_off_if_too_few(meeting: Meeting, unit_id: Any, by: Actor, why: str) -> None:
    too_few = rules.parties(seats.seats_of(meeting)) < meeting.meeting_type.minimum_parties
    if meeting.state == MeetingState.CALLED and (too_few or meeting.called_by_id == unit_id):
        call_off(meeting, by=by, why=f"För få kan träffas. {why}")


def _stop(meeting: Meeting, *, by: Actor, why: str) -> Meeting:
    stopped = change(meeting, state=MeetingState.CANCELLED, stopped_why=why[:500], sequence=meeting.sequence + 1)
    for row in seats.attendees_of(stopped):
        calls.take_back(row, by=by, why=why)
    return stopped


def _type(coordination: Coordination, kind: str, at: datetime) -> MeetingType:
    try:
        return routine(coordination.place).meeting_type(kind, day_of(at))
    except KeyError:
        raise NotAllowed("Välj en av rutinens mötestyper.") from None


def _columns(facts: MeetingFacts) -> dict[str, Any]:
    if facts.starts_at and not rules.SHORTEST <= facts.minutes <= rules.LONGEST:
        raise NotAllowed("Ett möte är mellan fem minuter och tolv timmar långt.")
    starts_at = facts.starts_at.astimezone(UTC) if facts.starts_at else None
    return {
        "starts_at": starts_at,
        "ends_at": rules.ending(starts_at, facts.minutes).astimezone(UTC) if starts_at else None,
        "place_kind": facts.place_kind,
        "place": facts.place.strip(),
        "purpose": facts.purpose,
        "covers": facts.covers,
        "other": facts.other,
        "without_pre_meeting": facts.without_pre_meeting,
    }


def _with_person(called: tuple[Called, ...], meeting_type: MeetingType) -> tuple[Called, ...]:
    """The person is always called to their own meeting, and never to one that is held without them."""
    others = tuple(row for row in called if not row.is_person)
    return (Called(is_person=True), *others) if meeting_type.with_person else others


def _add(meeting: Meeting, row: Called) -> Attendee:
    if row.unit is None and not row.is_person and not row.name.strip():
        raise NotAllowed("Skriv namn på den som ska vara med.")
    return create(
        Attendee,
        meeting=meeting,
        unit=row.unit,
        is_person=row.is_person,
        assignment=_at_unit(row),
        name=row.name.strip(),
        role=row.role.strip(),
        required=row.required,
    )


def _at_unit(row: Called) -> Any:
    """A representative comes from the unit that is called."""
    if row.assignment and (row.unit is None or row.assignment.unit_id != row.unit.pk):
        raise NotAllowed("Välj någon som arbetar på enheten som kallas.")
    return row.assignment


def _seat_anew(meeting: Meeting, called: tuple[Called, ...], *, by: Actor, at: datetime) -> None:
    wanted = {row.key: row for row in called}
    for old in seats.attendees_of(meeting):
        new = wanted.pop(_key(old), None)
        if new is not None:
            change(old, assignment=_at_unit(new), name=new.name.strip(), role=new.role.strip(), required=new.required)
        elif meeting.state == MeetingState.DRAFT:
            old.delete()
        else:
            uncall(old, by=by, at=at, why="Mötet har ändrats och enheten behöver inte komma.")
    for row in wanted.values():
        added = _add(meeting, row)
        if meeting.state == MeetingState.CALLED:
            insist(may.is_complete(meeting))
            change(added, **_first_answer(meeting, added, at))
            calls.ask(added, by=by)


def _key(row: Attendee) -> tuple[object, ...]:
    return Called(unit=row.unit, is_person=row.is_person, name=row.name).key


def _first_answer(meeting: Meeting, row: Attendee, at: datetime) -> dict[str, Any]:
    """Nobody has answered yet, but those who call come themselves."""
    own = row.unit_id is not None and row.unit_id == meeting.called_by_id
    return {"answer": Answer.YES if own else Answer.NONE, "answered_at": at if own else None, "answer_note": ""}
