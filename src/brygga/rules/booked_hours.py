"""Hours that come back every week or every other week, and the slots that they hold. All in Swedish time.

A slot is as long on the day the clocks change as on any other: what is not there that night is not offered, and what
is there twice is offered twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from brygga.rules.calendar import SWEDEN, WorkCalendar
from brygga.rules.clocks import STOCKHOLM

ONE_MINUTE = timedelta(minutes=1)
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """From one time of the day to another, on one weekday, every week or every so many."""

    weekday: int
    """Monday is 0."""
    starts: time
    ends: time
    minutes: int
    every_weeks: int = 1
    since: date
    until: date | None = None
    closed: frozenset[date] = frozenset()
    """Days that somebody has closed; holidays close by themselves."""

    @property
    def first_day(self) -> date:
        """The weeks are counted from here."""
        return self.since + timedelta(days=(self.weekday - self.since.weekday()) % WEEK)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Moments in UTC, so that they compare and add up on any night."""

    starts_at: datetime
    ends_at: datetime


def occasions(hours: Recurring, first: date, last: date) -> Iterator[date]:
    """Every day that the hours come back, open or not, from the first day to the last, both counted."""
    step = WEEK * hours.every_weeks
    begun = hours.first_day
    day = begun + timedelta(days=max(0, -((begun - first).days // step)) * step)
    end = last if hours.until is None else min(last, hours.until)
    while day <= end:
        yield day
        day += timedelta(days=step)


def why_closed(hours: Recurring, day: date, calendar: WorkCalendar = SWEDEN) -> str:
    """The holiday's name, or that somebody has closed the day; nothing when it is open."""
    return calendar.holiday_name(day) or ("Stängt" if day in hours.closed else "")


def days(hours: Recurring, first: date, last: date, calendar: WorkCalendar = SWEDEN) -> Iterator[date]:
    """The days that are open."""
    return (day for day in occasions(hours, first, last) if not why_closed(hours, day, calendar))


def slots_on(hours: Recurring, day: date) -> tuple[Slot, ...]:
    """The slots of that day. What is left over at the end is too short for anybody and is not offered."""
    length = timedelta(minutes=hours.minutes)
    at, end = _moment(day, hours.starts), _moment(day, hours.ends)
    found = []
    while at + length <= end:
        found.append(Slot(at, at + length))
        at += length
    return tuple(found)


def slots(hours: Recurring, first: date, last: date, calendar: WorkCalendar = SWEDEN) -> tuple[Slot, ...]:
    return tuple(slot for day in days(hours, first, last, calendar) for slot in slots_on(hours, day))


def slot_at(hours: Recurring, starts_at: datetime, calendar: WorkCalendar = SWEDEN) -> Slot | None:
    """The slot that begins exactly then, if the hours hold one that is open."""
    day = starts_at.astimezone(STOCKHOLM).date()
    return next((slot for slot in slots(hours, day, day, calendar) if slot.starts_at == starts_at), None)


def free(every: Iterable[Slot], taken: frozenset[datetime], after: datetime) -> tuple[Slot, ...]:
    """Those that nobody has and that have not begun."""
    return tuple(slot for slot in every if slot.starts_at > after and slot.starts_at not in taken)


def tell_between(day: date, first: int, last: int, calendar: WorkCalendar = SWEDEN) -> tuple[date, date]:
    """From and to when somebody is told that a day is not needed, so many working days before it (BOR-05)."""
    return calendar.add_workdays(day, -first), calendar.add_workdays(day, -last)


def _moment(day: date, at: time) -> datetime:
    """The wall's clock as a moment. A time that is skipped means when the clock goes on; one that comes twice means
    the first, so that hours that follow each other on the wall do so on any night."""
    local = datetime.combine(day, at).replace(tzinfo=STOCKHOLM)
    while local.astimezone(UTC).astimezone(STOCKHOLM).replace(tzinfo=None) != local.replace(tzinfo=None):
        local += ONE_MINUTE
    return local.astimezone(UTC)
