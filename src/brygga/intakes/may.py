"""May they? Whoever works at the unit answers together; what is late belongs to the function that receives."""

from __future__ import annotations

from brygga.agencies.models import Unit
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.intakes.models import Intake
from brygga.intakes.states import UNDER_WAY, RequestState, may_become
from brygga.routines.intakes import Intake as Rule
from brygga.routines.loading import routine
from brygga.rules.powers import Power

ENDED = "Det är redan avslutat."
NOT_TAKEN = "Utse först någon som har hand om det."
NOT_HERE = "Det här görs av dem som arbetar på enheten."
NO_DOOR = "Enheten tar inte emot den som söker själv."
NOT_YOURS = "Koden hör inte till det här."


def rule_at(unit: Unit) -> Rule | None:
    """The way in to the unit today, if it has one."""
    return routine(unit.organisation.place).intake_for(unit.kind, clock.today())


def may_ask(actor: Actor, unit: Unit) -> Decision:
    """Anybody, of a unit that has a way in. Who is outside the target group is told before anything is kept."""
    rule = rule_at(unit)
    by_referral = rule is not None and not rule.self_asks and not actor.is_staff
    closed = unit.closed_on or unit.organisation.closed_on
    return no(NO_DOOR) if closed or rule is None or by_referral else YES


def may_refer(actor: Actor, unit: Unit) -> Decision:
    """Any party's caseworker, to a way in of the same place."""
    if not actor.is_staff or not actor.powers & {Power.CASES, Power.COORDINATE, Power.LEAD}:
        return no("Remisser skrivs av den som arbetar med enhetens ärenden.")
    if unit.organisation.place != actor.place or unit.pk == actor.unit_id:
        return no("Välj en annan enhet på samma plats.")
    return may_ask(actor, unit)


def _receives(actor: Actor, intake: Intake) -> Decision:
    there = actor.is_staff and intake.unit_id in actor.reads | actor.distributes
    asked = Power(intake.to_power)
    return YES if there and actor.powers & {asked, Power.CASES, Power.LEAD} else no(NOT_HERE)


def _can_become(intake: Intake, state: RequestState) -> Decision:
    return YES if may_become(intake.state, state) else no(ENDED)


def _under_way(intake: Intake) -> Decision:
    return YES if intake.state in UNDER_WAY else no(ENDED)


def may_acknowledge(actor: Actor, intake: Intake) -> Decision:
    return first_no(_receives(actor, intake), _can_become(intake, RequestState.ACKNOWLEDGED))


def may_appoint(actor: Actor, intake: Intake) -> Decision:
    """Taken by any of the team, for themself or a colleague; handed over as long as it is under way."""
    return first_no(_receives(actor, intake), _under_way(intake))


def may_work(actor: Actor, intake: Intake) -> Decision:
    """Try to reach the person, note a meeting."""
    return first_no(_receives(actor, intake), _under_way(intake))


def may_assess(actor: Actor, intake: Intake) -> Decision:
    said = routine(intake.place).routing_on(intake.came_on)
    return first_no(may_work(actor, intake), YES if said else no("Rutinen säger inget om vart nya ärenden hör."))


def may_register(actor: Actor, intake: Intake) -> Decision:
    if intake.person_id:
        return no("Personen är redan registrerad hos er.")
    if intake.unit_id not in actor.reads:
        return no("Personen registreras av den som arbetar med enhetens ärenden.")
    return may_work(actor, intake)


def may_end(actor: Actor, intake: Intake) -> Decision:
    taken = YES if intake.appointed_id else no(NOT_TAKEN)
    return first_no(may_work(actor, intake), taken)


def may_dismiss(actor: Actor, intake: Intake) -> Decision:
    """What was never a question: sent twice, or no message at all."""
    return first_no(_receives(actor, intake), _can_become(intake, RequestState.DECLINED))


def may_open_details(actor: Actor, intake: Intake) -> Decision:
    """What is protected is opened by the one who is appointed, or by a function with that power."""
    if actor.has(Power.OPEN_PROTECTED) or (intake.appointed_id and intake.appointed_id == actor.assignment_id):
        return _receives(actor, intake)
    return no("Skyddade uppgifter öppnas av den som är utsedd, eller av din chef.")


def _holds_the_code(actor: Actor, intake: Intake) -> Decision:
    return YES if intake.pk in actor.speaks_for else no(NOT_YOURS)


def may_withdraw(actor: Actor, intake: Intake) -> Decision:
    return first_no(_holds_the_code(actor, intake), _can_become(intake, RequestState.WITHDRAWN))


def may_add_phone(actor: Actor, intake: Intake) -> Decision:
    return first_no(_holds_the_code(actor, intake), _under_way(intake))


def may_note_late(actor: Actor, intake: Intake) -> Decision:
    waits = YES if intake.contacted_at is None and intake.state in UNDER_WAY else no(ENDED)
    return first_no(YES if actor.is_system else no("Det här gör Brygga själv när tiden är ute."), waits)


def may_erase(actor: Actor, intake: Intake) -> Decision:
    """When the time in the routine is out, and nobody was registered: what became a case follows the case."""
    if not actor.is_system:
        return no("Det här gör Brygga själv när tiden är ute.")
    if intake.person_id or intake.erased_at or intake.state in UNDER_WAY:
        return no("Det är redan raderat, pågår eller har blivit ett ärende.")
    out = intake.erase_at is not None and intake.erase_at < clock.now()
    return YES if out else no("Tiden är inte ute.")
