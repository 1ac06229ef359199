"""What consultations leave on one's desk: questions to answer, answers that have come, and steps one has promised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from brygga.consultations.queries import answered_lately, may_know_whom, next_steps, to_answer
from brygga.core.actor import Actor
from brygga.web.links import way_to

FEW = 6
Line = tuple[str, str, str, Any]
"""Title, address, note, and when it is due."""


def consultations_waiting(actor: Actor) -> Iterator[Line]:
    for row in to_answer(actor).order_by("pk")[:FEW]:
        yield _line("Svara på en konsultation", row, actor, f"Från {row.from_unit.name}", row.answer_by)
    for row in answered_lately(actor).order_by("-pk")[:FEW]:
        yield _line(f"Svar från {row.to_unit.name}", row, actor, row.kind_name)
    for row in next_steps(actor).order_by("pk")[:FEW]:
        yield _line("Nästa steg efter en konsultation", row, actor, f"{row.from_unit.name} och {row.to_unit.name}")


def _line(title: str, row: Any, actor: Actor, note: str, due: Any = None) -> Line:
    about = row.coordination.person.name if may_know_whom(row, actor) else "utan namn"
    return title, way_to("consultation", row.pk), f"{note} · {about}", due
