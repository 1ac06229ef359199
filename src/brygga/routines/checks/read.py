"""The rows of a place as far as they could be read, and what nearly every row must point at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from brygga.routines import vocabulary as words
from brygga.routines.rows import Table


@dataclass(frozen=True, slots=True)
class Placed:
    """A row and where it stands."""

    row: Any
    table: Table


class Rows:
    """Every row that could be read, and the keys of those that could not."""

    def __init__(self, kinds: Iterable[type]) -> None:
        self._placed: dict[type, list[Placed]] = {kind: [] for kind in kinds}
        self._unread: dict[type, set[str]] = {kind: set() for kind in self._placed}

    def add(self, kind: type, placed: Placed) -> None:
        self._placed[kind].append(placed)

    def add_unread(self, kind: type, key: str) -> None:
        """So that one fault in a row does not make everything that points at it faulty."""
        self._unread[kind].add(key)

    def all_read(self, kind: type) -> bool:
        return not self._unread[kind]

    def of(self, kind: type) -> list[Placed]:
        return self._placed[kind]

    def all(self) -> Iterable[list[Placed]]:
        return self._placed.values()

    def keys(self, kind: type) -> frozenset[str]:
        return frozenset(placed.row.key for placed in self.of(kind)) | self._unread[kind]


def points_at(rows: Rows, kind: type, attribute: str, target: type, what: str, *, needed: bool = False) -> None:
    """An empty word points at nothing, which is a fault where one is `needed`."""
    known = rows.keys(target)
    for placed in rows.of(kind):
        value = getattr(placed.row, attribute)
        if (value or needed) and value not in known:
            placed.table.fault(f"{what} ”{value}” finns inte.", attribute)


def clocks_are_there(rows: Rows, placed: Placed, *attributes: str, needed: bool = False) -> None:
    steps = rows.keys(words.Deadline)
    for attribute in attributes:
        step = getattr(placed.row, attribute, "")
        if (step or needed) and step not in steps:
            placed.table.fault(f"Tiden ”{step}” finns inte bland [[deadline]].", attribute)


def powers_are_held(rows: Rows, placed: Placed, *attributes: str) -> None:
    held = {power for function in rows.of(words.Function) for power in function.row.powers}
    for attribute in attributes:
        power = getattr(placed.row, attribute, None)
        if power and power not in held:
            placed.table.fault(f"Ingen funktion har befogenheten ”{power}”.", attribute)


def unit_kinds_are_there(rows: Rows, placed: Placed, *attributes: str) -> None:
    kinds = rows.keys(words.UnitKind)
    for attribute in attributes:
        for kind in sorted(set(getattr(placed.row, attribute)) - kinds):
            placed.table.fault(f"Enhetstypen ”{kind}” finns inte.", attribute)
