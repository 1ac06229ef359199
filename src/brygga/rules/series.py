"""Meetings that come back every month or some months a year: which days, and whose turn it is.

Rutin Stockholm 2018-02-22, avsnittet Regelbundna samverkansmöten biträdande enhetschefer: once a month, one kind of
meeting every other month. All times are Swedish wall clock, winter and summer.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from brygga.rules.calendar import SWEDEN, Weekday, WorkCalendar
from brygga.rules.clocks import STOCKHOLM, Roll

LAST = -1
"""The last of that weekday in the month."""
WEEKS = (1, 2, 3, 4, LAST)

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Which day of a month, and which hours of it."""

    weekday: Weekday
    week: int
    at: time
    minutes: int
    roll: Roll = Roll.FORWARD


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    """One meeting's hours; `month` is the first day of the month that it belongs to."""

    month: date
    starts_at: datetime
    ends_at: datetime


def day_in(rhythm: Rhythm, year: int, month: int, calendar: WorkCalendar = SWEDEN) -> date:
    """The day of that month: moved from a holiday as the routine says, but never into another month."""
    day = _of_the_month(rhythm, year, month)
    backward, forward = calendar.previous_workday(day), calendar.next_workday(day)
    first, second = (backward, forward) if rhythm.roll is Roll.BACKWARD else (forward, backward)
    return first if first.month == month else second


def _of_the_month(rhythm: Rhythm, year: int, month: int) -> date:
    first_weekday, length = monthrange(year, month)
    first = 1 + (rhythm.weekday.number - first_weekday) % 7
    if rhythm.week != LAST:
        return date(year, month, first + 7 * (rhythm.week - 1))
    return date(year, month, first + 7 * ((length - first) // 7))


def occasion_in(rhythm: Rhythm, year: int, month: int, calendar: WorkCalendar = SWEDEN) -> Occasion:
    starts_at = datetime.combine(day_in(rhythm, year, month, calendar), rhythm.at, STOCKHOLM).astimezone(UTC)
    return Occasion(date(year, month, 1), starts_at, starts_at + timedelta(minutes=rhythm.minutes))


def months(first: date, last: date, chosen: Collection[int]) -> Iterator[date]:
    """The first day of each chosen month, from the month of `first` to that of `last`."""
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        if month in chosen:
            yield date(year, month, 1)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def whose_turn(those: Sequence[K], had: Sequence[K]) -> K | None:
    """The one who had it longest ago; before them who never had it, in the order they stand.

    `had` are those who have had it, the latest last. Who has left is passed by.
    """
    latest = {one: number for number, one in enumerate(had)}
    return min(those, key=lambda one: latest.get(one, -1), default=None)
