"""May they? Refusals say what to do instead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from brygga.agencies.may import within_another
from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import in_force
from brygga.consents.models import COORDINATION, Disclosure
from brygga.coordinations.models import Coordination, Engagement, Entry, open_engagements
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.people.models import Case
from brygga.routines.loading import routine
from brygga.rules.powers import Power
from brygga.rules.words import in_sentence

WORKS = frozenset({Power.CASES, Power.COORDINATE})
NOT_WORKING = "Det här görs av den som arbetar med enhetens ärenden."
NOT_ENGAGED = "Din enhet är inte med i samordningen."
CLOSED = "Samordningen är avslutad."
NO_WHY = "Skriv varför ni väljer ett annat nästa steg än det föreslagna."


def _works(actor: Actor) -> Decision:
    return YES if actor.powers & WORKS else no(NOT_WORKING)


def _open(coordination: Coordination) -> Decision:
    return no(CLOSED) if coordination.closed_on else YES


def own_part(actor: Actor, coordination: Coordination, matter: str = COORDINATION) -> Engagement | None:
    """The engagement through which the actor takes part, if its door is open."""
    mine = open_engagements(actor, matter).filter(coordination=coordination)
    return next(iter(sorted(mine, key=lambda part: part.unit_id != actor.unit_id)), None)


def door_is_open(coordination: Coordination, unit_id: UUID, matter: str = COORDINATION) -> bool:
    """Whether the unit may read the coordination once it is engaged."""
    if unit_id == coordination.unit_id:
        return True
    disclosures = Disclosure.objects.unrestricted(because="the door of a coordination is tested")
    return disclosures.in_force(clock.today(), matter).filter(stream_id=coordination.pk, to_unit_id=unit_id).exists()  # type: ignore[no-any-return]


def may_work(actor: Actor, coordination: Coordination) -> Decision:
    """Write in the coordination: staff who work with cases, at a unit that takes part."""
    if not actor.is_staff or own_part(actor, coordination) is None:
        return no(NOT_ENGAGED)
    return first_no(_works(actor), _open(coordination))


def may_open(actor: Actor, case: Case) -> Decision:
    if case.unit_id not in actor.reads:
        return no("Samordning öppnas från enhetens eget ärende.")
    if case.closed_on:
        return no("Ärendet är avslutat. Öppna ärendet igen först.")
    mine = Coordination._base_manager.filter(person_id=case.person_id, unit_id=case.unit_id, closed_on=None)
    return first_no(_works(actor), no("Enheten har redan en öppen samordning för personen.") if mine.exists() else YES)


def may_open_when_asked(actor: Actor, case: Case) -> Decision:
    """The person asks the unit that has their case to begin; once, while none is open."""
    if case.person_id not in actor.speaks_for:
        return no("Det är bara den det gäller, eller den som får svara i dennes ställe, som ber om det här.")
    if case.closed_on:
        return no("Ditt ärende är avslutat. Ring enheten, så hjälper de dig.")
    begun = getattr(case, "is_coordinated", None)
    if begun is None:
        there = Coordination._base_manager.filter(person_id=case.person_id, unit_id=case.unit_id, closed_on=None)
        begun = there.exists()
    return no("Det finns redan en samordning. Be om en SIP där.") if begun else YES


def may_engage(actor: Actor, coordination: Coordination) -> Decision:
    """Those who take part, and those who receive for or lead a unit that has been let in (tested per unit)."""
    return _open(coordination)


def may_engage_unit(actor: Actor, coordination: Coordination, unit: Unit) -> Decision:
    own = unit.pk in actor.reads | actor.distributes
    if not own and not may_work(actor, coordination):
        return no(NOT_ENGAGED)
    if not door_is_open(coordination, unit.pk):
        return no(f"{unit.name} kan inte vara med: personens samtycke omfattar inte enheten nu.")
    return YES


def may_let_in(actor: Actor, coordination: Coordination) -> Decision:
    return may_work(actor, coordination)


def may_change_part(actor: Actor, engagement: Engagement) -> Decision:
    """Standing and role are said by the unit itself."""
    if engagement.unit_id not in actor.reads:
        return no("Bara enheten själv beskriver sin del.")
    ended = no("Enhetens del är avslutad.") if engagement.ended_on else YES
    return first_no(_works(actor), ended)


def may_appoint(actor: Actor, engagement: Engagement) -> Decision:
    """Those who lead or distribute; a caseworker takes an unclaimed one, or hands over their own."""
    if engagement.ended_on:
        return no("Enhetens del är avslutad.")
    if engagement.unit_id not in actor.reads | actor.distributes:
        return no("Handläggare utses av enheten själv.")
    if actor.powers & {Power.LEAD, Power.DISTRIBUTE}:
        return YES
    if actor.has(Power.CASES) and engagement.caseworker_id in (None, actor.assignment_id):
        return YES
    return no("Enheten har redan en ansvarig handläggare. Chefen kan byta.")


def can_be_caseworker(assignment: Assignment, unit_id: UUID, on: date) -> Decision:
    """A function at the unit that works with cases, held that day."""
    held = Assignment.objects.filter(in_force(on), pk=assignment.pk, unit_id=unit_id, staff__left_on=None)
    place = assignment.unit.organisation.place
    if held.exists() and Power.CASES in routine(place).function(assignment.function).powers:
        return YES
    return no("Välj någon som arbetar med enhetens ärenden.")


def may_take_on(actor: Actor, engagement: Engagement) -> Decision:
    if engagement.case_id:
        return no("Enheten har redan ett eget ärende.")
    if not door_is_open(engagement.coordination, engagement.unit_id):
        return no("Samtycket gäller inte längre, så personen kan inte tas emot härifrån.")
    return may_change_part(actor, engagement)


def may_shut_out(actor: Actor, engagement: Engagement) -> Decision:
    """Done when a consent closes, or when units leave together, by whoever did that."""
    return no("Enhetens del är redan avslutad.") if engagement.ended_on else YES


#: Why a coordination may not be closed now, said by the rooms above; an empty text when they have nothing against it.
_hindrances: list[Callable[[Coordination], str]] = []


def before_closing(hindrance: Callable[[Coordination], str]) -> None:
    if hindrance not in _hindrances:
        _hindrances.append(hindrance)


def may_close(actor: Actor, coordination: Coordination) -> Decision:
    if coordination.unit_id not in actor.reads:
        return no("Samordningen avslutas av enheten som öppnade den.")
    still = no("Andra enheter är fortfarande med. Avsluta tillsammans.") if others_in(coordination).exists() else YES
    plain = first_no(_works(actor), _open(coordination), still)
    return plain and first_no(*(no(why) for hindrance in _hindrances if (why := hindrance(coordination))))


def may_reopen(actor: Actor, coordination: Coordination) -> Decision:
    """The unit that opened it, from a case that is open; one at a time as when it is opened."""
    if coordination.unit_id not in actor.reads:
        return no("Samordningen öppnas igen av enheten som öppnade den.")
    if not coordination.closed_on:
        return no("Samordningen är öppen.")
    case = Case._base_manager.filter(person_id=coordination.person_id, unit_id=coordination.unit_id, closed_on=None)
    found = case.first()
    return may_open(actor, found) if found else no("Ärendet är avslutat. Öppna ärendet igen först.")


def others_in(coordination: Coordination) -> QuerySet[Any]:
    """Engagements of other units than the one that opened it."""
    return Engagement._base_manager.filter(coordination=coordination, ended_on=None).exclude(
        unit_id=coordination.unit_id
    )


def may_choose_next_step(actor: Actor, coordination: Coordination) -> Decision:
    return may_work(actor, coordination)


def may_set_coordinator(actor: Actor, coordination: Coordination) -> Decision:
    """Those who work in it, and who leads the unit that opened it."""
    if actor.has(Power.LEAD) and coordination.unit_id in actor.reads:
        return _open(coordination)
    return may_work(actor, coordination)


def may_pass_on(actor: Actor, coordination: Coordination) -> Decision:
    by = YES if actor.is_system else no("Det här gör Brygga när ansvaret har gått över.")
    return first_no(by, _open(coordination))


def may_take_over(actor: Actor, coordination: Coordination) -> Decision:
    return within_another(actor)


def can_hold(coordination: Coordination, unit: Unit) -> Decision:
    """A unit of the same organisation, with a case of its own, that may know all that the others tell each other."""
    if unit.organisation_id != coordination.unit.organisation_id:
        return no("Samordningen hålls av den organisation som öppnade den.")
    parts = Engagement._base_manager.filter(coordination=coordination, ended_on=None).exclude(
        unit_id=coordination.unit_id
    )
    if not any(part.unit_id == unit.pk and part.case_id for part in parts):
        return no(f"{unit.name} har inget eget ärende i samordningen.")
    others = {part.unit_id for part in parts} - {unit.pk}
    matters = routine(coordination.place).matters_on(clock.today())
    if all(_told_as_much(coordination, unit.pk, others, matter.key) for matter in matters):
        return YES
    return no(f"{unit.name} får inte veta allt som de andra talar om. Fråga personen om samtycke till det.")


def _told_as_much(coordination: Coordination, unit_id: UUID, others: set[UUID], matter: str) -> bool:
    opened = Disclosure.objects.unrestricted(because="who is told of a matter, before somebody else holds it together")
    told = set(
        opened.in_force(clock.today(), matter).filter(stream_id=coordination.pk).values_list("to_unit_id", flat=True)
    )
    return unit_id in told or not told & others


def may_share(actor: Actor, coordination: Coordination) -> Decision:
    return may_work(actor, coordination)


def may_share_matter(actor: Actor, coordination: Coordination, matter: str) -> Decision:
    return _shut(coordination, matter) if own_part(actor, coordination, matter) is None else YES


def _shut(coordination: Coordination, matter: str) -> Decision:
    term = routine(coordination.place).matter(matter).term
    return no(f"Personens samtycke låter inte din enhet dela något om {in_sentence(term)}.")


def may_correct(actor: Actor, entry: Entry) -> Decision:
    """The correction is shared like the note, so the unit must still be let in to its matter."""
    if entry.unit_id not in actor.reads:
        return no("Bara enheten som skrev anteckningen rättar den.")
    corrected = Entry._base_manager.filter(corrects=entry).exists()
    open_to_us = open_engagements(actor, entry.matter).filter(
        coordination_id=entry.coordination_id, unit_id=entry.unit_id
    )
    return first_no(
        may_work(actor, entry.coordination),
        no("Anteckningen är redan rättad. Rätta den nyare.") if corrected else YES,
        YES if open_to_us.exists() else _shut(entry.coordination, entry.matter),
    )


def may_read_inbox(actor: Actor, unit: Unit) -> Decision:
    return YES if unit.pk == actor.unit_id else no("Det är inte din inkorg.")


def may_erase(actor: Actor, coordination: Coordination) -> Decision:
    """MAL-06: only what was never registered anywhere can be erased like this."""
    if not coordination.exploratory:
        return no("Bara en förutsättningslös kontakt kan raderas. Avsluta samordningen i stället.")
    taken = others_in(coordination).filter(case__exploratory=False).exists()
    registered = no("En enhet har registrerat personen. Avsluta samordningen i stället.") if taken else YES
    return first_no(may_work(actor, coordination), registered)
