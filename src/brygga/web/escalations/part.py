"""The part of the section Ansvar that shows lifted questions."""

from __future__ import annotations

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.escalations.may import may_raise
from brygga.escalations.models import Escalation
from brygga.escalations.queries import in_coordination
from brygga.routines.loading import routine
from brygga.web.escalations.card import card
from brygga.web.links import way_to
from brygga.web.responsibility.part import Part, Row, Way


def part(actor: Actor, coordination: Coordination) -> Part | None:
    """Where the place has a ladder."""
    if not routine(coordination.place).ladders:
        return None
    ways = (Way("Lyft en fråga", way_to("raise-question", coordination.pk), icon="flag"),)
    return Part(
        key="escalations",
        heading="Lyfta frågor",
        rows=tuple(_row(row) for row in in_coordination(actor, coordination)),
        ways=ways if may_raise(actor, coordination) else (),
        empty="Ingen fråga är lyft.",
        icon="flag",
    )


def _row(row: Escalation) -> Row:
    one = card(row)
    late = "Inte löst i tid" if one.row.is_late else "Förslag finns" if row.is_open and row.proposed_at else ""
    return Row(
        one.title, one.url, one.state, one.tone, also=late, facts=(("Nu", one.now), ("Lyft av", one.row.raised_by.name))
    )
