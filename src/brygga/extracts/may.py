"""May they? Of one person: whoever works in the coordination. Of many: whoever follows up the organisation's work."""

from __future__ import annotations

from brygga.agencies.models import Organisation
from brygga.coordinations.may import may_work
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.extracts.models import Extract, FollowUpParticipation
from brygga.extracts.states import ExtractState
from brygga.rules.powers import Power

FOLLOWS_UP = "Det här gör den som följer upp arbetet i organisationen."
DECIDES = "Det bestämmer den som följer upp eller administrerar organisationen."


def may_start(actor: Actor, coordination: Coordination) -> Decision:
    return may_work(actor, coordination)


def may_start_many(actor: Actor, organisation: Organisation) -> Decision:
    own = actor.is_staff and actor.has(Power.ANALYSE) and actor.organisation_id == organisation.pk
    return first_no(
        YES if own else no(FOLLOWS_UP), no("Organisationen är avvecklad.") if organisation.closed_on else YES
    )


def may_handle(actor: Actor, extract: Extract) -> Decision:
    """Whoever might have begun it, at the unit that did."""
    if extract.coordination is None:
        return may_start_many(actor, extract.organisation)
    own = YES if extract.unit_id in actor.reads else no("Det här gör enheten som hämtade utdraget.")
    return first_no(own, may_work(actor, extract.coordination))


def may_check(actor: Actor, extract: Extract) -> Decision:
    before = extract.state in {ExtractState.READ, ExtractState.CHECKED, ExtractState.STOPPED}
    return first_no(may_handle(actor, extract), YES if before else no("Utdraget är redan på väg."))


def may_import(actor: Actor, extract: Extract) -> Decision:
    checked = extract.state == ExtractState.CHECKED
    return first_no(may_handle(actor, extract), YES if checked else no("Provläs utdraget först."))


def may_carry_on(actor: Actor, extract: Extract) -> Decision:
    running = YES if extract.is_running else no("Utdraget läses inte nu.")
    return first_no(YES if actor.is_system else may_handle(actor, extract), running)


def may_give_up(actor: Actor, extract: Extract) -> Decision:
    """What nobody has gone on with is given up by the clocks too."""
    before = YES if extract.is_before else no("Utdraget är redan inläst eller borttaget.")
    return first_no(YES if actor.is_system else may_handle(actor, extract), before)


def may_withdraw(actor: Actor, extract: Extract) -> Decision:
    """Also in a coordination that is closed: what should not be there goes away."""
    done = YES if extract.state == ExtractState.DONE else no("Utdraget är inte inläst.")
    if extract.coordination is None:
        return first_no(may_start_many(actor, extract.organisation), done)
    own = YES if actor.is_staff and extract.unit_id in actor.reads else no("Det här gör enheten som hämtade utdraget.")
    return first_no(own, done)


def may_decide_participation(actor: Actor, organisation: Organisation) -> Decision:
    mine = actor.is_staff and actor.organisation_id == organisation.pk
    return YES if mine and actor.powers & {Power.ANALYSE, Power.ADMINISTER} else no(DECIDES)


def may_leave(actor: Actor, participation: FollowUpParticipation) -> Decision:
    over = no("Organisationen är redan ute.") if participation.ended_on else YES
    return first_no(may_decide_participation(actor, participation.organisation), over)
