"""What lifted questions leave on one's desk: to answer how they are put, and to solve in time."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.core.actor import Actor
from brygga.escalations.models import Escalation, EscalationParty
from brygga.escalations.queries import open_to, to_answer
from brygga.rules.words import in_sentence
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    def unanswered(party: EscalationParty) -> Task:
        row = party.escalation
        return Task(Do.ANSWER, "Svara på en lyft fråga", way_to("escalation", row.pk), f"Lyft av {row.raised_by.name}")

    def unsolved(row: Escalation) -> Task:
        note = f"{row.rule.term} · samordning {row.coordination.number}"
        url = way_to("escalation", row.pk)
        if row.waits:
            return Task(Do.FOLLOW_UP, "Ansvaret har inte gått över", url, note, row.responsible_from)
        status = "Förslag finns" if row.proposed_at else ""
        return Task(Do.FOLLOW_UP, f"Lyft fråga hos {in_sentence(row.level_term)}", url, note, row.level_due, status)

    everything = way_to("coordinations")
    yield from few(
        to_answer(actor).order_by("pk")[: FEW + 1], unanswered, More(Do.ANSWER, "Alla samordningar", everything)
    )
    yield from few(
        open_to(actor).order_by("level_due", "pk")[: FEW + 1],
        unsolved,
        More(Do.FOLLOW_UP, "Alla samordningar", everything),
    )
