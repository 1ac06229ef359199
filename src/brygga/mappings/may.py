"""May they? A mapping is the unit's own work; what others read of it follows the person's consent."""

from __future__ import annotations

from collections.abc import Iterable

from brygga.consents.models import Consent
from brygga.coordinations.may import may_work
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.mappings.models import Mapping, MappingCopy
from brygga.mappings.states import SENT_WAYS
from brygga.people.models import InformationWay, Person

NOT_OURS = "Bara enheten som håller i samtalet skriver i det."
NO_PERSON = "Enheten har inget eget ärende om personen än. Ta emot personen på enhetens del i samordningen först."


def may_start(actor: Actor, coordination: Coordination) -> Decision:
    return may_work(actor, coordination)


def may_write(actor: Actor, mapping: Mapping) -> Decision:
    if mapping.unit_id not in actor.reads:
        return no(NOT_OURS)
    return may_work(actor, mapping.coordination)


def may_finish(actor: Actor, mapping: Mapping) -> Decision:
    return first_no(no("Samtalet är redan klart.") if mapping.finished_at else YES, may_write(actor, mapping))


def may_link(actor: Actor, mapping: Mapping) -> Decision:
    return may_write(actor, mapping)


def may_link_consent(mapping: Mapping, consent: Consent) -> Decision:
    """What the unit itself took, from the person whom the talk is about."""
    same = consent.unit_id == mapping.unit_id and consent.person_id == mapping.person_id
    return YES if same else no("Samtycket hör inte till samtalet.")


def may_deliver(actor: Actor, mapping: Mapping) -> Decision:
    return first_no(no(NO_PERSON) if mapping.person_id is None else YES, may_write(actor, mapping))


def may_hand_over(actor: Actor, copy: MappingCopy) -> Decision:
    return first_no(no("Kopian är redan lämnad.") if copy.given_at else YES, may_write(actor, copy.mapping))


def can_be_reached(person: Person, ways: Iterable[str]) -> Decision:
    """By mail and SMS only who has an address there, and nobody with protected identity."""
    reach = {InformationWay.MAIL: person.email, InformationWay.SMS: person.phone}
    missing = {InformationWay.MAIL: "någon e-postadress", InformationWay.SMS: "något telefonnummer"}
    for way in SENT_WAYS:
        if way.value not in ways:
            continue
        if person.protection:
            return no(f"Personen har skyddade uppgifter. Välj ett annat sätt än {way.label.lower()}.")
        if not reach[way]:
            return no(f"Det finns inte {missing[way]} till personen. Skriv in det på personens sida, eller välj annat.")
    return YES
