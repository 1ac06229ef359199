"""What is late among lifted questions: a level that has had its time, and a solution that something stops."""

from __future__ import annotations

from brygga.core.actor import Actor
from brygga.escalations.models import Escalation
from brygga.escalations.queries import late_to
from brygga.web.late import Row, Source
from brygga.web.links import way_to


def _question(row: Escalation, actor: Actor) -> Row:
    """By number: who stands over the units may not know whom it is about."""
    url, about = way_to("escalation", row.pk), f"{row.rule.term} · samordning {row.coordination.number}"
    if row.waits and row.responsible_unit:
        return Row("Ansvaret har inte gått över", url, about, row.responsible_unit.name, row.responsible_from)
    return Row("En lyft fråga är inte löst", url, about, row.level_term, row.level_due)


SOURCES = (
    Source(
        "lyfta", "Lyfta frågor över tiden", "Nivån har haft sin tid. Under tiden ligger ansvaret kvar där det var.",
        late_to, ("level_due",), _question,
    ),
)  # fmt: skip
