"""What a page of the follow-up tells: numbers in tables, some of them drawn. Pages and files say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brygga.rules.money import grouped, kronor
from brygga.rules.small_numbers import HIDDEN, SMALL_NUMBERS, Told, told, told_in_sum
from brygga.ui.components.charts import Bar
from brygga.ui.components.flow import Way

Cell = Told | str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: what it is about, and a cell for each of the other columns."""

    label: str
    cells: tuple[Cell, ...]
    note: str = ""

    @property
    def words(self) -> list[str]:
        return [words(cell) for cell in self.cells]


@dataclass(frozen=True, slots=True)
class Numbers:
    """A table. `drawn` is the column that is drawn as bars, counted from the first cell."""

    heading: str
    columns: tuple[str, ...]
    lines: Sequence[Line]
    summary: str = ""
    drawn: int | None = None
    texts: frozenset[int] = frozenset({0})
    """The columns that hold words, counted from the first column."""
    ways: Sequence[Way] | None = None
    nothing: str = "Det finns inget att visa för den här tiden."

    @property
    def bars(self) -> list[Bar]:
        """A number that is hidden has no bar, and says so."""
        at = self.drawn or 0
        return [Bar(one.label, size(one.cells[at]), one.words[at], note=one.note) for one in self.lines]

    @property
    def unit(self) -> str:
        return self.columns[(self.drawn or 0) + 1]

    @property
    def picture(self) -> str:
        """What the picture shows, under the heading."""
        return self.unit if self.ways is None else f"{self.columns[2]}: ju bredare band, desto fler"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in large, with what it is."""

    number: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page tells; `few` says that they are too few to tell anything of."""

    figures: Sequence[Figure] = ()
    numbers: Sequence[Numbers] = ()
    explained: Sequence[str] = ()
    few: bool = False
    fewest: int = SMALL_NUMBERS.fewest


TOO_FEW = Page(few=True)


def size(cell: Cell) -> float:
    return 0 if isinstance(cell, str) else cell.number or 0


def words(cell: Cell) -> str:
    return cell if isinstance(cell, str) else shown(cell)


def shown(one: Told) -> str:
    return one.words if one.number is None else grouped(one.number)


def of_all(part: int, every: int) -> Told:
    """So many of all: hidden too when those that are left are few."""
    return told_in_sum([part, every - part]).parts[0]


def of_some(persons: int, number: int) -> Told:
    """How many of something they have, who are so many."""
    return told(persons, number=number)


def share(part: Told, every: int) -> str:
    """As whole percent, never of a number that is not told."""
    if part.number is None:
        return HIDDEN.words
    return f"{round(100 * part.number / every)}\xa0%" if every else "–"


def amount(one: Told) -> str:
    """Öre as whole kronor."""
    return one.words if one.number is None else kronor(round(one.number, -2))


def days(number: float | None) -> str:
    if number is None:
        return "–"
    text = f"{number:g}".replace(".", ",")
    return "1 dag" if number == 1 else f"{text} dagar"
