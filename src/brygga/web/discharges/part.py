"""Utskrivning, as a part of the coordination's section Ansvar."""

from __future__ import annotations

from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.discharges.may import knows_discharges, may_notify
from brygga.discharges.queries import in_coordination
from brygga.discharges.states import DischargeState
from brygga.rules.dates import written
from brygga.web.discharges.standing import TONES
from brygga.web.links import way_to
from brygga.web.responsibility.part import Part, Row, Way


def part(actor: Actor, coordination: Coordination) -> Part | None:
    """Left out where nobody is in inpatient care and the reader may not say so."""
    if not knows_discharges(coordination.place):
        return None
    rows, may = in_coordination(actor, coordination), bool(may_notify(actor, coordination))
    if not rows and not may:
        return None
    ways = (Way("Lämna inskrivningsmeddelande", way_to("notify-admission", coordination.pk)),) if may else ()
    empty = "Ingen utskrivning från slutenvård pågår."
    return Part("discharge", "Utskrivning", tuple(map(_row, rows)), ways, empty=empty, icon="building")


def _row(row: Any) -> Row:
    state = DischargeState(row.state)
    facts = [("Avdelning", row.ward.name)]
    if row.is_open:
        facts.append(("Beräknad utskrivning", written(row.estimated_on)))
    if row.contact:
        facts.append(("Fast vårdkontakt", row.contact))
    title = "Inskriven i slutenvård" if row.is_open else "Utskrivning"
    return Row(title, way_to("discharge", row.pk), str(state.label), TONES[state], facts=tuple(facts))
