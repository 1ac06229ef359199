"""Who changes unit at an age in Stockholm (STO-10): Viggo is late, Signe stays until 21. Nova's is in her own story."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from brygga.coordinations.models import Standing
from brygga.demo.stage import Stage
from brygga.demo.telling import Life
from brygga.transfers import acts as transfers


def turning(age: int, today: date, days: int) -> date:
    """The number on the card is a test number and cannot follow the calendar; the birthday does."""
    day = today + timedelta(days=days)
    return date(day.year - age, day.month, min(day.day, 28))


def viggo(stage: Stage) -> Iterator[datetime]:
    """Nineteen in three months, and nobody has announced him."""
    life = Life(stage, "viggo")
    yield stage.moment(-200, 9)
    life.known_at("barn_ungdom", by="Astrid Ung", born=turning(19, stage.today, 92))
    yield stage.moment(-20, 10)
    life.opened_by("Astrid Ung", "barn_ungdom", why="Behöver stöd även efter 19.", standing=Standing.ONGOING)
    life.says_yes("Astrid Ung", to=["socialpsykiatri"], about=["mental_health", "housing"])


def signe(stage: Stage) -> Iterator[datetime]:
    """Placed in family care: the responsibility stays until she is 21."""
    life = Life(stage, "signe")
    yield stage.moment(-190, 9)
    life.known_at("barn_ungdom", by="Astrid Ung", born=turning(21, stage.today, 300))
    yield stage.moment(-189, 9)
    transfers.note_circumstance(
        life.case_at("barn_ungdom", by="Astrid Ung"),
        by=stage.actor("Astrid Ung"),
        circumstance="placed",
        since=stage.day(-190),
    )


OVERFORINGAR = (viggo, signe)
