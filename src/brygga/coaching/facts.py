"""What an activity is, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from brygga.agencies.models import Unit
from brygga.coaching.states import Form
from brygga.meetings.states import PlaceKind
from brygga.rules.coaching import Timetable
from brygga.rules.dates import WEEKDAYS, written


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFacts:
    name: str
    form: str = Form.GROUP
    kind: str
    organiser: Unit
    seats: int
    place_kind: str = PlaceKind.ROOM
    where: str = ""
    table: Timetable

    @property
    def often(self) -> str:
        """varje tisdag kl. 9.00–11.00 till och med 9 mars 2027"""
        at = f"kl. {self.table.starts:%H.%M}–{self.table.ends:%H.%M}"
        if not self.table.every_weeks:
            return f"{written(self.table.first)} {at}"
        every = {1: "varje", 2: "varannan"}.get(self.table.every_weeks, f"var {self.table.every_weeks}:e")
        last = f" till och med {written(self.table.last)}" if self.table.last else ""
        return f"{every} {WEEKDAYS[self.table.first.weekday()]} {at}{last}"
