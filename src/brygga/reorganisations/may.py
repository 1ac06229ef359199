"""May they? An administrator reorganises within the own organisation; what opens more to them, a colleague does."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from brygga.agencies.may import may_change_unit, within_another
from brygga.agencies.models import Assignment, Staff, Unit
from brygga.agencies.queries import actor_of, choices_of
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.reorganisations.models import Reorganisation

NOT_PLANNED = "Omorganisationen är redan genomförd eller återkallad."


def may_plan(actor: Actor, unit: Unit) -> Decision:
    return may_change_unit(actor, unit)


def gains_nothing(actor: Actor, unit: Unit, into: Unit) -> Decision:
    """Nobody gives themselves rights: whoever reads one of the units, in any assignment, would read the other too."""
    if actor.staff_id is None:
        return YES
    staff, reads = Staff.objects.get(pk=actor.staff_id), set[UUID]()
    for choice in choices_of(staff.pk, clock.today()):
        in_it = actor_of(choice, staff)
        reads |= in_it.reads | in_it.distributes
    if (unit.pk in reads) is (into.pk in reads):
        return YES
    return no(
        "Du läser själv ärenden på en av enheterna. Be en annan administratör, så att ingen ger sig själv mer att läsa."
    )


def may_go_into(unit: Unit, into: Unit) -> Decision:
    """Within the organisation, and among units of the same kind: between others there may be secrecy (ADR 0013)."""
    if into.pk == unit.pk:
        return no("En enhet kan inte gå upp i sig själv. Välj en annan enhet.")
    if into.organisation_id != unit.organisation_id:
        return no("Välj en enhet i er egen organisation.")
    if into.closed_on:
        return no(f"{into.name} finns inte kvar. Välj en annan enhet.")
    if into.kind != unit.kind:
        return no(f"{into.name} är ett annat slag av enhet. Där kan sekretess gälla. Lämna över ärendena i stället.")
    return YES


def may_be_on(on: date) -> Decision:
    return no("Dagen har redan varit. Välj i dag eller en senare dag.") if on < clock.today() else YES


def may_split(actor: Actor, row: Reorganisation) -> Decision:
    goes = YES if row.into_id else no("En enhet som läggs ner delas inte. Återkalla, och låt den gå upp i en annan.")
    return first_no(may_call_off(actor, row), goes)


def is_of(unit: Unit, assignment: Assignment) -> Decision:
    held = assignment.unit_id == unit.pk and (assignment.until is None or assignment.until >= clock.today())
    return YES if held else no(f"Välj bland dem som arbetar på {unit.name}.")


def may_call_off(actor: Actor, row: Reorganisation) -> Decision:
    by = may_change_unit(actor, row.unit)
    return first_no(YES if row.is_planned else no(NOT_PLANNED), by)


def may_carry_out(actor: Actor, row: Reorganisation) -> Decision:
    """On its day: by an administrator, or by Brygga at night."""
    planned = YES if row.is_planned else no(NOT_PLANNED)
    come = YES if row.has_come else no("Dagen har inte kommit än.")
    return first_no(planned, may_change_unit(actor, row.unit), come)


def may_note_stop(actor: Actor, row: Reorganisation) -> Decision:
    return first_no(within_another(actor), YES if row.is_planned else no(NOT_PLANNED))


def may_finish(actor: Actor, row: Reorganisation) -> Decision:
    return first_no(within_another(actor), YES if row.is_done and row.into_id else no(NOT_PLANNED))
