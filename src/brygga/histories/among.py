"""Whom a question is about, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brygga.histories.answers import number
from brygga.histories.engine import Engine, Value, ask, text
from brygga.histories.files import HistoryFault
from brygga.rules.critical import TOGETHER, Happening, known
from brygga.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Among:
    """Persons who have a row in the time, both days counted; of them all rows of the time are counted.

    A row is in the time when any of its days is. Nothing that begins later than `until` is known.
    """

    since: date
    until: date
    organisations: tuple[str, ...] = ()
    """Only those who have such a row with one of these; empty: with any."""
    units: tuple[str, ...] = ()
    """And at one of these; with both, one row is at such a unit of such an organisation."""
    coordinated: bool | None = None
    """Whether they have a plan together or a coordination, begun by `until`; None: either."""

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise HistoryFault("En tid kan inte sluta innan den börjar.")

    @property
    def span(self) -> Span:
        return Span(self.since, self.until)

    def takes(self, history: Iterable[Happening]) -> bool:
        """Whether one person is among them, by that person's rows."""
        rows = known(history, self.until)
        together = any(one.kind in TOGETHER for one in rows)
        return self.coordinated in (None, together) and any(
            one.last_day >= self.since
            and (not self.organisations or one.organisation in self.organisations)
            and (not self.units or one.unit in self.units)
            for one in rows
        )

    @property
    def values(self) -> dict[str, Value]:
        return {
            "since": number(self.since),
            "until": number(self.until),
            "on": number(self.until),
            "organisations": list(self.organisations),
            "units": list(self.units),
            "coordinated": self.coordinated,
        }

    def choose(self, connection: Engine) -> None:
        """Leaves only them in the table `known`."""
        for step in ("chosen", "known_of_chosen"):
            ask(connection, text(step), self.values)


def at_least(days: int, fewest: int = 1) -> None:
    if days < fewest:
        raise HistoryFault(f"{days} dagar är för få; minst {fewest}.")


@dataclass(slots=True)
class Persons:
    number: int = 0

    def asked(self, connection: Engine) -> int:
        ((number,),) = connection.execute("SELECT count(*) FROM chosen").fetchall()
        return int(number)

    def add(self, answer: int) -> None:
        self.number += answer
