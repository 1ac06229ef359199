"""Critical situations in a history of care: where a person is most easily lost (MAL-17).

Handbok Malmö, "Vad visade kartläggningarna?", names transitions, gaps, interruptions and repetitions; the chapters
after it tell of double work (Robin), placements that nobody follows up (Kim) and coordination that comes too late. It
says of none of them how long or how often: that stands in the rows of the routine.

>>> from datetime import date
>>> stay = Happening(key="1", unit="Hemmet", organisation="Kommunen", kind=Kind.PLACEMENT,
...                  begins=date(2016, 8, 3), ends=date(2016, 8, 31), broken_off=True)
>>> ward = Happening(key="2", unit="Avdelningen", organisation="Regionen", kind=Kind.INPATIENT,
...                  begins=date(2016, 9, 5), ends=date(2016, 9, 7))
>>> rule = CriticalRule(situation=Situation.GAP, days=2, source="Exempel", since=date(2016, 1, 1))
>>> [str(found) for found in critical([stay, ward], [rule], on=date(2016, 9, 7))]
['gap 2016-09-01 2016-09-04']
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations

from brygga.rules.sources import Rule

DAY = timedelta(days=1)


class Kind(StrEnum):
    """What a row of a history is about."""

    CONTACT = "contact"
    HOUSING = "housing"
    PLACEMENT = "placement"
    INPATIENT = "inpatient"
    INVESTIGATION = "investigation"
    EMERGENCY = "emergency"
    APPLICATION = "application"
    DECISION = "decision"
    MEETING = "meeting"
    PLAN = "plan"
    COORDINATION = "coordination"
    """The day it was opened."""

    @property
    def term(self) -> str:
        return _KIND_TERMS[self]


_KIND_TERMS = {
    Kind.CONTACT: "Kontakt",
    Kind.HOUSING: "Boende",
    Kind.PLACEMENT: "Placering",
    Kind.INPATIENT: "Slutenvård",
    Kind.INVESTIGATION: "Utredning",
    Kind.EMERGENCY: "Akut",
    Kind.APPLICATION: "Ansökan",
    Kind.DECISION: "Beslut",
    Kind.MEETING: "Möte",
    Kind.PLAN: "Plan",
    Kind.COORDINATION: "Samordning",
}


#: Somebody is there for the person for as long as it lasts.
HELD = frozenset({Kind.CONTACT, Kind.HOUSING, Kind.PLACEMENT, Kind.INPATIENT})
#: The person lives there meanwhile, away from home.
STAYS = frozenset({Kind.PLACEMENT, Kind.INPATIENT})
#: Somebody is there when the person comes home.
AT_HOME = frozenset({Kind.CONTACT, Kind.HOUSING, Kind.MEETING})
#: What goes on until it has an end; all else is over the day it happens.
LASTING = HELD | {Kind.INVESTIGATION}
#: Care that nobody had planned for, or that the person had to be taken in for.
ACUTE = frozenset({Kind.EMERGENCY, Kind.INPATIENT})
#: From the first of these on, those who help do it together.
TOGETHER = frozenset({Kind.PLAN, Kind.COORDINATION})


class Situation(StrEnum):
    TRANSITION = "transition"
    GAP = "gap"
    INTERRUPTION = "interruption"
    REPETITION = "repetition"
    DOUBLE_WORK = "double_work"
    NO_FOLLOW_UP = "no_follow_up"
    LATE_COORDINATION = "late_coordination"

    @property
    def term(self) -> str:
        return _TERMS[self][0]

    @property
    def plain(self) -> str:
        """What it means, said to anybody."""
        return _TERMS[self][1]


_TERMS = {
    Situation.TRANSITION: ("Övergång", "Någon slutar hjälpa dig, och någon annan ska ta vid."),
    Situation.GAP: ("Glapp", "En tid då ingen av oss hjälpte dig."),
    Situation.INTERRUPTION: ("Avbrott", "Något tog slut tidigare än det var tänkt."),
    Situation.REPETITION: ("Upprepning", "Samma sak hände flera gånger på kort tid."),
    Situation.DOUBLE_WORK: ("Dubbelarbete", "Två av oss tog reda på samma sak samtidigt."),
    Situation.NO_FOLLOW_UP: ("Placering utan uppföljning", "Du kom hem, och ingen träffade dig där."),
    Situation.LATE_COORDINATION: ("Samordning som dröjer", "Flera av oss hjälpte dig utan en gemensam plan."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalRule(Rule):
    """From when on something is critical; `since` and `source` say who has said so."""

    situation: Situation
    days: int = 0
    """A transition: to somebody else within so many days. A gap, or investigations at once: no shorter than so many.
    A repetition: all within so many. A placement: nobody within so many. Coordination: later than so many."""
    times: int = 0
    """Only for a repetition."""
    of: Kind | None = None
    """What is repeated; None: whatever was broken off."""

    @property
    def key(self) -> str:
        return f"{self.situation}:{self.of}" if self.of else str(self.situation)

    @property
    def words(self) -> str:
        repeated = self.of.term if self.of else "Något avbryts"
        days = "en dag" if self.days == 1 else f"{self.days} dagar"
        return {
            Situation.TRANSITION: f"Något tar slut hos en verksamhet, och börjar hos en annan inom {days}",
            Situation.GAP: f"Ingen insats pågår under minst {days}",
            Situation.INTERRUPTION: "En insats avbryts",
            Situation.REPETITION: f"{repeated} minst {self.times} gånger inom {days}",
            Situation.DOUBLE_WORK: f"Två verksamheter utreder samtidigt, minst {days}",
            Situation.NO_FOLLOW_UP: f"En placering tar slut, och ingen hemma träffar personen inom {days}",
            Situation.LATE_COORDINATION: f"Två organisationer är inkopplade längre än {days} utan en gemensam plan",
        }[self.situation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One row of a person's history. Days are whole days, and `ends` is the last of them."""

    key: str
    unit: str
    organisation: str
    kind: Kind
    begins: date
    ends: date | None = None
    """None: it goes on, if it is of a kind that lasts."""
    broken_off: bool = False
    compulsory: bool = False
    words: str = ""
    about: frozenset[str] = frozenset()
    """The life areas of an investigation; empty is not known."""

    @property
    def last_day(self) -> date:
        """`date.max` while it goes on."""
        return self.ends or (date.max if self.kind in LASTING else self.begins)

    @property
    def order(self) -> tuple[date, date, str]:
        return self.begins, self.last_day, self.key


