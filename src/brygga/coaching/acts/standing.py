"""What the other units see of it: the team's own part in the coordination."""

from __future__ import annotations

from brygga.coaching.models import Enrolment
from brygga.coordinations.acts import set_role, set_standing
from brygga.coordinations.may import may_change_part
from brygga.coordinations.models import Engagement
from brygga.core.actor import Actor


def part_of(row: Enrolment) -> Engagement | None:
    if row.coordination_id is None:
        return None
    parts = Engagement._base_manager.filter(coordination_id=row.coordination_id, unit_id=row.unit_id, ended_on=None)
    return parts.first()


def stand(row: Enrolment, by: Actor, standing: str, role: str) -> None:
    """As far as the team takes part, and whoever acts may say so."""
    part = part_of(row)
    if part is None or not may_change_part(by, part):
        return
    if part.standing != standing:
        part = set_standing(part, by=by, standing=standing)
    set_role(part, by=by, role=role)
