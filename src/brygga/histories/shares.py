"""How much care of each kind, and how much of it is acute or compulsory: `rules.spans`, of many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from brygga.histories.among import Among
from brygga.histories.engine import Engine, Rows, ask, text
from brygga.rules.critical import Kind

#: A side of a comparison; 0 where there is but one time.
Side = int


@dataclass(frozen=True, slots=True)
class Share:
    persons: int = 0
    rows: int = 0
    """That have a day in the time."""
    begun: int = 0
    """Of them, those that began in it."""
    begun_persons: int = 0
    days: int = 0
    """Days of all persons together; those that overlap are counted once for each."""

    def plus(self, other: Share) -> Share:
        return Share(
            self.persons + other.persons,
            self.rows + other.rows,
            self.begun + other.begun,
            self.begun_persons + other.begun_persons,
            self.days + other.days,
        )


@dataclass(frozen=True, slots=True)
class Shares:
    persons: int
    all: Share
    kinds: dict[Kind, Share]
    """Only those that there are, in the order of `Kind`."""
    acute: Share
    """Emergencies and stays on a ward."""
    compulsory: Share


@dataclass(slots=True)
class Sharing:
    among: Among
    found: dict[tuple[Side, str], Share] = field(default_factory=dict)
    persons: Counter[Side] = field(default_factory=Counter)

    def asked(self, connection: Engine) -> tuple[Rows, Rows]:
        for step in ("spans", "lived"):
            ask(connection, text(step), self.among.values)
        return self.of_lived(connection)

    def of_lived(self, connection: Engine) -> tuple[Rows, Rows]:
        persons = connection.execute("SELECT side, count(*) FROM spans GROUP BY side").fetchall()
        return persons, ask(connection, text("shares"), self.among.values).fetchall()

    def add(self, answer: tuple[Rows, Rows]) -> None:
        self.persons.update(dict(answer[0]))
        for side, what, persons, begun_persons, rows, begun, days in answer[1]:
            share = Share(persons, rows, begun, begun_persons, days)
            self.found[side, what] = self.found.get((side, what), Share()).plus(share)

    def told(self, side: Side = 0) -> Shares:
        of = {what: share for (of_side, what), share in self.found.items() if of_side == side}
        every, acute, compulsory = (of.get(what, Share()) for what in ("all", "acute", "compulsory"))
        return Shares(self.persons[side], every, {kind: of[kind] for kind in Kind if kind in of}, acute, compulsory)
