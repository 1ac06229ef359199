"""May they? Each unit investigates, decides and tells for itself."""

from __future__ import annotations

from brygga.coordinations.may import NOT_WORKING, WORKS, may_work
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.investigations.models import Investigation, MappingPlan, Resolution
from brygga.investigations.states import InvestigationState
from brygga.routines.investigating import mapping_modes_on
from brygga.routines.loading import routine
from brygga.rules.powers import Power

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


def may_change_period(actor: Actor, investigation: Investigation) -> Decision:
    """Who answers for it and how long it takes: its unit, and who leads that."""
    leads = actor.has(Power.LEAD) and investigation.unit_id in actor.reads
    if leads and investigation.state == InvestigationState.OPEN:
        return YES
    return may_change(actor, investigation)


def may_decide(actor: Actor, investigation: Investigation) -> Decision:
    return may_change(actor, investigation)


def may_close(actor: Actor, investigation: Investigation) -> Decision:
    return may_change(actor, investigation)


def may_plan(actor: Actor, coordination: Coordination) -> Decision:
    """Where the place's routine has ways of mapping together."""
    ways = mapping_modes_on(routine(coordination.place), clock.today())
    return first_no(may_work(actor, coordination), YES if ways else no("Rutinen här har inga sätt att kartlägga ihop."))


def may_end_plan(actor: Actor, plan: MappingPlan) -> Decision:
    """Any of those who made it, when what they were to find out is found."""
    still = YES if plan.ended_on is None else no("Kartläggningsplanen är redan avslutad.")
    party = plan.parties.filter(pk__in=actor.reads).exists() or plan.unit_id in actor.reads
    took_part = YES if party and actor.powers & WORKS else no("Planen avslutas av enheterna som gjorde den.")
    return first_no(still, took_part)


def may_tell(actor: Actor, resolution: Resolution) -> Decision:
    """STO-03: by the unit that decided."""
    told = no("Personen vet redan om beslutet.") if resolution.told_on else YES
    return first_no(_own(actor, resolution.unit_id), told)
