"""What plans leave on one's desk: versions that wait for the unit's answer, and follow-ups that are near."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.plans.models import PlanVersion
from brygga.plans.queries import DueRow, due_follow_ups, waiting_for_answer
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few

#: How far ahead a follow-up is among what waits.
SOON = timedelta(days=14)


def tasks(actor: Actor) -> Iterator[Task | More]:
    until = clock.today() + SOON
    answers = waiting_for_answer(actor, size=FEW + 1)
    yield from few(answers, _version, More(Do.ANSWER, "Alla era samordningar", way_to("coordinations")))
    near = [row for row in due_follow_ups(actor, size=FEW + 1).rows if row.due_on <= until]
    yield from few(near, _follow_up, More(Do.FOLLOW_UP, "Alla uppföljningar", way_to("follow-ups")))


def _version(version: PlanVersion) -> Task:
    plan = version.plan
    note = f"{plan.coordination.person.name} · version {version.number}"
    title = "Ta ställning till en plan"
    return Task(Do.ANSWER, title, way_to("plan", plan.pk), note, None, "Väntar på ert svar", "warning")


def _follow_up(row: DueRow) -> Task:
    return Task(Do.FOLLOW_UP, row.why, way_to("plan", row.plan_id), f"{row.person} · {row.number}", row.due_on)