History = Sequence[Happening]


@dataclass(frozen=True, slots=True)
class Critical:
    """What was found: when, and the rows that prove it, in the order they happened."""

    situation: Situation
    since: date
    until: date | None
    """None: it goes on."""
    evidence: tuple[Happening, ...]
    rule: CriticalRule

    @property
    def mark(self) -> str:
        """The same each time it is found, however it goes on."""
        return f"{self.situation}:{self.evidence[0].key}"

    def __str__(self) -> str:
        return f"{self.situation} {self.since} {self.until or '…'}"


def critical(history: Iterable[Happening], rules: Iterable[CriticalRule], *, on: date) -> tuple[Critical, ...]:
    """All that is critical in one person's history as it is known on a day; what begins later is not seen.

    Sorting apart, the time it takes grows with the rows, and with the pairs of investigations.
    """
    rows = known(history, on)
    found = [one for rule in rules for one in FINDERS[rule.situation](rows, rule, on)]
    return tuple(sorted(found, key=lambda one: (one.since, one.situation, one.evidence[-1].order)))


def known(history: Iterable[Happening], on: date) -> list[Happening]:
    """What had begun by that day, in order."""
    return sorted((one for one in history if one.begins <= on), key=lambda one: one.order)


class _Reach:
    """How far those rows reach that have begun by a day."""

    def __init__(self, rows: Iterable[Happening]) -> None:
        """Rows in the order they began."""
        self.begins: list[date] = []
        self.reached: list[date] = []
        for one in rows:
            self.reached.append(max(one.last_day, self.reached[-1]) if self.reached else one.last_day)
            self.begins.append(one.begins)

    def past(self, day: date, *, begun_by: date) -> bool:
        """Whether any of them is there after the day."""
        number = bisect_right(self.begins, begun_by)
        return number > 0 and self.reached[number - 1] > day


def _held(history: History) -> list[Happening]:
    return [one for one in history if one.kind in HELD]


def _gaps(history: History, rule: CriticalRule, on: date) -> Iterator[Critical]:
    """Nobody is there: between two rows, or from the last of them until today."""
    last: Happening | None = None
    for one in _held(history):
        if last is not None and one.begins - last.last_day > rule.days * DAY:
            yield Critical(Situation.GAP, last.last_day + DAY, one.begins - DAY, (last, one), rule)
        if last is None or one.last_day > last.last_day:
            last = one
    if last is not None and last.last_day < on and on - last.last_day >= rule.days * DAY:
        yield Critical(Situation.GAP, last.last_day + DAY, None, (last,), rule)


