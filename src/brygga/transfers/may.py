"""May they? The giving unit watches and announces; on the day the program lets the responsibility go over."""

from __future__ import annotations

from brygga.coordinations.may import NOT_WORKING, WORKS
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.people.models import Case
from brygga.routines.loading import routine
from brygga.rules.powers import Power
from brygga.rules.transfers import TransferRule, rule_for
from brygga.transfers.models import AgeWatch, Transfer
from brygga.transfers.states import TransferState

HANDS_OUT = frozenset({Power.LEAD, Power.DISTRIBUTE})
NO_RULE = "Rutinen säger inte att någon byter enhet härifrån vid en viss ålder."
NOT_A_MANAGER = "Överföringar bevakas av den som leder eller fördelar på en enhet som de gäller."


def noted(case: Case) -> AgeWatch | None:
    rows = AgeWatch.objects.unrestricted(because="which rule holds for the case")
    found: AgeWatch | None = rows.filter(case=case).first()
    return found


def rule_of(case: Case) -> TransferRule | None:
    """The routine's rule for this case today, with what is noted about it."""
    watch = noted(case)
    rules = routine(case.unit.organisation.place).transfer_rules_on(clock.today())
    return rule_for(rules, case.unit.kind, {watch.circumstance} if watch else ())


def _own(actor: Actor, case: Case) -> Decision:
    if case.unit_id not in actor.reads:
        return no("Varje enhet bevakar sina egna ärenden.")
    if not actor.powers & (WORKS | HANDS_OUT):
        return no(NOT_WORKING)
    if case.closed_on:
        return no("Ärendet är avslutat.")
    return YES if rule_of(case) else no(NO_RULE)


def may_note(actor: Actor, case: Case) -> Decision:
    return _own(actor, case)


def may_announce(actor: Actor, case: Case) -> Decision:
    announced = Transfer._base_manager.filter(case=case, state=TransferState.ANNOUNCED).exists()
    person = case.person
    return first_no(
        _own(actor, case),
        YES if actor.powers & WORKS else no(NOT_WORKING),
        no("En överföring är redan aviserad.") if announced else YES,
        no("Personen har avlidit.") if person.died_on else YES,
        YES if person.born else no("Personens födelsedatum är inte känt. Skriv in det först."),
    )


def may_stop(actor: Actor, transfer: Transfer) -> Decision:
    """Either side may say that it will not be, with a reason that both read."""
    if not transfer.is_announced:
        return no("Överföringen är redan klar.")
    if not {transfer.from_unit_id, transfer.to_unit_id} & actor.reads:
        return no("Det här gör enheterna som överföringen gäller.")
    return YES if actor.powers & (WORKS | HANDS_OUT) else no(NOT_WORKING)


def may_let_go(actor: Actor, transfer: Transfer) -> Decision:
    """Part of another act, or of the nightly round: what it rested on has gone."""
    return YES if transfer.is_announced else no("Överföringen är redan klar.")


def may_switch(actor: Actor, transfer: Transfer) -> Decision:
    if not actor.is_system:
        return no("Ansvaret går över av sig självt på dagen.")
    due = transfer.is_announced and transfer.switch_on <= clock.today()
    return YES if due else no("Dagen har inte kommit.")


def may_carry_over(actor: Actor, transfer: Transfer) -> Decision:
    gone = actor.is_system and transfer.state == TransferState.SWITCHED
    return YES if gone else no("Ansvaret har inte gått över.")


def hinders(coordination: Coordination, unit_id: object) -> str:
    """From the birthday the receiver decides, and not before: unless it took part in its own right already."""
    rows = Transfer._base_manager.filter(coordination=coordination, case__closed_on=None)
    for transfer in rows.exclude(state=TransferState.STOPPED).select_related("from_unit", "to_unit"):
        gone = transfer.state == TransferState.SWITCHED
        if gone and transfer.from_unit_id == unit_id:
            return f"Ansvaret har gått över till {transfer.to_unit.name}, som beslutar nu."
        if not gone and transfer.to_unit_id == unit_id and not _was_there(transfer):
            return f"Ansvaret har inte gått över än. Fram till födelsedagen beslutar {transfer.from_unit.name}."
    return ""


def _was_there(transfer: Transfer) -> bool:
    parts = Engagement._base_manager.filter(coordination_id=transfer.coordination_id, unit_id=transfer.to_unit_id)
    return bool(parts.filter(ended_on=None, since__lt=transfer.announced_on).exists())
