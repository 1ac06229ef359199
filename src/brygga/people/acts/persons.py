"""Acts on what is known of a person: details, identity numbers, protection."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.saving import change, create
from brygga.core.secrets import blind_index
from brygga.core.traces import log_reading
from brygga.people import may
from brygga.people.acts.representatives import guardians_follow
from brygga.people.models import InformationWay, Opening, Person, PersonIdentity, Protection
from brygga.people.sorting import sort_of
from brygga.rules.identity_numbers import IdentityNumber

#: How long protected details stay open to the one who opened them.
OPEN_FOR = timedelta(minutes=15)
SHORTEST_REASON = 10

RANK = [Protection.NONE.value, Protection.MARKED.value, Protection.REGISTERED_ELSEWHERE.value]


@act("people.correct_person", may=may.may_change_person, told_as="{by} ändrade personens uppgifter")
def correct_person(
    person: Person,
    *,
    by: Actor,
    given_name: str,
    family_name: str,
    born: date | None = None,
    interpreter: str = "",
    information_ways: list[str] | tuple[str, ...] = (),
    address: str = "",
    phone: str = "",
    email: str = "",
    at: datetime,
) -> Person:
    check_ways(information_ways)
    before = person.born
    corrected = change(
        person,
        given_name=given_name,
        family_name=family_name,
        sort=sort_of(given_name, family_name, person.protection),
        born=check_born(born, at),
        interpreter=interpreter,
        information_ways=list(information_ways),
        address=address,
        phone=phone,
        email=email,
    )
    if corrected.born != before:
        guardians_follow(corrected, before)
    return corrected


@act(
    "people.choose_ways", may=may.may_choose_ways, told_as="{by} skrev hur personen vill få information", in_feed=False
)
def choose_ways(person: Person, *, by: Actor, information_ways: list[str] | tuple[str, ...]) -> Person:
    """Only how the person wants to be told (KAR-02)."""
    check_ways(information_ways)
    return change(person, information_ways=list(information_ways))


@act("people.change_identity", may=may.may_change_person, told_as="{by} registrerade ett nytt identitetsnummer")
def change_identity(person: Person, *, by: Actor, identity: IdentityNumber, since: date) -> PersonIdentity:
    """The person has got another number; the earlier ones stay in the history and still lead here."""
    earlier = _numbers(person)
    own = earlier.filter(index=_index(identity)).first()
    for row in earlier.filter(until=None).exclude(index=_index(identity)):
        change(row, until=max(row.since, since))
    if own is None:
        return add_identity(person, identity, since=since)
    return change(own, until=None)


@act("people.correct_identity", may=may.may_change_person, told_as="{by} rättade identitetsnumret")
def correct_identity(person: Person, *, by: Actor, identity: IdentityNumber) -> PersonIdentity:
    """The number was wrong from the start: it belongs to somebody else and must not lead here."""
    current = _numbers(person).filter(until=None).order_by("-since", "-pk").first()
    if current is None:
        raise NotAllowed("Personen har inget nummer att rätta. Lägg till ett nytt nummer i stället.")
    if current.index == _index(identity):
        raise NotAllowed("Det är samma nummer som redan är registrerat.")
    since = current.since
    _numbers(person).filter(pk=current.pk).delete()
    return add_identity(person, identity, since=since)


@act("people.raise_protection", may=may.may_raise_protection, told_as="{by} registrerade skyddade personuppgifter")
def raise_protection(person: Person, *, by: Actor, protection: str, at: datetime) -> Person:
    """From this moment the details are closed to everyone, also to those who had just opened them."""
    if RANK.index(protection) <= RANK.index(person.protection):
        raise NotAllowed("Personen har redan det skyddet.")
    return raise_to(person, protection, at)


@act("people.lift_protection", may=may.may_lift_protection, told_as="{by} tog bort skyddet")
def lift_protection(person: Person, *, by: Actor, reason: str) -> Person:
    check_reason(reason)
    log_reading(by, what="Skyddet borttaget", person_id=person.pk, why=reason)
    return change(person, protection="", sort=sort_of(person.given_name, person.family_name, ""))


@act("people.open_protected", may=may.may_open_protected, told_as="{by} öppnade skyddade uppgifter")
def open_protected(person: Person, *, by: Actor, reason: str, at: datetime) -> Opening:
    """For a quarter of an hour, in this assignment, for a reason that the log keeps."""
    check_reason(reason)
    assert by.assignment_id is not None
    log_reading(by, what="Skyddade uppgifter öppnade", person_id=person.pk, why=reason)
    return create(
        Opening, person=person, assignment_id=by.assignment_id, reason=reason, opened_at=at, closes_at=at + OPEN_FOR
    )


def add_identity(person: Person, identity: IdentityNumber, *, since: date) -> PersonIdentity:
    return create(
        PersonIdentity,
        person=person,
        organisation_id=person.organisation_id,
        kind=identity.kind.value,
        number=identity.normalised,
        index=_index(identity),
        since=since,
    )


def raise_to(person: Person, protection: str, at: datetime) -> Person:
    """At least this protection; a stronger one stays."""
    if RANK.index(protection) <= RANK.index(person.protection):
        return person
    openings = Opening.objects.unrestricted(because="protection takes effect at once")
    openings.filter(person=person, closes_at__gt=at).update(closes_at=at)
    return change(person, protection=protection, sort=sort_of(person.given_name, person.family_name, protection))


def check_ways(ways: Iterable[str]) -> None:
    if unknown := set(ways) - set(InformationWay.values):
        raise NotAllowed(f"Okänt sätt att ge information: {', '.join(sorted(unknown))}.")


def check_born(born: date | None, at: datetime) -> date | None:
    if born and born > clock.day_of(at):
        raise NotAllowed("Födelsedagen ligger i framtiden. Kontrollera datumet.")
    return born


def check_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise NotAllowed("Skriv varför du behöver uppgifterna, så att den som granskar loggen förstår.")


def _numbers(person: Person) -> QuerySet[PersonIdentity]:
    rows: QuerySet[PersonIdentity] = PersonIdentity.objects.unrestricted(
        because="the numbers of a person the act holds"
    )
    return rows.filter(person=person)


def _index(identity: IdentityNumber) -> bytes:
    return blind_index(identity.normalised, "identity")
