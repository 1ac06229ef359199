"""Before and after those who help began to do it together: `rules.before_after`, of many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from brygga.histories.among import Among, at_least
from brygga.histories.costs import Costing, Costs
from brygga.histories.engine import Engine, Rows, ask, text
from brygga.histories.shares import Share, Shares, Sharing
from brygga.rules.before_after import LeftOut
from brygga.rules.critical import Kind
from brygga.rules.unit_prices import Price


@dataclass(frozen=True, slots=True)
class Had:
    number: int
    persons: int
    """Who had any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What those who are compared had in one of the two spans."""

    emergencies: Had
    stays: Had
    """On a ward, begun in the span."""
    inpatient_days: Had
    compulsory_days: Had
    contacts: Had
    """That went on in the span."""
    costs: Costs


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAfter:
    days: int
    """The length of each span."""
    compared: int
    """Persons."""
    left_out: dict[LeftOut, int]
    """Persons, by the first reason that fits."""
    before: Side
    after: Side

    @property
    def persons(self) -> int:
        """All who were asked about."""
        return self.compared + sum(self.left_out.values())


@dataclass(slots=True)
class Comparing:
    among: Among
    days: int
    prices: Iterable[Price]
    reasons: Counter[str | None] = field(default_factory=Counter)
    sharing: Sharing = field(init=False)
    costing: Costing = field(init=False)

    def __post_init__(self) -> None:
        at_least(self.days)
        self.sharing = Sharing(self.among)
        self.costing = Costing(self.among, self.prices)

    def asked(self, connection: Engine) -> tuple[Rows, tuple[Rows, Rows], tuple[Rows, Rows]]:
        for step in ("around", "spans_around", "lived"):
            ask(connection, text(step), {**self.among.values, "days": self.days})
        counted = connection.execute("SELECT left_out, count(*) FROM around GROUP BY left_out").fetchall()
        return counted, self.sharing.of_lived(connection), self.costing.of_lived(connection)

    def add(self, answer: tuple[Rows, tuple[Rows, Rows], tuple[Rows, Rows]]) -> None:
        counted, shares, costs = answer
        self.reasons.update(dict(counted))
        self.sharing.add(shares)
        self.costing.add(costs)

    def told(self) -> BeforeAfter:
        before, after = (_side(self.sharing.told(side), self.costing.told(side)) for side in (0, 1))
        left_out = {reason: self.reasons[reason] for reason in LeftOut}
        return BeforeAfter(days=self.days, compared=self.reasons[None], left_out=left_out, before=before, after=after)


def _side(shares: Shares, costs: Costs) -> Side:
    of = {kind: shares.kinds.get(kind, Share()) for kind in Kind}
    emergencies, stays, contacts = of[Kind.EMERGENCY], of[Kind.INPATIENT], of[Kind.CONTACT]
    return Side(
        emergencies=Had(emergencies.begun, emergencies.begun_persons),
        stays=Had(stays.begun, stays.begun_persons),
        inpatient_days=Had(stays.days, stays.persons),
        compulsory_days=Had(shares.compulsory.days, shares.compulsory.persons),
        contacts=Had(contacts.rows, contacts.persons),
        costs=costs,
    )
