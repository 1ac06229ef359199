"""How soon what is asked of a unit is acknowledged, for many: the sender is not to wonder whether it arrived."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median


@dataclass(frozen=True, slots=True)
class Asked:
    """When it was sent, by when it was to be acknowledged, when it was, and when it ended otherwise."""

    sent: datetime
    by: datetime | None
    acknowledged: datetime | None
    ended: datetime | None = None
    """Taken back, or run out without an answer."""

    def is_due(self, now: datetime) -> bool:
        """Whether one can say if it was in time: it was acknowledged, or its time went by while it was waiting."""
        if self.by is None:
            return False
        return self.acknowledged is not None or self.by < min(self.ended or now, now)

    @property
    def in_time(self) -> bool:
        return bool(self.by and self.acknowledged and self.acknowledged <= self.by)


@dataclass(frozen=True, slots=True)
class AskedFigures:
    asked: int
    acknowledged: int
    waiting: int
    median: timedelta | None
    within: int
    due: int

    @property
    def share(self) -> int | None:
        """In whole per cent, rounded down: never better than it was."""
        return self.within * 100 // self.due if self.due else None

    @property
    def median_words(self) -> str:
        return "–" if self.median is None else lasting(self.median)


def figures(rows: Iterable[Asked], now: datetime) -> AskedFigures:
    rows = list(rows)
    lasted = [max(row.acknowledged - row.sent, timedelta(0)) for row in rows if row.acknowledged]
    due = [row for row in rows if row.is_due(now)]
    return AskedFigures(
        asked=len(rows),
        acknowledged=len(lasted),
        waiting=sum(row.acknowledged is None and row.ended is None for row in rows),
        median=timedelta(seconds=median(one.total_seconds() for one in lasted)) if lasted else None,
        within=sum(row.in_time for row in due),
        due=len(due),
    )


def lasting(time: timedelta) -> str:
    """In the words of somebody who waits: never shorter than it was.

    >>> [lasting(timedelta(hours=hours)) for hours in (0.5, 1, 30, 101)]
    ['mindre än en timme', '1 timme', '30 timmar', '5 dagar']
    """
    hours = -(-time // timedelta(hours=1))
    if time < timedelta(hours=1):
        return "mindre än en timme"
    if time <= timedelta(hours=48):
        return "1 timme" if hours == 1 else f"{hours} timmar"
    return f"{-(-time // timedelta(days=1))} dagar"
