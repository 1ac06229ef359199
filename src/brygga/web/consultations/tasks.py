"""What consultations leave on one's desk: questions to answer, answers that have come, and steps one has promised."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.consultations.models import Consultation
from brygga.consultations.queries import may_know_whom, on_desk
from brygga.core.actor import Actor
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Press, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    def about(row: Consultation) -> str:
        return row.coordination.person.name if row.coordination and may_know_whom(row, actor) else "utan namn"

    def asked(row: Consultation) -> Task:
        note = f"Från {row.from_unit.name} · {about(row)}"
        return Task(Do.ANSWER, "Svara på en konsultation", _url(row), note, row.answer_by)

    def answered(row: Consultation) -> Task:
        return Task(Do.READ, f"Svar från {row.to_unit.name}", _url(row), f"{row.kind_name} · {about(row)}")

    def promised(row: Consultation) -> Task:
        press = Press("Gjort", way_to("answer-consultation", row.pk, "steget-taget"))
        note = f"{row.from_unit.name} och {row.to_unit.name} · {about(row)}"
        return Task(Do.FOLLOW_UP, "Ta nästa steg efter en konsultation", _url(row), note, press=press)

    found = on_desk(actor, 10 * FEW)
    for do, rows, make in (
        (Do.ANSWER, [row for row in found if row.to_answer], asked),
        (Do.READ, [row for row in reversed(found) if row.to_read], answered),
        (Do.FOLLOW_UP, [row for row in found if row.to_follow_up], promised),
    ):
        yield from few(rows, make, More(do, "Alla konsultationer", way_to("consultations")))


def _url(row: Consultation) -> str:
    return way_to("consultation", row.pk)
