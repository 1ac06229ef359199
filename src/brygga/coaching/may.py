"""May they? Places are handed out by the function that the routine names; the rest by whoever works in the team."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import in_force
from brygga.coaching.models import Activity, ActivitySession, Enrolment, Participation
from brygga.coaching.states import IN_QUEUE, Form, State
from brygga.coordinations.may import door_is_open
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.people.models import Case, Person
from brygga.requests.models import Request
from brygga.requests.states import RequestState
from brygga.routines.coaching import Coaching
from brygga.routines.loading import routine
from brygga.rules.ages import age_on
from brygga.rules.coaching import Room
from brygga.rules.powers import Power

WORKS = frozenset({Power.CASES, Power.LEAD, Power.DISTRIBUTE})
NOT_HERE = "Det här gör den som arbetar i teamet."
NO_TEAM = "Enheten är inget coachingteam."
NOT_QUEUED = "Personen står inte i kö."
NOT_ENROLLED = "Personen är inte inskriven."
NOT_YOURS = "Det är bara den det gäller, eller den som får svara i dennes ställe, som svarar här."
NO_CONSENT = "Personens samtycke gäller inte längre. Fråga personen igen, eller öppna ett eget ärende med personens ja."
NO_SEATS = "Aktiviteten är full. Ingen plats finns kvar."


def team_of(unit: Unit) -> Coaching | None:
    """The coaching team that the unit is, by the routine of its place today."""
    return routine(unit.organisation.place).coaching_for(unit.kind, clock.today())


def room_in(unit_id: object, rule: Coaching, besides: Enrolment | None = None) -> Room:
    """How many the team has, and has offered, apart from one."""
    rows = Enrolment.objects.unrestricted(because="places are counted whoever has them").filter(unit_id=unit_id)
    rows = rows.exclude(pk=besides.pk) if besides else rows
    counted = rows.aggregate(
        enrolled=Count("pk", filter=Q(state=State.ENROLLED)), offered=Count("pk", filter=Q(state=State.OFFERED))
    )
    return Room(rule.low, rule.high, counted["enrolled"], counted["offered"])


def _there(actor: Actor, unit_id: object) -> Decision:
    works = actor.is_staff and unit_id in actor.reads | actor.distributes and actor.powers & WORKS
    return YES if works else no(NOT_HERE)


def hands_out(actor: Actor, enrolment: Enrolment) -> Decision:
    if _there(actor, enrolment.unit_id) and actor.powers & {enrolment.rule.to_power, Power.LEAD}:
        return YES
    return no("Platserna delas ut av den som rutinen säger. Fråga teamets koordinator.")


def _in_queue(enrolment: Enrolment) -> Decision:
    return YES if enrolment.state in IN_QUEUE else no(NOT_QUEUED)


def is_enrolled(enrolment: Enrolment) -> Decision:
    return YES if enrolment.state == State.ENROLLED else no(NOT_ENROLLED)


def _answers(actor: Actor, enrolment: Enrolment) -> Decision:
    return YES if enrolment.person_id in actor.speaks_for else no(NOT_YOURS)


def in_target(rule: Coaching, person: Person, on: date) -> Decision:
    """By whole years; one whose day of birth is not known is not turned away for it."""
    if person.born is None:
        return YES
    age = age_on(person.born, on)
    outside = age < rule.youngest or (rule.oldest and age > rule.oldest)
    return no(f"{rule.term} är för den som är {rule.ages}.") if outside else YES


def has_case(enrolment: Enrolment) -> bool:
    cases = Case.objects.unrestricted(because="whether the team has a case of its own").open()
    return bool(cases.filter(unit_id=enrolment.unit_id, person_id=enrolment.person_id).exists())


def ground(enrolment: Enrolment) -> Decision:
    """The person has let the team in: by a case of its own, or by the consent that opens the coordination to it."""
    if has_case(enrolment):
        return YES
    about = enrolment.coordination
    return YES if about and door_is_open(about, enrolment.unit_id) else no(NO_CONSENT)


def may_queue(actor: Actor, case: Case) -> Decision:
    """From the team's own case; who comes by a request stands in the queue from the moment it is sent."""
    rule = team_of(case.unit)
    if rule is None:
        return no(NO_TEAM)
    closed = no("Ärendet är avslutat. Öppna det igen först.") if case.closed_on else YES
    return first_no(_there(actor, case.unit_id), closed, in_target(rule, case.person, clock.today()))


def may_stand_in_queue(actor: Actor, request: Request) -> Decision:
    """What follows of itself when a request is sent to the team."""
    return YES if request.state == RequestState.SENT else no("Förfrågan är redan besvarad.")


def may_assess(actor: Actor, enrolment: Enrolment) -> Decision:
    return first_no(_there(actor, enrolment.unit_id), _in_queue(enrolment))


def may_offer(actor: Actor, enrolment: Enrolment) -> Decision:
    waits = (
        YES if enrolment.state == State.WAITING else no("Personen har redan fått ett erbjudande, eller står inte i kö.")
    )
    assessed = YES if enrolment.priority else no("Bedöm först vilken grupp personen hör till.")
    fits = in_target(enrolment.rule, enrolment.person, clock.today())
    return first_no(hands_out(actor, enrolment), waits, assessed, fits, ground(enrolment))


