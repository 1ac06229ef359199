"""What is late between units: answers that one owes, and that others owe."""

from __future__ import annotations

from typing import Any

from brygga.core.actor import Actor
from brygga.requests.queries import late
from brygga.requests.states import RequestState
from brygga.web.late import Row, Source
from brygga.web.requests.card import card


def _asked_of_us(actor: Actor) -> Any:
    return late(actor).filter(to_unit_id__in=actor.reads | actor.distributes)


def _asked_by_us(actor: Actor) -> Any:
    return late(actor).exclude(to_unit_id__in=actor.reads | actor.distributes)


def _request(row: Any, actor: Actor) -> Row:
    one = card(row, actor)
    did_not = "inte kvitterad" if row.state == RequestState.SENT else "inte besvarad"
    who = f"{row.appointed.staff.name}, {row.to_unit.name}" if row.appointed_id else row.to_unit.name
    return Row(one.title, one.url, one.about, f"{who}: {did_not}", one.expected.by if one.expected else None)


SOURCES = (
    Source("till-er", "Ni har inte svarat", "Någon annan väntar på ert svar.", _asked_of_us, (), _request),
    Source(
        "fran-er", "Andra har inte svarat er", "Tiden för svar har gått ut. Ring mottagaren, eller dess chef.",
        _asked_by_us, (), _request,
    ),
)  # fmt: skip
