"""Whom a question is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brygga.histories.files import HistoryFault


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
            raise HistoryFault("A time cannot end before it begins.")
