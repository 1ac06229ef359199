"""What lies in the files: how much, of whom, and of what time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from brygga.histories.engine import Engine, ask, text


@dataclass(frozen=True, slots=True)
class Held:
    """Rows and persons; the days on which the first and the last of the rows begin, None where there are no rows."""

    rows: int = 0
    persons: int = 0
    first: date | None = None
    last: date | None = None

    def __add__(self, other: Held) -> Held:
        """Of persons who are not the same."""
        return Held(
            self.rows + other.rows,
            self.persons + other.persons,
            min(filter(None, (self.first, other.first)), default=None),
            max(filter(None, (self.last, other.last)), default=None),
        )


@dataclass(frozen=True, slots=True)
class Overview:
    """In all, of each organisation, and of each of its units: a person may be at several."""

    all: Held
    organisations: dict[str, Held]
    units: dict[tuple[str, str], Held]


@dataclass(slots=True)
class Seen:
    held: dict[tuple[str, ...], Held] = field(default_factory=dict)

    def add(self, connection: Engine, files: Iterable[str]) -> None:
        found = ask(connection, text("overview"), {"files": list(files)}).fetchall()
        for organisation, unit, of_one, at_one, *numbers in found:
            at = (organisation, unit) if at_one else (organisation,) if of_one else ()
            self.held[at] = self.held.get(at, Held()) + Held(*numbers)

    def told(self) -> Overview:
        by_name = sorted(self.held.items())
        return Overview(
            self.held.get((), Held()),
            {at[0]: held for at, held in by_name if len(at) == 1},
            {(at[0], at[1]): held for at, held in by_name if len(at) == 2},
        )
