"""Who may register persons, work with their cases, and open what is protected."""

from __future__ import annotations

from collections.abc import Callable

from brygga.agencies.may import within_another
from brygga.agencies.models import Unit
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.people.models import Case, Opening, Person, Representative
from brygga.rules.powers import Power

NO_CASES = "Det här gör den som arbetar med enhetens ärenden."
NO_OPEN_CASE = "Din enhet har inget öppet ärende om personen. Öppna ett ärende först."
CLOSED_TO_YOU = "Uppgifterna är skyddade. Öppna dem med ett skäl först."
CLOSED = "Enheten är avvecklad."
MANAGER_APPOINTS = "Personen har skyddade uppgifter. Din chef utser vem som handlägger."

#: Asked before a case is closed; each answers what stands in the way, or nothing. Rooms above add theirs.
_keeps_open: list[Callable[[Case], str]] = []


def before_closing(ask: Callable[[Case], str]) -> None:
    """Let a room say what must be finished before a case closes."""
    if ask not in _keeps_open:
        _keeps_open.append(ask)


def may_move_case(actor: Actor, case: Case) -> Decision:
    return first_no(within_another(actor), no("Ärendet är avslutat.") if case.closed_on else YES)


def may_search(actor: Actor) -> Decision:
    """Whoever works with no cases finds nobody."""
    return YES if actor.is_staff and actor.reads else no(NO_CASES)


def may_register(actor: Actor, unit: Unit) -> Decision:
    if unit.closed_on:
        return no(CLOSED)
    return YES if unit.pk in actor.reads else no(NO_CASES)


def may_open_case(actor: Actor, person: Person) -> Decision:
    """Where, the act itself looks at: the unit must be one whose cases the actor works with."""
    if not actor.reads:
        return no(NO_CASES)
    if actor.organisation_id != person.organisation_id:
        return no("Personen är registrerad av en annan organisation. Registrera personen hos er först.")
    return YES


def may_work_with(actor: Actor, case: Case) -> Decision:
    if case.unit_id not in actor.reads:
        return no(NO_CASES)
    return no("Ärendet är avslutat.") if case.closed_on else YES


def may_appoint(actor: Actor, case: Case) -> Decision:
    """Whoever distributes or leads; among those who work with the cases, unless the person is protected."""
    if case.closed_on:
        return no("Ärendet är avslutat.")
    if hands_out_at(actor, case.unit):
        return YES
    if case.unit_id not in actor.reads:
        return no(NO_CASES)
    return no(MANAGER_APPOINTS) if case.person.protection else YES


def hands_out_at(actor: Actor, unit: Unit) -> bool:
    """Whether the actor says who handles what at the unit."""
    return unit.pk in actor.distributes and (actor.has(Power.DISTRIBUTE) or actor.has(Power.LEAD))


def may_close_case(actor: Actor, case: Case) -> Decision:
    first = may_work_with(actor, case)
    if not first:
        return first
    return first_no(*(no(reason) for ask in _keeps_open if (reason := ask(case))))


def may_change_person(actor: Actor, person: Person) -> Decision:
    """Their own unit has an open case; what is protected must be open to the one who changes it."""
    return first_no(_has_open_case(actor, person), _is_legible(actor, person))


def may_register_death(actor: Actor, person: Person) -> Decision:
    """Says nothing of who they are, so what is protected need not be opened."""
    return no("Dödsfallet är redan registrerat.") if person.died_on else _has_open_case(actor, person)


def may_correct_death(actor: Actor, person: Person) -> Decision:
    return _has_open_case(actor, person) if person.died_on else no("Inget dödsfall är registrerat.")


def may_choose_ways(actor: Actor, person: Person) -> Decision:
    """Says nothing of who they are, so what is protected need not be opened."""
    return _has_open_case(actor, person)


def may_raise_protection(actor: Actor, person: Person) -> Decision:
    """Anyone who works with the person: protection must never wait."""
    return _has_open_case(actor, person)


def may_lift_protection(actor: Actor, person: Person) -> Decision:
    if not person.protection:
        return no("Personen har inget skydd registrerat.")
    if not actor.has(Power.OPEN_PROTECTED):
        return no("Skyddet tas bort av den som får öppna skyddade uppgifter. Tala med din chef.")
    return _has_open_case(actor, person)


def may_open_protected(actor: Actor, person: Person) -> Decision:
    """The responsible caseworker, or a function with that power; always within what one's unit works with."""
    if not person.protection:
        return no("Uppgifterna är inte skyddade.")
    mine = Case.objects.visible_to(actor).open().filter(person=person)
    if not actor.is_staff or not mine.exists():
        return no(NO_OPEN_CASE)
    if actor.has(Power.OPEN_PROTECTED) or mine.filter(caseworker_id=actor.assignment_id).exists():
        return YES
    return no("Skyddade uppgifter öppnas av ansvarig handläggare eller av din chef.")


def may_change_representative(actor: Actor, representative: Representative) -> Decision:
    return may_change_person(actor, representative.person)


def may_erase_exploratory(actor: Actor, person: Person) -> Decision:
    """Only what never became a case; the program does it when the time is out."""
    if actor.is_system:
        return YES
    loose = Case.objects.visible_to(actor).open().filter(person=person, exploratory=True)
    return YES if actor.is_staff and loose.exists() else no("Det finns ingen förutsättningslös kontakt att ta bort.")


def live_opening(actor: Actor, person: Person) -> Opening | None:
    """The actor's opening of this person's protected details, if it has not closed."""
    if not actor.is_staff:
        return None
    openings = Opening.objects.visible_to(actor).filter(person=person, closes_at__gt=clock.now())
    opening: Opening | None = openings.order_by("-closes_at").first()
    return opening


def _has_open_case(actor: Actor, person: Person) -> Decision:
    mine = Case.objects.visible_to(actor).open().filter(person=person)
    return YES if actor.is_staff and mine.exists() else no(NO_OPEN_CASE)


def _is_legible(actor: Actor, person: Person) -> Decision:
    return YES if not person.protection or live_opening(actor, person) else no(CLOSED_TO_YOU)
