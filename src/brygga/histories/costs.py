"""What care costs by the units' own prices: `rules.unit_prices`, of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from brygga.histories.among import Among
from brygga.histories.answers import number
from brygga.histories.engine import Engine, Rows, Value, ask, text
from brygga.histories.files import HistoryFault
from brygga.rules.critical import Kind
from brygga.rules.unit_prices import Per, Price, Thing, in_force


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one thing: what a unit of an organisation gives of a kind."""

    organisation: str
    unit: str
    kind: Kind
    persons: int
    rows: int
    without_price: int
    """Of the rows, those with a day before the first price: what it cost is not guessed."""
    days: int
    """Paid by the day."""
    times: int
    """Paid by the time."""
    amount: int
    """In öre."""


@dataclass(frozen=True, slots=True)
class Costs:
    persons: int
    amount: int
    """In öre; of what has a price."""
    rows: int
    without_price: int
    things: tuple[Cost, ...]
    """In the order of their names, those without a price too."""


@dataclass(slots=True)
class Costing:
    among: Among
    prices: Iterable[Price]
    found: dict[tuple[int, Thing], Counter[str]] = field(default_factory=dict)
    persons: Counter[int] = field(default_factory=Counter)
    columns: dict[str, Value] = field(init=False)

    NAMES = ("persons", "rows", "without_price", "days", "times", "amount")

    def __post_init__(self) -> None:
        try:
            rows = in_force(self.prices)
        except ValueError as fault:
            raise HistoryFault(str(fault)) from fault
        self.columns = {
            "organisation": [one.organisation for one, _ in rows],
            "unit": [one.unit for one, _ in rows],
            "kind": [str(one.kind) for one, _ in rows],
            "per_day": [one.per == Per.DAY for one, _ in rows],
            "amount": [one.amount for one, _ in rows],
            "since": [number(one.since) for one, _ in rows],
            "until": [number(until) for _, until in rows],
        }

    def asked(self, connection: Engine) -> tuple[Rows, Rows]:
        for step in ("spans", "lived"):
            ask(connection, text(step), self.among.values)
        return self.of_lived(connection)

    def of_lived(self, connection: Engine) -> tuple[Rows, Rows]:
        ask(connection, text("prices"), self.columns)
        persons = connection.execute("SELECT side, count(*) FROM spans GROUP BY side").fetchall()
        return persons, connection.execute(text("costs")).fetchall()

    def add(self, answer: tuple[Rows, Rows]) -> None:
        self.persons.update(dict(answer[0]))
        for side, organisation, unit, kind, *numbers in answer[1]:
            sums = self.found.setdefault((side, (organisation, unit, Kind(kind))), Counter())
            sums.update(dict(zip(self.NAMES, numbers, strict=True)))

    def told(self, side: int = 0) -> Costs:
        things = tuple(
            Cost(*thing, *(sums[name] for name in self.NAMES))
            for (of_side, thing), sums in sorted(self.found.items())
            if of_side == side
        )
        amount, rows, without = (
            sum(getattr(one, name) for one in things) for name in ("amount", "rows", "without_price")
        )
        return Costs(self.persons[side], amount, rows, without, things)
