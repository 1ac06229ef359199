"""How long from enrolment to the first meeting where units met, for one and for many (Karlstad, KAR-13)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LeadTime:
    """From the day of enrolment to the day they met, or to today while they have not."""

    enrolled: date
    met: date | None

    def days(self, today: date) -> int:
        return max(((self.met or today) - self.enrolled).days, 0)

    def is_within(self, limit: date) -> bool:
        """Whether they met no later than that day."""
        return self.met is not None and self.met <= limit

    def sentence(self, today: date) -> str:
        days = self.days(today)
        if self.met is None:
            return f"Inget samverkansmöte har hållits. {_days(days)} sedan inskrivningen."
        if days == 0:
            return "Första samverkansmötet hölls samma dag som inskrivningen."
        return f"Första samverkansmötet hölls {_days(days).lower()} efter inskrivningen."


def _days(number: int) -> str:
    return "En dag" if number == 1 else f"{number} dagar"


@dataclass(frozen=True, slots=True)
class Measured:
    """A lead time, and the last day by which they should have met, where the place has such a day."""

    time: LeadTime
    limit: date | None = None


@dataclass(frozen=True, slots=True)
class LeadFigures:
    """Many of them: how many have met, the median, how many met in time, and how many wait still."""

    met: int
    median: float | None
    within: int | None
    """Of those that have met or whose day has passed; none where the place has no such day."""
    due: int
    waiting: int

    @property
    def share(self) -> int | None:
        """In whole per cent, rounded down: never better than it was."""
        return self.within * 100 // self.due if self.within is not None and self.due else None

    @property
    def median_words(self) -> str:
        if self.median is None:
            return "–"
        whole = int(self.median)
        number = str(whole) if self.median == whole else f"{whole},5"
        return f"{number} {'dag' if self.median == 1 else 'dagar'}"


def figures(rows: Iterable[Measured], today: date) -> LeadFigures:
    rows = list(rows)
    lasted = sorted(row.time.days(today) for row in rows if row.time.met)
    timed = [row for row in rows if row.limit and (row.time.met or row.limit < today)]
    has_limit = any(row.limit for row in rows)
    return LeadFigures(
        met=len(lasted),
        median=_median(lasted),
        within=sum(row.limit is not None and row.time.is_within(row.limit) for row in timed) if has_limit else None,
        due=len(timed),
        waiting=len(rows) - len(lasted),
    )


def _median(lasted: list[int]) -> float | None:
    if not lasted:
        return None
    middle = len(lasted) // 2
    return float(lasted[middle]) if len(lasted) % 2 else (lasted[middle - 1] + lasted[middle]) / 2
