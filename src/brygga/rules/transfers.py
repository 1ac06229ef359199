"""Transfer at an age (överföring): which rule, which birthday, when it is announced, and where it stands that day.

A birthday is `brygga.rules.ages.birthday`: born on 29 February, in a year without that day it is 1 March.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from brygga.rules.ages import add_months, birthday
from brygga.rules.clocks import STOCKHOLM, Clock, due_on
from brygga.rules.sources import Rule

ONE_DAY = timedelta(days=1)
#: The last days before it is late, when it is said with more force.
LAST_DAYS = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferRule(Rule):
    """From which kinds of unit to which, on which birthday."""

    key: str
    term: str
    age: int
    from_kinds: tuple[str, ...]
    to_kinds: tuple[str, ...]
    circumstance: str = ""
    """Only for those of whom this is noted, and then before the rules that ask for nothing."""
    circumstance_term: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferTerm(Rule):
    """A term (termin) in whole months of a year."""

    key: str
    term: str
    from_month: int
    to_month: int


class Stage(StrEnum):
    NOT_YET = "not_yet"
    ANNOUNCE = "announce"
    SOON = "soon"
    LATE = "late"
    ANNOUNCED = "announced"
    TRANSITION = "transition"
    SWITCHED = "switched"

    @property
    def word(self) -> str:
        return WORDS[self]

    @property
    def waits(self) -> bool:
        """It is time to announce, and nobody has."""
        return self in TO_DO


TO_DO = frozenset({Stage.ANNOUNCE, Stage.SOON, Stage.LATE})
WORDS: dict[Stage, str] = {
    Stage.NOT_YET: "Inte än",
    Stage.ANNOUNCE: "Dags att avisera",
    Stage.SOON: "Avisera nu",
    Stage.LATE: "Försenad",
    Stage.ANNOUNCED: "Aviserad",
    Stage.TRANSITION: "Övergångstid",
    Stage.SWITCHED: "Överförd",
}


def rule_for(
    rules: Iterable[TransferRule], unit_kind: str, circumstances: Collection[str] = frozenset()
) -> TransferRule | None:
    """The one that holds for somebody at such a unit: of what is noted the highest age, else the plain rule."""
    fitting = [rule for rule in rules if unit_kind in rule.from_kinds]
    noted = [rule for rule in fitting if rule.circumstance and rule.circumstance in circumstances]
    plain = [rule for rule in fitting if not rule.circumstance]
    return max(noted, key=lambda rule: rule.age) if noted else next(iter(plain), None)


def counted_back(clock: Clock, switch_on: date) -> date:
    """The day by which it must be done, so long before the birthday."""
    return due_on(clock, datetime.combine(switch_on, time(12), STOCKHOLM))


def stage(
    on: date,
    *,
    switch_on: date,
    prepare_on: date,
    announce_by: date,
    announced: bool = False,
    both_named: bool = False,
) -> Stage:
    """Where it stands that day. The last day to announce is still in time; on the birthday the receiver decides."""
    if announced:
        if on >= switch_on:
            return Stage.SWITCHED
        return Stage.TRANSITION if both_named else Stage.ANNOUNCED
    if on > announce_by:
        return Stage.LATE
    if on < prepare_on:
        return Stage.NOT_YET
    return Stage.SOON if announce_by - on <= LAST_DAYS else Stage.ANNOUNCE


@dataclass(frozen=True, slots=True)
class Born:
    """The birthdates whose birthdays at an age fall in a time; both ends are in it."""

    first: date
    last: date


def born_for(age: int, first: date, last: date) -> Born:
    """Whose birthday at that age is from `first` to `last`."""
    return Born(_earliest(age, first), _earliest(age, last + ONE_DAY) - ONE_DAY)


def _earliest(age: int, day: date) -> date:
    """The earliest birthdate whose birthday is that day or later."""
    born = date(day.year - age, day.month, 1) - ONE_DAY
    while birthday(born, age) < day:
        born += ONE_DAY
    return born


def latest_birthday(clock: Clock, on: date) -> date:
    """The last birthday whose day, counted back, has come."""
    day = add_months(on, -clock.months) + timedelta(days=10 - clock.days)
    while counted_back(clock, day) > on:
        day -= ONE_DAY
    return day


@dataclass(frozen=True, slots=True)
class Span:
    """One term of one year."""

    term: TransferTerm
    year: int

    @property
    def key(self) -> str:
        return f"{self.year}-{self.term.key}"

    @property
    def name(self) -> str:
        return f"{self.term.term} {self.year}"

    @property
    def first(self) -> date:
        return date(self.year, self.term.from_month, 1)

    @property
    def last(self) -> date:
        return add_months(date(self.year, self.term.to_month, 1), 1) - ONE_DAY


def spans(terms: Iterable[TransferTerm], on: date) -> Iterator[Span]:
    """The term of that day, and those that follow."""
    in_order = sorted(terms, key=lambda term: term.from_month)
    year = on.year
    while in_order:
        for term in in_order:
            span = Span(term, year)
            if span.last >= on:
                yield span
        year += 1
