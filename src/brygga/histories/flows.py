"""From whom to whom persons go: `rules.moving`, of many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from brygga.histories.among import Among, at_least
from brygga.histories.engine import Engine, Rows, ask, text


@dataclass(frozen=True, slots=True, order=True)
class Place:
    organisation: str
    unit: str


@dataclass(frozen=True, slots=True)
class Flow:
    here: Place
    there: Place | None
    """None: nobody took over."""
    moves: int
    persons: int


@dataclass(frozen=True, slots=True)
class Flows:
    within: int
    persons: int
    """Who moved, or whom nobody took over."""
    moves: int
    flows: tuple[Flow, ...]
    """Those with the most persons, the most first."""
    left_out: int
    """Moves in flows that are not among them."""


@dataclass(slots=True)
class Flowing:
    among: Among
    within: int
    most: int
    persons: int = 0
    moves: Counter[tuple[Place, Place | None]] = field(default_factory=Counter)
    persons_of: Counter[tuple[Place, Place | None]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        at_least(self.within)

    def asked(self, connection: Engine) -> Rows:
        question = text("flows").format(transition=text("transition"), gap=text("gap"))
        return ask(connection, question, {**self.among.values, "days": self.within}).fetchall()

    def add(self, answer: Rows) -> None:
        for is_all, organisation, unit, to_organisation, to_unit, moves, persons in answer:
            if is_all:
                self.persons += persons
                continue
            there = None if to_unit is None else Place(to_organisation, to_unit)
            flow = Place(organisation, unit), there
            self.moves[flow] += moves
            self.persons_of[flow] += persons

    def told(self) -> Flows:
        every = [Flow(*flow, moves, self.persons_of[flow]) for flow, moves in self.moves.items()]
        every.sort(key=lambda one: (-one.persons, -one.moves, one.here, one.there is None, one.there or one.here))
        shown = tuple(every[: self.most])
        total = self.moves.total()
        return Flows(self.within, self.persons, total, shown, total - sum(one.moves for one in shown))
