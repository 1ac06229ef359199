"""Meetings in the states that the tests begin from, made by the acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import Any

from brygga.core import clock
from brygga.meetings.acts import call_meeting, hold, note_missed, plan_meeting
from brygga.meetings.facts import Called, MeetingFacts
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.states import Attendance, PlaceKind
from brygga.rules.meetings import moment


def day(days: int, hour: int = 13) -> datetime:
    """So many days from the real today, in the afternoon by the Swedish clock."""
    found = moment(datetime.now(clock.SWEDEN).date() + timedelta(days=days), time(hour))
    assert found is not None
    return found


@contextmanager
def the_time(at: datetime) -> Iterator[None]:
    with clock.set_to(at):
        yield


def facts(**others: Any) -> MeetingFacts:
    return MeetingFacts(
        **{
            "starts_at": day(7),
            "place_kind": PlaceKind.ROOM,
            "place": "Rådmansgatan 14",
            "purpose": "Se vad vi kan göra tillsammans",
            "covers": "Boende och vård",
            "without_pre_meeting": "Vi känner varandra väl",
            **others,
        }
    )


def both(world: Any) -> tuple[Called, ...]:
    """Innerstaden and Rådmannen, each with someone who comes."""
    return (
        Called(unit=world.innerstaden, assignment=assignment(world.sara)),
        Called(unit=world.radmannen, assignment=assignment(world.rut)),
    )


def assignment(actor: Any) -> Any:
    from brygga.agencies.models import Assignment

    return Assignment.objects.get(pk=actor.assignment_id)


def planned(world: Any, kind: str = "gfi", called: tuple[Called, ...] | None = None, **others: Any) -> Meeting:
    called = both(world) if called is None else called
    return plan_meeting(world.coordination, by=world.sara, kind=kind, facts=facts(**others), called=called)


def called(world: Any, kind: str = "gfi", **others: Any) -> Meeting:
    return call_meeting(planned(world, kind, **others), by=world.sara)


def missed(world: Any, kind: str = "gfi") -> Meeting:
    meeting = called(world, kind)
    with the_time(day(7, 14)):
        return note_missed(meeting, by=world.sara, attendance=all_but_the_person(meeting))


def held(world: Any, kind: str = "gfi", **others: Any) -> Meeting:
    meeting = called(world, kind, **others)
    with the_time(day(7)):
        return hold(meeting, by=world.sara, attendance=everybody(meeting))


def everybody(meeting: Meeting) -> dict[Any, str]:
    return dict.fromkeys(seats(meeting).values_list("pk", flat=True), Attendance.PRESENT)


def all_but_the_person(meeting: Meeting) -> dict[Any, str]:
    rows = seats(meeting)
    return {row.pk: Attendance.ABSENT if row.is_person else Attendance.PRESENT for row in rows}


def seats(meeting: Meeting) -> Any:
    return Attendee._base_manager.filter(meeting=meeting, withdrawn_at=None).order_by("pk")


def seat_of(meeting: Meeting, unit: Any) -> Attendee:
    return Attendee._base_manager.get(meeting=meeting, unit=unit)


def persons_seat(meeting: Meeting) -> Attendee:
    return Attendee._base_manager.get(meeting=meeting, is_person=True)


def now(meeting: Any) -> Any:
    """The row as it is in the database now."""
    return type(meeting)._base_manager.get(pk=meeting.pk)