def _transitions(history: History, rule: CriticalRule, on: date) -> Iterator[Critical]:
    """It ended at one unit, and only then began at another; whoever stays with the same unit is not on the way."""
    begun: dict[date, list[Happening]] = {}
    by_unit: dict[str, list[Happening]] = {}
    for one in _held(history):
        begun.setdefault(one.begins, []).append(one)
        by_unit.setdefault(one.unit, []).append(one)
    there = {unit: _Reach(rows) for unit, rows in by_unit.items()}
    for one in (one for one in _held(history) if one.last_day <= on):
        day = one.last_day
        soon = [other for number in range(rule.days + 1) for other in begun.get(day + number * DAY, ())]
        after = next((other for other in soon if other.unit != one.unit and other.order > one.order), None)
        stays = any(other.unit == one.unit and other is not one for other in soon)
        if after is not None and not stays and not there[one.unit].past(day, begun_by=day):
            yield Critical(Situation.TRANSITION, day, after.begins, (one, after), rule)


def _interruptions(history: History, rule: CriticalRule, on: date) -> Iterator[Critical]:
    for one in history:
        if one.broken_off and one.last_day <= on:
            yield Critical(Situation.INTERRUPTION, one.last_day, one.last_day, (one,), rule)


def _repetitions(history: History, rule: CriticalRule, on: date) -> Iterator[Critical]:
    """Each run in which so many always fall within so many days."""
    rows = [one for one in history if (one.broken_off if rule.of is None else one.kind == rule.of)]
    first = end = -1
    for last in range(rule.times - 1, len(rows)):
        start = last - rule.times + 1
        if rows[last].begins - rows[start].begins > rule.days * DAY:
            continue
        if start > end >= 0:
            yield _run(rows[first : end + 1], rule)
            first = -1
        first, end = (start if first < 0 else first), last
    if end >= 0:
        yield _run(rows[first : end + 1], rule)


def _run(rows: History, rule: CriticalRule) -> Critical:
    return Critical(Situation.REPETITION, rows[0].begins, rows[-1].begins, tuple(rows), rule)


def _double_work(history: History, rule: CriticalRule, on: date) -> Iterator[Critical]:
    """Two units investigate the same, or nobody knows what; for what is agreed, see `rules.double_work`."""
    rows = [one for one in history if one.kind == Kind.INVESTIGATION]
    for one, other in combinations(rows, 2):
        until = min(one.last_day, other.last_day)
        if not _may_be_the_same(one, other):
            continue
        if one.unit != other.unit and min(until, on) - other.begins + DAY >= rule.days * DAY:
            end = until if until <= on else None
            yield Critical(Situation.DOUBLE_WORK, other.begins, end, (one, other), rule)


def _may_be_the_same(one: Happening, other: Happening) -> bool:
    return not one.about or not other.about or bool(one.about & other.about)


def _no_follow_up(history: History, rule: CriticalRule, on: date) -> Iterator[Critical]:
    """A placement ended, and nobody at home met the person; one that goes straight over in another stay is not home."""
    limit = rule.days * DAY
    away = [one for one in history if one.kind in STAYS]
    begun = Counter(one.begins for one in away)
    stays, home = _Reach(away), _Reach(one for one in history if one.kind in AT_HOME)
    for placement in (one for one in away if one.kind == Kind.PLACEMENT and one.last_day <= on - limit):
        last = placement.last_day
        straight_over = begun[last] + begun[last + DAY] > (placement.begins == last)
        still_away = stays.past(last, begun_by=last)
        if not (straight_over or still_away or home.past(last, begun_by=last + limit)):
            yield Critical(Situation.NO_FOLLOW_UP, last, last + limit, (placement,), rule)


def _late_coordination(history: History, rule: CriticalRule, on: date) -> Iterator[Critical]:
    """Two organisations are there within so many days of each other, and have no plan together within as many.

    The first row by another organisation than the row before it is the one that counts: had an earlier row been near
    enough to a later one, the rows between would have been so too.
    """
    before, reached = None, date.min
    for one in (one for one in history if one.kind in LASTING):
        if before is not None and before.organisation != one.organisation and one.begins - reached <= rule.days * DAY:
            plan = next((row for row in history if row.kind == Kind.PLAN), None)
            planned = plan.begins if plan else None
            if (planned or on) - one.begins > rule.days * DAY:
                proof = (before, one, plan) if plan else (before, one)
                yield Critical(Situation.LATE_COORDINATION, one.begins, planned, proof, rule)
            return
        before, reached = one, max(reached, one.last_day)


FINDERS: dict[Situation, Callable[[History, CriticalRule, date], Iterator[Critical]]] = {
    Situation.TRANSITION: _transitions,
    Situation.GAP: _gaps,
    Situation.INTERRUPTION: _interruptions,
    Situation.REPETITION: _repetitions,
    Situation.DOUBLE_WORK: _double_work,
    Situation.NO_FOLLOW_UP: _no_follow_up,
    Situation.LATE_COORDINATION: _late_coordination,
}