def may_enrol(actor: Actor, enrolment: Enrolment) -> Decision:
    assessed = YES if enrolment.priority else no("Bedöm först vilken grupp personen hör till.")
    fits = in_target(enrolment.rule, enrolment.person, clock.today())
    return first_no(hands_out(actor, enrolment), _in_queue(enrolment), assessed, fits, ground(enrolment))


def there_is_room(actor: Actor, enrolment: Enrolment, why: str) -> Decision:
    """Above the most only by the function that may, with a reason."""
    rule = enrolment.rule
    if not room_in(enrolment.unit_id, rule, enrolment).is_full:
        return YES
    if rule.over_power is None or not actor.has(rule.over_power):
        return no(f"Alla {rule.high} platser är tagna. Personen står kvar i kön tills någon slutar.")
    return YES if why.strip() else no(f"Alla {rule.high} platser är tagna. Skriv varför ni går över.")


def may_note_contact(actor: Actor, enrolment: Enrolment) -> Decision:
    return first_no(_there(actor, enrolment.unit_id), _in_queue(enrolment))


def may_leave_queue(actor: Actor, enrolment: Enrolment) -> Decision:
    if actor.is_person:
        return first_no(_answers(actor, enrolment), _in_queue(enrolment))
    return first_no(_there(actor, enrolment.unit_id), _in_queue(enrolment))


def may_step_out(actor: Actor, enrolment: Enrolment) -> Decision:
    """Done when a consent closes, by whoever closed it."""
    return _in_queue(enrolment)


def may_say_yes(actor: Actor, enrolment: Enrolment) -> Decision:
    offered = YES if enrolment.state == State.OFFERED else no("Ingen plats är erbjuden nu.")
    said = no("Du har redan tackat ja.") if enrolment.said_yes_at else YES
    return first_no(_answers(actor, enrolment), offered, said)


def may_change_coach(actor: Actor, enrolment: Enrolment) -> Decision:
    return first_no(_there(actor, enrolment.unit_id), is_enrolled(enrolment))


def may_record(actor: Actor, enrolment: Enrolment) -> Decision:
    return first_no(_there(actor, enrolment.unit_id), is_enrolled(enrolment))


def may_end(actor: Actor, enrolment: Enrolment) -> Decision:
    if actor.is_person:
        way = YES if enrolment.rule.own_way_out(clock.today()) else no("Tala med din coach om du vill sluta.")
        return first_no(_answers(actor, enrolment), is_enrolled(enrolment), way)
    return first_no(_there(actor, enrolment.unit_id), is_enrolled(enrolment))


def can_coach(assignment: Assignment, unit_id: object, on: date) -> Decision:
    """Somebody who works with cases at the team that day."""
    held = Assignment.objects.filter(in_force(on), pk=assignment.pk, unit_id=unit_id, staff__left_on=None)
    powers = routine(assignment.unit.organisation.place).function(assignment.function).powers
    return YES if Power.CASES in powers and held.exists() else no("Välj någon som arbetar i teamet nu.")


def may_add_activity(actor: Actor, unit: Unit) -> Decision:
    """BOR-06: the team itself, or an administrator of its organisation."""
    if unit.closed_on or unit.organisation.closed_on or team_of(unit) is None:
        return no(NO_TEAM)
    administers = actor.has(Power.ADMINISTER) and actor.organisation_id == unit.organisation_id
    return YES if administers else _there(actor, unit.pk)


def may_close_activity(actor: Actor, activity: Activity) -> Decision:
    administers = actor.has(Power.ADMINISTER) and actor.organisation_id == activity.unit.organisation_id
    who = YES if administers and activity.form == Form.GROUP else _there(actor, activity.unit_id)
    return first_no(who, no("Aktiviteten är redan avslutad.") if activity.closed_on else YES)


def may_join(actor: Actor, activity: Activity) -> Decision:
    """A team that has enrolled somebody puts them in a group of its own place, or in its own activities."""
    if activity.closed_on:
        return no("Aktiviteten är avslutad.")
    if not actor.is_staff or not actor.powers & WORKS:
        return no(NOT_HERE)
    same_place = activity.unit.organisation.place == actor.place and activity.form == Form.GROUP
    return YES if same_place or _there(actor, activity.unit_id) else no("Aktiviteten hör till ett annat team.")


def free_seats(activity: Activity) -> int:
    taken = Participation.objects.unrestricted(because="a seat is taken whoever has it").going_on()
    return int(activity.seats - taken.filter(activity=activity).count())


def may_leave_activity(actor: Actor, participation: Participation) -> Decision:
    ended = no("Personen har redan slutat.") if participation.until else YES
    if actor.is_person:
        return first_no(_answers(actor, participation.enrolment), ended)
    return first_no(_there(actor, participation.enrolment.unit_id), ended)


def may_note_presence(actor: Actor, session: ActivitySession) -> Decision:
    """When it has begun; each team of those it has there."""
    if not ActivitySession.objects.visible_to(actor).filter(pk=session.pk).exists() or not actor.is_staff:
        return no(NOT_HERE)
    if session.cancelled_at:
        return no("Tillfället är inställt.")
    return YES if session.has_begun(clock.now()) else no("Närvaro skrivs in när tillfället har börjat.")


def may_cancel_session(actor: Actor, session: ActivitySession) -> Decision:
    if session.cancelled_at:
        return no("Tillfället är redan inställt.")
    begun = no("Tillfället har redan varit.") if session.has_begun(clock.now()) else YES
    return first_no(_there(actor, session.activity.unit_id), begun)
