"""What is answered, added up over the parts that persons are taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

from brygga.histories.engine import Engine, Value, ask, text
from brygga.histories.files import HistoryFault, Person
from brygga.rules.critical import CriticalRule, Kind, Situation

COUNT = "SELECT count(*), count(DISTINCT who) FROM ({question}) WHERE coalesce(until, $on) >= $since"
DAYS = "SELECT count(DISTINCT who), coalesce(sum(days), 0)::BIGINT FROM ({question})"


@dataclass(frozen=True, slots=True)
class Found:
    """A `rules.critical.Critical`, with the keys of the rows that prove it."""

    rule: CriticalRule
    person: Person
    since: date
    until: date | None
    """None: it goes on."""
    evidence: tuple[str, ...]

    @property
    def situation(self) -> Situation:
        return self.rule.situation


@dataclass(frozen=True, slots=True)
class Count:
    rule: CriticalRule
    situations: int
    persons: int


@dataclass(frozen=True, slots=True)
class Days:
    """Days with that kind of care, of all persons together; two rows on the same day are one day."""

    kind: Kind
    persons: int
    days: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule, and the question it is to the engine."""

    rule: CriticalRule
    on: date
    since: date = date.min
    """For a count: only what goes on then or later."""

    def __post_init__(self) -> None:
        if self.rule.situation == Situation.REPETITION and self.rule.times < 1:
            raise HistoryFault("A rule of repetition must say how many times.")

    def of(self, connection: Engine, form: str) -> Engine:
        rule = self.rule
        of = rule.of and str(rule.of)
        values: dict[str, Value] = {
            "on": number(self.on), "since": number(self.since), "days": rule.days, "times": rule.times, "of": of,
        }  # fmt: skip
        return ask(connection, form.format(question=text(rule.situation)), values)


class Gathered(Protocol):
    """An answer that is added up over the parts that persons are taken in."""

    def asked(self, connection: Engine) -> object:
        """Of one part, which the connection knows; several are asked at a time."""

    def add(self, answer: Any) -> None: ...


class Counted:
    def __init__(self, rules: Sequence[CriticalRule], on: date, since: date = date.min) -> None:
        self.rules = [Asked(rule, on, since) for rule in rules]
        self.sums = [(0, 0) for _ in rules]

    def asked(self, connection: Engine) -> list[tuple[int, int]]:
        return [one.of(connection, COUNT).fetchone() or (0, 0) for one in self.rules]

    def add(self, answer: list[tuple[int, int]]) -> None:
        self.sums = [(had[0] + more[0], had[1] + more[1]) for had, more in zip(self.sums, answer, strict=True)]

    def told(self) -> list[Count]:
        return [Count(one.rule, *sums) for one, sums in zip(self.rules, self.sums, strict=True)]


@dataclass(slots=True)
class Lived:
    on: date
    since: date
    compulsory: bool
    persons: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)

    def asked(self, connection: Engine) -> dict[Kind, tuple[int, int]]:
        return {kind: self._of(kind, connection) for kind in Kind}

    def _of(self, kind: Kind, connection: Engine) -> tuple[int, int]:
        values: dict[str, Value] = {
            "on": number(self.on), "since": number(self.since), "compulsory": self.compulsory, "kind": str(kind),
        }  # fmt: skip
        return ask(connection, DAYS.format(question=text("days")), values).fetchone() or (0, 0)

    def add(self, answer: dict[Kind, tuple[int, int]]) -> None:
        for kind, (persons, days) in answer.items():
            self.persons[kind] += persons
            self.days[kind] += days

    def told(self) -> list[Days]:
        return [Days(kind, self.persons[kind], self.days[kind]) for kind in Kind if self.persons[kind]]


def number(day: date) -> int:
    """As `as_number` in `sql/terms.sql`."""
    return (day - date.min) // timedelta(days=1)
