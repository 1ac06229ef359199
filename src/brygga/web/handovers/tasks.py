"""What handovers leave on one's desk: the next step of each, and those that wait to be sent."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.core.actor import Actor
from brygga.handovers.models import Handover
from brygga.handovers.queries import steps_done, to_go_on_with, waiting_to_be_sent
from brygga.requests.models import Request
from brygga.requests.queries import may_name
from brygga.web.handovers.card import todos
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    rows = list(to_go_on_with(actor).order_by("pk")[: FEW + 1])
    done = steps_done(rows)

    def next_step(row: Handover) -> Task:
        first = next(iter(todos(row, done[row.pk])), None)
        title = first.todo if first else "Bestäm dagen då ansvaret går över"
        note = f"{row.coordination.person.name} · överlämning från {row.from_unit.name}"
        return Task(Do.FOLLOW_UP, title, way_to("handover", row.pk), note)

    def unsent(row: Request) -> Task:
        about = row.coordination.person.name if may_name(row, actor) else f"Samordning {row.coordination.number}"
        return Task(Do.WRITE, "Skicka överlämningen", way_to("write-request", row.pk), f"{about} · {row.from_label}")

    yield from few(rows, next_step, More(Do.FOLLOW_UP, "Alla samordningar", way_to("coordinations")))
    drafts = waiting_to_be_sent(actor)
    yield from few(drafts[: FEW + 1], unsent, More(Do.WRITE, "Allt ni har skrivit", way_to("requests")))
