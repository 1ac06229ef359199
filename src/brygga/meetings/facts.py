"""What a meeting, a place in the circle and a pre-meeting say, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from brygga.agencies.models import Assignment, Unit
from brygga.meetings.states import PlaceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """When, where and why."""

    starts_at: datetime | None = None
    minutes: int = 60
    place_kind: PlaceKind = PlaceKind.ROOM
    place: str = ""
    purpose: str = ""
    covers: str = ""
    other: str = ""
    without_pre_meeting: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Someone to call: the person, a unit and who should come from there, or somebody outside Brygga."""

    unit: Unit | None = None
    is_person: bool = False
    assignment: Assignment | None = None
    name: str = ""
    role: str = ""
    required: bool = True

    @property
    def key(self) -> tuple[object, ...]:
        """The same seat in the next version of the call."""
        if self.is_person:
            return ("person",)
        return ("unit", self.unit.pk) if self.unit else ("name", self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTime:
    """Another time for the same meeting; the place stays if nothing else is said."""

    starts_at: datetime
    minutes: int
    place_kind: PlaceKind | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleFacts:
    """A place in the meeting circle."""

    name: str
    unit: Unit | None = None
    role: str = ""
    answers_for: str = ""
    reach: str = ""
    mandate: str = ""
    wanted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PreMeetingWords:
    """What the person has said before the meeting."""

    matters_to_me: str = ""
    not_raised: str = ""
    needs_for_meeting: str = ""
    officials_first: bool = False
    held_on: date | None = None
