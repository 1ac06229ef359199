"""What is left to do when a question about responsibility is solved: in the plan, and at the unit that answers."""

from __future__ import annotations

from dataclasses import dataclass

from brygga.coordinations.may import may_take_on
from brygga.core.actor import Actor
from brygga.escalations import may
from brygga.escalations.models import Escalation
from brygga.escalations.queries import part_of_the_responsible, plan_rows_of_others
from brygga.escalations.states import EscalationState
from brygga.plans.models import Intervention
from brygga.web.links import way_to


@dataclass(frozen=True, slots=True)
class Left:
    text: str
    url: str = ""
    link_text: str = ""


def remains(actor: Actor, row: Escalation) -> list[Left]:
    """Nothing is changed in a plan behind the back of the person: it is said that it must be."""
    unit = row.responsible_unit
    if row.state != EscalationState.RESOLVED or unit is None:
        return []
    found = []
    if row.waits and not (way := may.stands_in_the_way(row)):
        found.append(Left(way.reason))
    part = part_of_the_responsible(row)
    if part is not None and part.case_id is None:
        url = way_to("take-on", part.pk) if may_take_on(actor, part) else ""
        found.append(Left(f"{unit.name} har inget eget ärende än.", url, "Öppna ett eget ärende" if url else ""))
    for planned in plan_rows_of_others(actor, row) if row.carried_out_on else ():
        text = f"I planen står {_who(planned)} för ”{planned.text[:100]}”. Planen ska ändras."
        found.append(Left(text, way_to("plan", planned.plan_id), "Öppna planen"))
    return found


def _who(planned: Intervention) -> str:
    return planned.unit.name if planned.unit else ""
