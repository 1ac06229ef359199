"""What booked hours say, and for whom a time is booked, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination
from brygga.meetings.states import PlaceKind
from brygga.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursFacts:
    """When the hours come back, how long each slot is and where."""

    kind: str
    weekday: int
    starts: time
    ends: time
    slot_minutes: int
    every_weeks: int = 1
    since: date
    until: date | None = None
    place_kind: str = PlaceKind.ROOM
    place: str = ""
    consultant_unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """The person, and the coordination by which the unit knows them when it has no case of its own."""

    person: Person
    coordination: Coordination | None = None
