"""A file as headings and rows of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Cells = list[str]
MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Table:
    headings: list[str]
    rows: Iterator[tuple[int, Cells]]
    """The number as a spreadsheet shows it, and the cells. Empty rows are passed over."""
    so_far: Callable[[], float]
    """How much of the file has been read, 0 to 1."""
