"""What requests leave on one's desk: answers that are overdue, and what one has begun to write."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.core.actor import Actor
from brygga.requests.models import Request
from brygga.requests.queries import to_remind_or_finish
from brygga.requests.states import RequestState
from brygga.web.links import way_to
from brygga.web.requests.card import card
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    sent_url = way_to("requests")
    rows = to_remind_or_finish(actor, 10 * FEW)
    overdue = [row for row in rows if row.state != RequestState.DRAFT]
    drafts = [row for row in reversed(rows) if row.state == RequestState.DRAFT]

    def unanswered(row: Request) -> Task:
        one = card(row, actor)
        did_not = "kvitterat" if row.state == RequestState.SENT else "svarat"
        due = one.expected.by if one.expected else None
        return Task(Do.REMIND, f"{row.to_unit.name} har inte {did_not}", one.url, f"{one.title} · {one.about}", due)

    def begun(row: Request) -> Task:
        one = card(row, actor)
        note = f"{one.about} · till {row.to_unit.name}"
        return Task(Do.WRITE, f"Skriv klart: {one.title}", one.url, note, None, "Utkast", "neutral")

    yield from few(overdue, unanswered, More(Do.REMIND, "Alla ni har skickat", sent_url))
    yield from few(drafts, begun, More(Do.WRITE, "Alla utkast", sent_url))
