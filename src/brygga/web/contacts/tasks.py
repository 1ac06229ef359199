"""What is told of others' roles leaves on one's desk: to say that it has come, and what one does oneself (VAR-02)."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.contacts.models import InformedUnit
from brygga.contacts.queries import to_acknowledge
from brygga.core.actor import Actor
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    rows = list(to_acknowledge(actor).order_by("acknowledge_by", "pk")[: FEW + 1])
    yield from few(rows, _told, More(Do.ANSWER, "Alla era ärenden", way_to("cases")))


def _told(row: InformedUnit) -> Task:
    about = row.information
    title = f"Kvittera vad {about.unit.name} gör"
    return Task(Do.ANSWER, title, way_to("acknowledge-role", row.pk), about.person.name, row.acknowledge_by)
