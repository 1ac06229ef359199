"""What consultations leave on one's desk: questions to answer, answers that have come, and steps one has promised."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.consultations.models import Consultation
from brygga.consultations.queries import answered_lately, may_know_whom, next_steps, to_answer
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

    for do, rows, make in (
        (Do.ANSWER, to_answer(actor).order_by("pk"), asked),
        (Do.READ, answered_lately(actor).order_by("-pk"), answered),
        (Do.FOLLOW_UP, next_steps(actor).order_by("pk"), promised),
    ):
        yield from few(rows[: FEW + 1], make, More(do, "Alla konsultationer", way_to("consultations")))


def _url(row: Consultation) -> str:
    return way_to("consultation", row.pk)
