"""What investigations leave on one's desk: decisions to tell, and what should have been ready."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.core.actor import Actor
from brygga.investigations.models import Investigation, Resolution
from brygga.investigations.queries import overdue, untold
from brygga.rules.dates import written
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    for do, rows, make in ((Do.TELL, untold(actor), _tell), (Do.FOLLOW_UP, overdue(actor), _finish)):
        yield from few(rows[: FEW + 1], make, More(do, "Alla samordningar", way_to("coordinations")))


def _tell(row: Resolution) -> Task:
    note = f"{row.coordination.person.name} · beslut {written(row.decided_on)}"
    return Task(Do.TELL, "Berätta om ett beslut", way_to("tell-decision", row.pk), note, row.tell_by)


def _finish(row: Investigation) -> Task:
    note = f"{row.coordination.person.name} · {row.unit.name}"
    return Task(Do.FOLLOW_UP, "Utredningen skulle vara klar", way_to("investigation", row.pk), note, row.ready_on)
