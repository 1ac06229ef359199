"""Writing up a contact, in a coordination or before one, and correcting it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from brygga.agencies.models import Unit
from brygga.consents.models import Disclosure
from brygga.contacts import may
from brygga.contacts.acts.telling import Law, open_to
from brygga.contacts.models import ContactCorrection, ContactParty, LoggedContact
from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.clock import day_of
from brygga.core.saving import create
from brygga.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What was said when a contact was written up, already clean."""

    kind: str
    matter: str
    held_on: date
    about: str
    with_whom: str = ""
    person_was_there: bool = False


@act("contacts.log", may=may.may_log, told_as="{by} skrev upp en kontakt", in_feed=False)
def log_contact(
    person: Person, *, by: Actor, at: datetime, held: Held, to_units: Iterable[Unit], law: Law | None = None
) -> LoggedContact:
    """Before a coordination: the units it was with may read this, and nothing else."""
    unit, others = Unit.objects.get(pk=by.unit_id), list(to_units)
    insist(may.is_with_another(unit, others))
    contact = _written(person, unit, None, held, by, at)
    for other in others:
        if law is None:
            insist(may.may_tell(person, unit, other, held.matter, held.held_on))
        consent = None if law else may.telling(person, unit, other, held.matter, day_of(at))
        _party(contact, other, open_to(person, contact.pk, unit, other, by=by, consent=consent, law=law))
    return contact


@act("contacts.log_shared", may=may.may_log_in, told_as="{by} skrev upp en kontakt: {kind_term}")
def log_shared_contact(
    coordination: Coordination, *, by: Actor, at: datetime, held: Held, to_units: Iterable[Unit]
) -> LoggedContact:
    """In a coordination: read by those who are in it about that matter."""
    part, others = own_part(by, coordination, held.matter), list(to_units)
    if part is None:
        raise NotAllowed("Personens samtycke låter inte din enhet dela något om det. Välj en annan fråga.")
    insist(may.is_with_another(part.unit, others))
    contact = _written(coordination.person, part.unit, coordination, held, by, at)
    for other in others:
        insist(may.may_tell_in(coordination, part.unit_id, other, held.matter, held.held_on))
        let_in = part.unit_id if other.pk == coordination.unit_id else other.pk
        ground = may.door(coordination, let_in, held.matter, day_of(at))
        assert ground is not None
        _party(contact, other, ground)
    return contact


def _written(
    person: Person, unit: Unit, coordination: Coordination | None, held: Held, by: Actor, at: datetime
) -> LoggedContact:
    place, about = unit.organisation.place, held.about.strip()
    there = held.person_was_there
    insist(may.holds_together(place, held.kind, held.held_on, day_of(at), person_was_there=there, about=about))
    if held.matter not in dict(may.matters_of(place)):
        raise NotAllowed("Välj vad kontakten handlade om.")
    facts: dict[str, Any] = {"kind": held.kind, "matter": held.matter, "held_on": held.held_on, "about": about}
    return create(
        LoggedContact,
        place=place,
        person=person,
        unit=unit,
        coordination=coordination,
        with_whom=held.with_whom.strip(),
        person_was_there=there,
        written_by=by.label,
        written_at=at,
        **facts,
    )


def _party(contact: LoggedContact, other: Unit, ground: Disclosure) -> None:
    create(ContactParty, contact=contact, unit=other, disclosure=ground)


@act("contacts.correct", may=may.may_correct, told_as="{by} rättade en kontakt")
def correct_contact(contact: LoggedContact, *, by: Actor, at: datetime, text: str) -> LoggedContact:
    """What was written stands; the correction stands beneath it."""
    create(ContactCorrection, contact=contact, text=text.strip(), written_by=by.label, written_at=at)
    return contact
