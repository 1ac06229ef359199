"""How a room tells what is late in it, to those who lead: each has a `late.py` with its `SOURCES`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from brygga.core.actor import Actor


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    url: str
    about: str
    waits_for: str
    """Who answers for the next step, or that nobody does."""
    due: date | datetime | None

    @property
    def note(self) -> str:
        return f"{self.about} · {self.waits_for}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a room tells what is late: which rows, in what order, and how one is told.

    `rows` answers a queryset, or a list in the order it is to be shown. `key` stands in the address.
    """

    key: str
    label: str
    why: str
    rows: Callable[[Actor], Any]
    order: tuple[str, ...]
    told: Callable[[Any, Actor], Row]
