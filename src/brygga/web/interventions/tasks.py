"""What granted interventions leave on one's desk: steps after an interruption, placements that lack something."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.core.actor import Actor
from brygga.interventions.models import RaisedStep
from brygga.interventions.placements import Warned, warnings
from brygga.interventions.queries import steps_to_do
from brygga.rules.placements import Lacks
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    every = way_to("coordinations")
    yield from few(steps_to_do(actor)[: FEW + 1], _step, More(Do.FOLLOW_UP, "Alla samordningar", every))
    yield from few(warnings(actor)[: FEW + 1], _placement, More(Do.BOOK, "Alla samordningar", every))


def _step(row: RaisedStep) -> Task:
    note = f"{row.coordination.person.name} · {row.unit.name if row.unit else ''}".strip(" ·")
    return Task(Do.FOLLOW_UP, "Gör ett steg efter ett avbrott", way_to("raised-step", row.pk), note, row.due_on)


def _placement(warned: Warned) -> Task:
    row = warned.row
    note = f"{row.coordination.person.name} · {row.responsible_unit.name}"
    if warned.lacks is Lacks.PLAN:
        url = way_to("coordination-plan", row.coordination_id)
        return Task(Do.WRITE, "En placering saknar plan", url, note, None, "Plan saknas", "warning")
    url = way_to("coordination-meetings", row.coordination_id)
    return Task(Do.BOOK, "Boka en kontakt hemma före placeringens slut", url, note, warned.until)
