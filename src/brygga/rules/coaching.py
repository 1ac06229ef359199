"""A coaching team: who comes first, how many it has room for, when an activity is held, where somebody stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import zip_longest

from brygga.rules.booked_hours import Recurring, Slot, days, slots_on
from brygga.rules.calendar import SWEDEN, WorkCalendar
from brygga.rules.sources import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRule(Rule):
    """One group, in the order of the place's file. What it does not mention, it does not ask about."""

    key: str
    term: str
    circumstance: str = ""
    circumstance_term: str = ""
    """The circumstance as it is asked about: "Har aktivitetsersättning"."""
    youngest: int = 0
    below: int = 0
    """Only for those who have not had this birthday; 0 is no limit."""
    otherwise: bool = False
    """Only when no other group fits."""

    def fits(self, age: int | None, circumstances: frozenset[str]) -> bool:
        """A group with an age is for those whose age is known."""
        if (self.youngest or self.below) and age is None:
            return False
        old_enough = age is None or (age >= self.youngest and (not self.below or age < self.below))
        return old_enough and (not self.circumstance or self.circumstance in circumstances)


@dataclass(frozen=True, slots=True)
class Placing:
    """The group that applies, and its place in the order; the first is 1."""

    rule: PriorityRule
    rank: int


def place_in_queue(
    rules: Iterable[PriorityRule], *, age: int | None, circumstances: frozenset[str] = frozenset()
) -> Placing | None:
    """The first group that fits; one for everybody else only when no other does."""
    ranked = [Placing(rule, rank) for rank, rule in enumerate(rules, 1)]
    fitting = [one for one in ranked if one.rule.fits(age, circumstances)]
    own = [one for one in fitting if not one.rule.otherwise]
    return next(iter(own or fitting), None)


def chosen_place(rules: Iterable[PriorityRule], key: str) -> Placing | None:
    return next((Placing(rule, rank) for rank, rule in enumerate(rules, 1) if rule.key == key), None)


@dataclass(frozen=True, slots=True)
class Room:
    """How many a team has and may have. A place that is offered is kept until it is answered."""

    low: int
    high: int
    enrolled: int
    offered: int = 0

    @property
    def free(self) -> int:
        return max(self.high - self.enrolled - self.offered, 0)

    @property
    def is_full(self) -> bool:
        return self.free == 0

    @property
    def words(self) -> str:
        offered = f", {self.offered} erbjudna" if self.offered else ""
        return f"{self.enrolled} av {self.high}{offered}"

    @property
    def standing(self) -> str:
        """The figures in a sentence."""
        if self.enrolled > self.high:
            return f"Fler än {self.high}, som är det mesta."
        if self.is_full:
            return "Fullt. Den som står i kö får vänta."
        if self.enrolled < self.low:
            return f"Färre än {self.low}, som är det minsta. {self.free} lediga platser."
        return f"{self.free} lediga platser." if self.free > 1 else "En ledig plats."


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When an activity is held: once, or on the same weekday every week or every so many."""

    first: date
    last: date | None = None
    starts: time
    ends: time
    every_weeks: int = 0
    """0 is once."""


#: The most that are set up at once: every week for a year.
MOST = 53


def occasions_of(table: Timetable, calendar: WorkCalendar = SWEDEN) -> tuple[Slot, ...]:
    """Each time it is held. One that comes back leaves holidays out; a single day is the day that was chosen."""
    minutes = (table.ends.hour - table.starts.hour) * 60 + table.ends.minute - table.starts.minute
    if minutes <= 0:
        return ()
    hours = Recurring(
        weekday=table.first.weekday(),
        starts=table.starts,
        ends=table.ends,
        minutes=minutes,
        every_weeks=max(table.every_weeks, 1),
        since=table.first,
        until=table.last,
    )
    if not table.every_weeks:
        return slots_on(hours, table.first)
    open_days = days(hours, table.first, table.last or table.first, calendar)
    return tuple(slot for day in open_days for slot in slots_on(hours, day))[:MOST]


@dataclass(frozen=True, slots=True)
class Stood:
    """From one day to another somebody stood on a step of the ladder; the last still lasts."""

    step: int
    since: date
    until: date | None


def staircase(taken: Sequence[tuple[date, int]]) -> tuple[Stood, ...]:
    """What the recorded steps draw, in the order of the days; of several on one day the last recorded counts."""
    by_day = dict(sorted(taken, key=lambda one: one[0]))
    moves: list[tuple[date, int]] = []
    for day, step in by_day.items():
        if not moves or moves[-1][1] != step:
            moves.append((day, step))
    ends: list[date | None] = [day for day, _ in moves[1:]]
    return tuple(Stood(step, day, until) for (day, step), until in zip_longest(moves, ends))
