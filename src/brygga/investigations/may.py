"""May they? Each unit investigates, decides and tells for itself."""

from __future__ import annotations

from brygga.coordinations.may import NOT_WORKING, WORKS, may_work
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.investigations.models import Investigation, Resolution
from brygga.investigations.states import InvestigationState

DOUBLE = (
    "En annan enhet utreder eller kartlägger redan samma sak. Använd det de kommer fram till, "
    "eller skriv varför en egen utredning behövs."
)


def may_open(actor: Actor, coordination: Coordination) -> Decision:
    return may_work(actor, coordination)


def _own(actor: Actor, unit_id: object) -> Decision:
    if unit_id not in actor.reads:
        return no("Varje enhet sköter sin egen utredning och sina egna beslut.")
    return YES if actor.powers & WORKS else no(NOT_WORKING)


def may_change(actor: Actor, investigation: Investigation) -> Decision:
    """Also when the unit has left the coordination: what it has begun is its own to finish."""
    going_on = investigation.state == InvestigationState.OPEN
    return first_no(_own(actor, investigation.unit_id), YES if going_on else no("Utredningen är avslutad."))


def may_decide(actor: Actor, investigation: Investigation) -> Decision:
    return may_change(actor, investigation)


def may_close(actor: Actor, investigation: Investigation) -> Decision:
    return may_change(actor, investigation)


def may_tell(actor: Actor, resolution: Resolution) -> Decision:
    """STO-03: by the unit that decided."""
    told = no("Personen vet redan om beslutet.") if resolution.told_on else YES
    return first_no(_own(actor, resolution.unit_id), told)
