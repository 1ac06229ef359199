"""What coordinations leave on one's desk: the unit's parts that nobody answers for."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.coordinations.models import Engagement
from brygga.coordinations.queries import vacant
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    parts = vacant(actor, clock.today())[: FEW + 1]
    yield from few(parts, _vacancy, More(Do.APPOINT, "Alla era samordningar", way_to("coordinations")))


def _vacancy(part: Engagement) -> Task:
    note = f"{part.coordination.person.name} · {part.unit.name}"
    url = way_to("engagement", part.pk)
    return Task(Do.APPOINT, "Utse handläggare", url, note, None, "Ingen ansvarig", "warning")
