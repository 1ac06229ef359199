"""Acts on those who speak for a person."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.saving import change, create
from brygga.core.secrets import blind_index
from brygga.people import may
from brygga.people.models import Person, Representative, RepresentativeKind
from brygga.rules.ages import OF_AGE, age_on, birthday
from brygga.rules.identity_numbers import IdentityNumber


@act("people.add_representative", may=may.may_change_person, told_as="{by} lade till en företrädare")
def add_representative(
    person: Person,
    *,
    by: Actor,
    kind: str,
    name: str,
    mandate: str = "",
    phone: str = "",
    email: str = "",
    identity: IdentityNumber | None = None,
    may_consent: bool = False,
    since: date,
    until: date | None = None,
    at: datetime,
) -> Representative:
    """A guardian speaks until the day the child comes of age; a relative without mandate consents to nothing."""
    if kind == RepresentativeKind.RELATIVE and may_consent:
        raise NotAllowed("En närstående kan inte lämna samtycke. Har personen en fullmakt: välj Ombud med fullmakt.")
    if kind == RepresentativeKind.GUARDIAN:
        until = _guardian_until(person, until, at)
    if until and until < since:
        raise NotAllowed("Uppdraget kan inte sluta före det börjar.")
    return create(
        Representative,
        person=person,
        kind=kind,
        name=name,
        mandate=mandate,
        phone=phone,
        email=email,
        index=blind_index(identity.normalised, "identity") if identity else None,
        may_consent=may_consent,
        since=since,
        until=until,
    )


@act(
    "people.change_representative", may=may.may_change_representative, told_as="{by} ändrade en företrädares uppgifter"
)
def change_representative(
    representative: Representative, *, by: Actor, name: str, mandate: str = "", phone: str = "", email: str = ""
) -> Representative:
    return change(representative, name=name, mandate=mandate, phone=phone, email=email)


@act("people.end_representative", may=may.may_change_representative, told_as="{by} avslutade en företrädares uppdrag")
def end_representative(representative: Representative, *, by: Actor, until: date) -> Representative:
    """The last day; what they have consented to stands until it is withdrawn."""
    return change(representative, until=max(representative.since, until))


def guardians_follow(person: Person, before: date | None) -> None:
    """The birthday is another than was known: nobody is the guardian of someone of age, or too short a time."""
    if person.born is None:
        return
    last = _last_as_child(person.born)
    rows = Representative.objects.unrestricted(because="a guardian speaks until the child comes of age")
    for row in rows.filter(person=person, kind=RepresentativeKind.GUARDIAN):
        by_age = row.until is None or (before is not None and row.until == _last_as_child(before))
        if by_age or row.until > last:
            change(row, until=last)


def _last_as_child(born: date) -> date:
    return birthday(born, OF_AGE) - timedelta(days=1)


def _guardian_until(person: Person, until: date | None, at: datetime) -> date | None:
    if person.born is None:
        return until
    if age_on(person.born, clock.day_of(at)) >= OF_AGE:
        raise NotAllowed("Personen är myndig och har ingen vårdnadshavare. Välj ett annat slag av företrädare.")
    last = _last_as_child(person.born)
    return min(until, last) if until else last
