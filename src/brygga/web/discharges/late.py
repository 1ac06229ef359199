"""What is late in discharges: not called in time, not handed over the same day, or past the day that was told."""

from __future__ import annotations

from typing import Any

from brygga.core.actor import Actor
from brygga.discharges.queries import overdue
from brygga.web.discharges.tasks import todo
from brygga.web.late import Row, Source


def _row(row: Any, actor: Actor) -> Row:
    task = todo(row)
    return Row(task.title, task.url, row.person.name, row.ward.name, task.due)


SOURCES = (
    Source(
        "utskrivningar", "Utskrivningar där en dag har gått", "De som ska ta emot vet inte i tid det de behöver.",
        overdue, ("estimated_on",), _row,
    ),
)  # fmt: skip
