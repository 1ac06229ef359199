"""May they? A unit decides for itself; the one that answers for an intervention now says how it goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from brygga.coordinations.may import NOT_WORKING, WORKS, may_work
from brygga.coordinations.models import Coordination, Engagement
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.interventions.models import GrantedIntervention, PaymentQuestion, RaisedStep
from brygga.interventions.states import GrantedState, may_become
from brygga.routines.loading import routine

#: Asked before a unit grants something; each answers what stands in the way, or nothing.
Hindrance = Callable[[Coordination, Any], str]
_hindrances: list[Hindrance] = []

FROZEN = "Ansvaret ligger kvar där det är medan frågan är lyft. Det kan flyttas när frågan är löst."


def before_granting(hindrance: Hindrance) -> None:
    """Let a room above say why a unit may not grant anything now: `hindrance(coordination, unit_id)`."""
    if hindrance not in _hindrances:
        _hindrances.append(hindrance)


def may_grant(actor: Actor, coordination: Coordination) -> Decision:
    works = may_work(actor, coordination)
    return works and (no("Personen har avlidit.") if coordination.person.died_on else YES)


def may_grant_at(coordination: Coordination, unit_id: Any) -> Decision:
    """What the rooms above have against it (STO-17: not before the responsibility has moved)."""
    found = (hindrance(coordination, unit_id) for hindrance in _hindrances)
    return next((no(reason) for reason in found if reason), YES)


def _answers(actor: Actor, intervention: GrantedIntervention) -> Decision:
    if intervention.responsible_unit_id not in actor.reads:
        return no("Det här gör enheten som ansvarar för insatsen nu.")
    return YES if actor.powers & WORKS else no(NOT_WORKING)


def _alive(intervention: GrantedIntervention) -> Decision:
    return YES if intervention.is_alive else no("Insatsen är redan avslutad.")


def _becomes(intervention: GrantedIntervention, state: GrantedState, otherwise: str) -> Decision:
    return first_no(_alive(intervention), YES if may_become(intervention.state, state) else no(otherwise))


def may_change(actor: Actor, intervention: GrantedIntervention) -> Decision:
    return first_no(_answers(actor, intervention), _alive(intervention))


def may_begin(actor: Actor, intervention: GrantedIntervention) -> Decision:
    """Only what is decided and not begun: an interrupted one is resumed."""
    decided = intervention.state == GrantedState.DECIDED
    first = intervention.after
    waits = first is not None and first.is_alive
    return first_no(
        _answers(actor, intervention),
        _alive(intervention),
        YES if decided else no("Insatsen har redan börjat."),
        no("Insatsen ska börja när en annan är slut. Ändra ordningen först om den ska börja nu.") if waits else YES,
    )


def may_interrupt(actor: Actor, intervention: GrantedIntervention) -> Decision:
    known = _becomes(intervention, GrantedState.INTERRUPTED, "Bara en insats som pågår kan avbrytas.")
    return first_no(_answers(actor, intervention), known)


def may_resume(actor: Actor, intervention: GrantedIntervention) -> Decision:
    stopped = intervention.state == GrantedState.INTERRUPTED
    return first_no(
        _answers(actor, intervention), _alive(intervention), YES if stopped else no("Insatsen är inte avbruten.")
    )


def may_end(actor: Actor, intervention: GrantedIntervention) -> Decision:
    return first_no(_answers(actor, intervention), _alive(intervention))


def may_end_after_death(actor: Actor, intervention: GrantedIntervention) -> Decision:
    """Part of registering that somebody has died, by whoever did that."""
    return _alive(intervention)


def may_tell(actor: Actor, intervention: GrantedIntervention) -> Decision:
    """STO-03: by the unit that decided."""
    own = YES if intervention.unit_id in actor.reads else no("Det berättar enheten som beslutade.")
    works = YES if actor.powers & WORKS else no(NOT_WORKING)
    return first_no(own, works, no("Personen vet redan om insatsen.") if intervention.told_day else YES)


def may_move(actor: Actor, intervention: GrantedIntervention) -> Decision:
    """Within another act (a handover, a transfer at an age), which has asked who may."""
    return first_no(_alive(intervention), no(FROZEN) if intervention.is_frozen else YES)


def can_answer(intervention: GrantedIntervention, unit: Any) -> Decision:
    """The one who is to answer takes part, so that it reads and writes here."""
    part = Engagement._base_manager.filter(coordination_id=intervention.coordination_id, unit_id=unit.pk, ended_on=None)
    if unit.closed_on or not part.exists():
        return no(f"{unit.name} är inte med i samordningen. Enheten ska vara med innan den tar över ansvaret.")
    return YES


def may_freeze(actor: Actor, intervention: GrantedIntervention) -> Decision:
    """Within another act: a question about it has been lifted."""
    return _alive(intervention)


def may_thaw(actor: Actor, intervention: GrantedIntervention) -> Decision:
    return YES if intervention.is_frozen else no("Ansvaret ligger inte fast.")


def may_tick(actor: Actor, step: RaisedStep) -> Decision:
    """By the unit that was to do it; what has no unit, by whoever works in the coordination."""
    done = no("Steget är redan avbockat.") if step.done_on else YES
    if step.unit_id is None:
        return first_no(may_work(actor, step.coordination), done)
    own = YES if step.unit_id in actor.reads else no("Steget görs av en annan enhet. Den bockar av det.")
    return first_no(own, YES if actor.powers & WORKS else no(NOT_WORKING), done)


def may_describe_cost(actor: Actor, intervention: GrantedIntervention) -> Decision:
    """By those who decided it and those who answer for it."""
    own = actor.reads & {intervention.unit_id, intervention.responsible_unit_id}
    return first_no(
        YES if own else no("Det här fyller enheten som ansvarar för insatsen i."),
        YES if actor.powers & WORKS else no(NOT_WORKING),
        _alive(intervention),
    )


def may_ask_payment(actor: Actor, intervention: GrantedIntervention) -> Decision:
    """Where the place has a meeting for it; any unit that takes part may say that it does not agree."""
    kinds = [kind for kind in routine(intervention.coordination.place).meeting_types if kind.settles_payment]
    open_one = PaymentQuestion._base_manager.filter(intervention=intervention, settled_on=None)
    return first_no(
        may_work(actor, intervention.coordination),
        YES if kinds else no("Rutinen här har inget möte för betalningsfrågor."),
        no("Det finns redan en öppen betalningsfråga om insatsen.") if open_one.exists() else YES,
    )


def may_settle_payment(actor: Actor, question: PaymentQuestion) -> Decision:
    settled = no("Betalningsfrågan är redan avgjord.") if question.settled_on else YES
    return first_no(may_work(actor, question.intervention.coordination), settled)
