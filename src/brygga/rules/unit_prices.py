"""What care costs by the prices that the units have set, each in force from its day (MAL-20).

>>> from datetime import date
>>> ward = Happening(key="1", unit="BCM akut", organisation="Regionen", kind=Kind.INPATIENT,
...                  begins=date(2025, 12, 30), ends=date(2026, 1, 2))
>>> def price(amount, since):
...     return Price(organisation="Regionen", unit="BCM akut", kind=Kind.INPATIENT, per=Per.DAY, amount=amount,
...                  since=since)
>>> prices = [price(900_000, date(2025, 1, 1)), price(1_000_000, date(2026, 1, 1))]
>>> [(one.days, one.amount) for one in charges([ward], prices, Span(date(2025, 1, 1), date(2026, 12, 31)))]
[(4, 3800000)]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from brygga.rules.critical import Happening, Kind
from brygga.rules.spans import Span

#: What costs: an organisation, its unit, and a kind of care there.
Thing = tuple[str, str, Kind]
MOST = 10**12


class Per(StrEnum):
    DAY = "day"
    """Each day somebody has it; days that overlap are paid once."""
    TIME = "time"
    """Each time it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """In force from `since` until the day before the next price of the same thing."""

    organisation: str
    unit: str
    kind: Kind
    per: Per
    amount: int
    """In öre."""
    since: date

    def __post_init__(self) -> None:
        if not 0 <= self.amount <= MOST:
            raise ValueError(f"A price is from 0 to {MOST} öre, not {self.amount}.")

    @property
    def thing(self) -> Thing:
        return self.organisation, self.unit, self.kind


@dataclass(frozen=True, slots=True)
class Charge:
    """What one person had of a thing, and what that costs."""

    thing: Thing
    rows: int
    without_price: int
    """Of them, those with a day before the first price: what it cost is not guessed."""
    days: int
    times: int
    amount: int


def in_force(prices: Iterable[Price]) -> list[tuple[Price, date]]:
    """Each with the last day it is in force."""
    ordered = sorted(prices, key=lambda one: (one.thing, one.since))
    found = []
    for _, alike in groupby(ordered, key=lambda one: one.thing):
        rows = list(alike)
        for one, after in zip(rows, [*rows[1:], None], strict=True):
            if after and after.since == one.since:
                raise ValueError(f"{one.unit} has two prices from {one.since} of {one.kind}.")
            found.append((one, after.since - timedelta(days=1) if after else date.max))
    return found


def charges(history: Iterable[Happening], prices: Iterable[Price], span: Span) -> list[Charge]:
    """Of each thing that the person had in the time."""
    by_thing: dict[Thing, list[Happening]] = {}
    for one in history:
        if span.touches(one):
            by_thing.setdefault((one.organisation, one.unit, one.kind), []).append(one)
    set_ = in_force(prices)
    return [
        _charge(thing, rows, [one for one in set_ if one[0].thing == thing], span)
        for thing, rows in sorted(by_thing.items())
    ]


def _charge(thing: Thing, rows: list[Happening], prices: list[tuple[Price, date]], span: Span) -> Charge:
    first = prices[0][0].since if prices else date.max
    without = len(rows) if not prices else sum(max(one.begins, span.since) < first for one in rows)
    days = times = amount = 0
    for price, until in prices:
        if time := span.within(Span(price.since, until)):
            had = time.measured(rows)
            number = had.days if price.per == Per.DAY else had.begun
            days += had.days if price.per == Per.DAY else 0
            times += had.begun if price.per == Per.TIME else 0
            amount += number * price.amount
    return Charge(thing, len(rows), without, days, times, amount)
