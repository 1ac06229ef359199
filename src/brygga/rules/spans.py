"""How much of a time is filled by what happened to a person (MAL-20).

>>> from datetime import date
>>> from brygga.rules.critical import Kind
>>> first, second = (
...     Happening(key=str(day), unit="Avdelningen", organisation="Regionen", kind=Kind.INPATIENT,
...               begins=date(2016, 3, day), ends=date(2016, 3, day + 4))
...     for day in (1, 4)
... )
>>> Span(date(2016, 3, 3), date(2016, 12, 31)).measured([first, second])
Measured(rows=2, begun=1, days=6)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brygga.rules.critical import Happening


@dataclass(frozen=True, slots=True)
class Measured:
    rows: int
    """That have a day in the time."""
    begun: int
    """Of them, those that began in it."""
    days: int
    """Of the time, on which any of them goes on: days that overlap are counted once."""


@dataclass(frozen=True, slots=True)
class Span:
    """Both days are in it."""

    since: date
    until: date

    def touches(self, one: Happening) -> bool:
        return one.begins <= self.until and one.last_day >= self.since

    def begun(self, one: Happening) -> bool:
        return self.since <= one.begins <= self.until

    def within(self, other: Span) -> Span | None:
        since, until = max(self.since, other.since), min(self.until, other.until)
        return Span(since, until) if since <= until else None

    def measured(self, history: Iterable[Happening]) -> Measured:
        rows = sorted((one for one in history if self.touches(one)), key=lambda one: one.begins)
        days, reached = 0, self.since.toordinal() - 1
        for one in rows:
            last = min(one.last_day, self.until).toordinal()
            days += max(0, last - max(one.begins.toordinal() - 1, reached))
            reached = max(reached, last)
        return Measured(len(rows), sum(map(self.begun, rows)), days)
