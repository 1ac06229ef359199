"""May they? The region's unit tells, the municipality's unit receives and plans."""

from __future__ import annotations

from brygga.agencies.models import Unit
from brygga.coordinations.may import NOT_WORKING, WORKS, may_work, own_part
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.discharges.models import Discharge, DischargeReceiver
from brygga.discharges.states import OPEN, DischargeState
from brygga.routines.loading import routine
from brygga.routines.vocabulary import PartyKind
from brygga.rules.powers import Power

HANDS_OUT = frozenset({Power.LEAD, Power.DISTRIBUTE})
GROUND = "admission_notice"
"""The law's own ground for telling: the four things, and nothing more."""
ONLY_REGION = "Inskrivningsmeddelandet lämnas av regionens enhet."
NO_CASE = "Öppna ett eget ärende om personen först. Meddelandet bygger på era uppgifter."
NOT_HERE = "Platsens rutin säger inte att utskrivningar meddelas i Brygga."


def side_of(unit: Unit) -> PartyKind:
    return routine(unit.organisation.place).party(unit.organisation.party).kind


def knows_discharges(place: str) -> bool:
    """Whether the place tells of discharges here: its routine says for what, and names the law's ground."""
    rules = routine(place)
    return rules.discharge_on(clock.today()) is not None and GROUND in {basis.key for basis in rules.legal_bases}


def may_notify(actor: Actor, coordination: Coordination) -> Decision:
    if not knows_discharges(coordination.place):
        return no(NOT_HERE)
    part = own_part(actor, coordination)
    regional = part is not None and side_of(part.unit) is PartyKind.REGION
    going_on = Discharge._base_manager.filter(coordination=coordination, state__in=OPEN)
    return first_no(
        may_work(actor, coordination),
        YES if regional else no(ONLY_REGION),
        no("Personen har avlidit.") if coordination.person.died_on else YES,
        YES if part is not None and part.case_id else no(NO_CASE),
        no("En utskrivning pågår redan i samordningen.") if going_on.exists() else YES,
    )


def _wards(actor: Actor, discharge: Discharge) -> Decision:
    if discharge.ward_id not in actor.reads:
        return no("Det här görs av enheten som har skrivit in personen.")
    return YES if actor.powers & WORKS else no(NOT_WORKING)


def _state(discharge: Discharge, *states: DischargeState) -> Decision:
    if discharge.state in states:
        return YES
    return no(f"Läget är nu: {discharge.get_state_display().lower()}.")


def may_change(actor: Actor, discharge: Discharge) -> Decision:
    return first_no(_wards(actor, discharge), _state(discharge, *OPEN))


def may_say_ready(actor: Actor, discharge: Discharge) -> Decision:
    return first_no(_wards(actor, discharge), _state(discharge, DischargeState.ADMITTED))


def may_take_back_ready(actor: Actor, discharge: Discharge) -> Decision:
    return first_no(_wards(actor, discharge), _state(discharge, DischargeState.READY))


def may_discharge(actor: Actor, discharge: Discharge) -> Decision:
    """The contact is named before; that is the law's word."""
    named = YES if discharge.contact else no("Skriv in den fasta vårdkontakten först. Den utses före utskrivningen.")
    return first_no(_wards(actor, discharge), _state(discharge, *OPEN), named)


def may_inform(actor: Actor, discharge: Discharge) -> Decision:
    already = no("Informationen är redan överförd.") if discharge.informed_on else YES
    return first_no(_wards(actor, discharge), _state(discharge, DischargeState.DISCHARGED), already)


def may_stop(actor: Actor, discharge: Discharge) -> Decision:
    """Part of registering that somebody has died, by whoever did that."""
    return _state(discharge, *OPEN)


def may_name_contact(actor: Actor, discharge: Discharge) -> Decision:
    """The ward writes it down, or a unit of the region that takes part: the one that will receive."""
    going_on = _state(discharge, *OPEN)
    if not going_on or _wards(actor, discharge):
        return going_on
    part = own_part(actor, discharge.coordination)
    regional = part is not None and side_of(part.unit) is PartyKind.REGION
    return first_no(
        may_work(actor, discharge.coordination),
        YES if regional else no("Den fasta vårdkontakten utses av regionens öppna vård."),
    )


def may_note_call(actor: Actor, discharge: Discharge) -> Decision:
    """A call that was sent elsewhere. What is called to here is known already."""
    if discharge.compulsory:
        return no("Vid öppen tvångsvård görs i stället en samordnad vårdplan.")
    called = no("Kallelsen är redan noterad.") if discharge.called_on else YES
    return first_no(may_name_contact(actor, discharge), called)


def may_see(actor: Actor, receiver: DischargeReceiver) -> Decision:
    """Whoever works with cases, leads or distributes at the unit told; each time that something new was told."""
    if receiver.unit_id not in actor.reads | actor.distributes:
        return no("Det är inte till din enhet.")
    if not actor.powers & (WORKS | HANDS_OUT):
        return no(NOT_WORKING)
    seen = receiver.seen_at is not None and receiver.seen_at >= receiver.discharge.told_at
    return no("Ni har redan sett det.") if seen else YES


def may_plan(actor: Actor, receiver: DischargeReceiver) -> Decision:
    if receiver.unit_id not in actor.reads | actor.distributes:
        return no("Det är inte till din enhet.")
    if not actor.powers & (WORKS | HANDS_OUT):
        return no(NOT_WORKING)
    if receiver.planning_since:
        return no("Enheten planerar redan.")
    return _state(receiver.discharge, *OPEN)
