"""Who may change organisations, units, staff and assignments."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from brygga.agencies.models import Assignment, Organisation, Staff, StandIn, Unit
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.rules.powers import Power

NOT_ADMINISTRATOR = "Det här gör en administratör i organisationen. Be din administratör om hjälp."
OTHER_ORGANISATION = "Du kan bara administrera din egen organisation."
CLOSED = "Enheten är avvecklad. Välj en enhet som finns kvar."

#: Asked before a unit is closed; each answers what stands in the way, or nothing. Rooms above add theirs.
_keeps_open: list[Callable[[Unit], str]] = []


def before_closing(ask: Callable[[Unit], str]) -> None:
    """Let a room say what must be finished before a unit closes."""
    if ask not in _keeps_open:
        _keeps_open.append(ask)


def may_found(actor: Actor, subject: None) -> Decision:
    """The program, for a first installation; or an administrator who connects a new actor (BOR-06)."""
    if actor.is_system or actor.has(Power.ADMINISTER):
        return YES
    return no(NOT_ADMINISTRATOR)


def may_administer(actor: Actor, organisation: Organisation) -> Decision:
    return _administers(actor, organisation.pk)


def may_change_unit(actor: Actor, unit: Unit) -> Decision:
    return first_no(_administers(actor, unit.organisation_id), _is_open(unit))


def may_close_unit(actor: Actor, unit: Unit) -> Decision:
    first = may_change_unit(actor, unit)
    if not first:
        return first
    if unit.children.filter(closed_on=None).exists():
        return no("Avveckla först enheterna under den här enheten, eller flytta dem.")
    return first_no(*(no(reason) for ask in _keeps_open if (reason := ask(unit))))


def may_close_organisation(actor: Actor, organisation: Organisation) -> Decision:
    first = may_administer(actor, organisation)
    if not first:
        return first
    units = organisation.units.filter(closed_on=None)
    return first_no(*(no(f"{unit.name}: {reason}") for unit in units for ask in _keeps_open if (reason := ask(unit))))


def may_dissolve(actor: Actor, unit: Unit) -> Decision:
    """Within a reorganisation, which has asked who may and what stands in the way."""
    return first_no(within_another(actor), _is_open(unit))


def within_another(actor: Actor) -> Decision:
    return YES if actor.is_system else no("Det här gör Brygga när enheten omorganiseras.")


def may_staff(actor: Actor, unit: Unit) -> Decision:
    return first_no(_administers(actor, unit.organisation_id), _is_open(unit))


def may_change_staff(actor: Actor, staff: Staff) -> Decision:
    """Name and way in belong to the person; who works in two organisations is changed in both together."""
    if not actor.is_system and not actor.has(Power.ADMINISTER):
        return no(NOT_ADMINISTRATOR)
    organisations = set(staff.assignments.values_list("unit__organisation_id", flat=True))
    if not actor.is_system and actor.organisation_id not in organisations:
        return no(OTHER_ORGANISATION)
    if not actor.is_system and len(organisations) > 1:
        return no("Personen har uppdrag även i en annan organisation. Be den som driver Brygga om hjälp med ändringen.")
    return YES


def may_give_assignment(actor: Actor, staff: Staff) -> Decision:
    """Nobody gives themselves rights: a colleague does it."""
    if staff.left_on:
        return no(f"{staff.name} har slutat. Lägg upp personen på nytt om hen har börjat igen.")
    if actor.is_system:
        return YES
    if not actor.has(Power.ADMINISTER):
        return no(NOT_ADMINISTRATOR)
    if not _works_here(actor, staff):
        return no(OTHER_ORGANISATION)
    if staff.pk == actor.staff_id:
        return no("Du kan inte ge dig själv ett uppdrag. Be en annan administratör.")
    return YES


def may_record_leaving(actor: Actor, staff: Staff) -> Decision:
    if actor.is_system:
        return YES
    if not actor.has(Power.ADMINISTER):
        return no(NOT_ADMINISTRATOR)
    if not _works_here(actor, staff):
        return no(OTHER_ORGANISATION)
    return YES


def may_change_assignment(actor: Actor, assignment: Assignment) -> Decision:
    if actor.staff_id and actor.staff_id == assignment.staff_id:
        return YES
    return _administers(actor, assignment.unit.organisation_id)


def may_move_assignment(actor: Actor, assignment: Assignment) -> Decision:
    return within_another(actor)


def may_end_assignment(actor: Actor, assignment: Assignment) -> Decision:
    return _administers(actor, assignment.unit.organisation_id)


def may_name_stand_in(actor: Actor, assignment: Assignment) -> Decision:
    """The one who will be away, whoever leads the unit, or the administrator."""
    if actor.is_system or (actor.assignment_id == assignment.pk and actor.staff_id == assignment.staff_id):
        return YES
    return may_name_stand_ins_at(actor, assignment.unit)


def may_name_stand_ins_at(actor: Actor, unit: Unit) -> Decision:
    """For whoever works at the unit."""
    if actor.has(Power.LEAD) and unit.pk in actor.reads:
        return YES
    if actor.has(Power.ADMINISTER):
        return _administers(actor, unit.organisation_id)
    return no("Ersättare utses av den som ska vara borta, av enhetens chef eller av administratören.")


def may_end_stand_in(actor: Actor, stand_in: StandIn) -> Decision:
    return may_name_stand_in(actor, stand_in.absent)


def may_sign_in(actor: Actor, staff: Staff) -> Decision:
    """Only the sign-in itself lets someone in and ties an account."""
    return YES if actor.is_system else no("Inloggningen kopplas av sig själv första gången personen loggar in.")


def may_sign_out(actor: Actor, staff: Staff) -> Decision:
    """Oneself, or the administrator where the person works."""
    return YES if actor.staff_id == staff.pk else may_record_leaving(actor, staff)


def _administers(actor: Actor, organisation_id: UUID) -> Decision:
    if actor.is_system:
        return YES
    if not actor.has(Power.ADMINISTER):
        return no(NOT_ADMINISTRATOR)
    return YES if actor.organisation_id == organisation_id else no(OTHER_ORGANISATION)


def _works_here(actor: Actor, staff: Staff) -> bool:
    return actor.organisation_id in staff.assignments.values_list("unit__organisation_id", flat=True)


def _is_open(unit: Unit) -> Decision:
    return no(CLOSED) if unit.closed_on else YES
