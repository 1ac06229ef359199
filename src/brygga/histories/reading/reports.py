"""What came of reading a file: how many rows, which of them are faulty and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Self

from brygga.histories.reading.refusing import Refused

#: So many are kept whole; all are counted.
KEPT = 1000
KEPT_PAIRS = 100


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    """As a spreadsheet numbers it: the headings are the first."""
    field: str
    why: str
    value: str = ""
    """What stood there, shortened; never who it is about."""


@dataclass(slots=True)
class Report:
    rows: int = 0
    good: int = 0
    faulty: int = 0
    left_out: int = 0
    """Of a kind that the profile passes over."""
    faults: list[Fault] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    unknown_kinds: Counter[str] = field(default_factory=Counter)
    unknown_units: Counter[str] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    duplicates: int = 0
    duplicate_lines: list[tuple[int, int]] = field(default_factory=list)
    """A row, and the earlier one that says the same."""
    overlaps: int = 0
    overlapping_lines: list[tuple[int, int]] = field(default_factory=list)
    """A row, and an earlier one of the same person, unit and kind that was not over."""
    known: int = 0
    """Rows that an earlier batch holds already."""
    persons: int = 0
    written: int = 0
    dry_run: bool = False
    resumed_at: int = 0
    """From which row an import that had stopped went on."""

    def add_fault(self, fault: Fault) -> None:
        self.faulty += 1
        self.reasons[fault.why] += 1
        if len(self.faults) < KEPT:
            self.faults.append(fault)

    def add_days(self, begins: date, ends: date | None) -> None:
        if self.first is None or begins < self.first:
            self.first = begins
        if self.last is None or (ends or begins) > self.last:
            self.last = ends or begins

    def count(self, names: Counter[str], name: str) -> None:
        if name in names or len(names) < KEPT:
            names[name] += 1

    def to_dict(self) -> dict[str, Any]:
        """For JSON. What stood in a faulty cell is left out: it could be anything."""
        told: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)}
        told["faults"] = [[one.line, one.field, one.why] for one in self.faults]
        for name in ("first", "last"):
            told[name] = told[name] and told[name].isoformat()
        for name in ("reasons", "unknown_kinds", "unknown_units"):
            told[name] = dict(told[name])
        return told

    @classmethod
    def from_dict(cls, told: Mapping[str, Any]) -> Self:
        try:
            made = cls(**told)
            made.faults = [Fault(*one) for one in told["faults"]]
            made.first, made.last = (date.fromisoformat(told[one]) if told[one] else None for one in ("first", "last"))
            made.reasons, made.unknown_kinds, made.unknown_units = (
                Counter(told[one]) for one in ("reasons", "unknown_kinds", "unknown_units")
            )
            made.duplicate_lines, made.overlapping_lines = (
                [(one, of) for one, of in told[name]] for name in ("duplicate_lines", "overlapping_lines")
            )
        except (KeyError, TypeError, ValueError) as fault:
            raise Refused("Rapporten går inte att läsa.") from fault
        return made
