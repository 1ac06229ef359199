"""Persons as actors, as they are shown, and as they are found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from brygga.agencies.models import Unit
from brygga.agencies.queries import gone, in_force
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.secrets import blind_index
from brygga.core.sorting import word_starts
from brygga.people.may import live_opening
from brygga.people.models import Case, InformationWay, Person, PersonIdentity, Representative, RepresentativeKind
from brygga.rules.ages import OF_AGE, age_on
from brygga.rules.identity_numbers import IdentityNumber, InvalidIdentityNumber, Kind, find_identity_numbers, parse


@dataclass(frozen=True, slots=True)
class Number:
    """An identity number as it may be shown."""

    kind: str
    text: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """What `actor` may see of a person. Protected and not opened: no name, number, birthday or way to reach them.

    Through a coordination another organisation sees who it is, never the address or telephone that someone else holds.
    """

    pk: UUID
    name: str
    protection: str
    protected: bool
    open_until: datetime | None
    own: bool
    number: str
    numbers: tuple[Number, ...]
    born: date | None
    age: str
    is_child: bool
    address: str
    phone: str
    email: str
    interpreter: str
    information_ways: tuple[str, ...]
    died_on: date | None

    @property
    def hidden(self) -> bool:
        return self.protected and self.open_until is None


def shown(person: Person, actor: Actor) -> PersonView:
    """The person as this actor may see them now. Give only persons that the actor came to by something visible."""
    today = clock.today()
    opening = live_opening(actor, person) if person.protection and actor.is_staff else None
    own = Person.objects.visible_to(actor).filter(pk=person.pk).exists()
    hidden = bool(person.protection) and opening is None and not actor.is_person
    numbers = () if hidden else _numbers(person)
    age = age_on(person.born, today) if person.born and person.born <= today else None
    reach = own and not hidden
    return PersonView(
        pk=person.pk,
        name=person.name if hidden else person.full_name,
        protection=person.get_protection_display() if person.protection else "",
        protected=bool(person.protection),
        open_until=opening.closes_at if opening else None,
        own=own,
        number=next((n.text for n in numbers if n.until is None), ""),
        numbers=numbers,
        born=None if hidden else person.born,
        age="" if hidden or age is None else f"{age} år",
        is_child=age is not None and age < OF_AGE,
        address=person.address if reach else "",
        phone=person.phone if reach else "",
        email=person.email if reach else "",
        interpreter=person.interpreter,
        information_ways=tuple(str(InformationWay(way).label) for way in person.information_ways),
        died_on=person.died_on,
    )


def _numbers(person: Person) -> tuple[Number, ...]:
    rows = PersonIdentity.objects.unrestricted(because="the numbers of a person that the actor may see")
    found = rows.filter(person=person).order_by("-since", "-pk")
    return tuple(
        Number(Kind(row.kind).label, IdentityNumber(Kind(row.kind), row.number).formatted_long, row.since, row.until)
        for row in found
    )


def representatives(person: Person, on: date, reader: Actor | None = None) -> list[Representative]:
    """Those who speak for the person that day, guardians first. Protected: named to a `reader` who has opened it."""
    rows = Representative.objects.unrestricted(because="whoever sees the person sees who speaks for them")
    found = list(rows.filter(in_force(on), person=person))
    opened = bool(person.protection and reader and live_opening(reader, person))
    for row in found:
        row.person, row.is_open = person, opened
    order = list(RepresentativeKind)
    return sorted(found, key=lambda r: (order.index(RepresentativeKind(r.kind)), r.pk))


def lacks_guardian(person: Person, on: date, speaking: Iterable[Representative]) -> bool:
    """A child whose guardian is not registered."""
    is_child = person.born is not None and person.born <= on and age_on(person.born, on) < OF_AGE
    return is_child and not any(r.kind == RepresentativeKind.GUARDIAN for r in speaking)


# Finding. In case handling a municipal authority may search by name, identity number and case number only
# (15 § förordningen om behandling av personuppgifter inom socialtjänsten, SoLPuF). Brygga does so everywhere.


class Sought(StrEnum):
    NOTHING = "nothing"
    IDENTITY = "identity"
    CASE = "case"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """What was understood, and the persons. `fault` says why a number could not be read; it repeats no digits."""

    sought: Sought
    persons: QuerySet[Person]
    fault: str = ""


CASE_NUMBER = re.compile(r"(?:19|20)\d{2}-\d{5}")
SHORTEST_NAME = 2


def find(actor: Actor, text: str) -> Found:
    """Persons whom the actor's units have or had a case about, by name, identity number or case number.

    The rule for protected identities is strict: nobody finds them by name. By identity number or case number they
    are found, masked, by those whose unit has the case.
    """
    text = text.strip()
    seen = Person.objects.visible_to(actor) if actor.is_staff else Person.objects.visible_to(actor).none()
    if not text:
        return Found(Sought.NOTHING, seen.none())
    if CASE_NUMBER.fullmatch(text):
        cases = Case.objects.visible_to(actor).filter(number=text)
        return Found(Sought.CASE, seen.filter(pk__in=cases.values("person_id")))
    if looks_like_identity_number(text):
        return _find_by_number(seen, text)
    starts = word_starts(text)
    if sum(map(str.isalpha, text)) < SHORTEST_NAME or not starts:
        return Found(Sought.NAME, seen.none(), "Skriv minst två bokstäver i namnet.")
    named = Q()
    for pattern in starts:
        named &= Q(sort__regex=pattern)
    return Found(Sought.NAME, seen.filter(named, protection=""))


def looks_like_identity_number(text: str) -> bool:
    """Anything that could be one, also with a slip of the pen: it is treated as one and kept out of addresses."""
    if CASE_NUMBER.fullmatch(text.strip()):
        return False
    try:
        parse(text, on=clock.today())
    except InvalidIdentityNumber:
        return bool(find_identity_numbers(text)) or sum(map(str.isdigit, text)) >= 6
    return True


def _find_by_number(seen: QuerySet[Person], text: str) -> Found:
    try:
        number = parse(text, on=clock.today())
    except InvalidIdentityNumber as fault:
        return Found(Sought.IDENTITY, seen.none(), str(fault))
    rows = PersonIdentity.objects.unrestricted(because="a number is looked up among the persons the actor sees")
    holders = rows.filter(index=blind_index(number.normalised, "identity")).values("person_id")
    return Found(Sought.IDENTITY, seen.filter(pk__in=holders))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list: the name as shown, the number masked, the cases that the actor may see."""

    person: Person
    number: str
    cases: tuple[Case, ...]

    @property
    def note(self) -> str:
        held = [f"{case.number} {case.unit.name}" for case in self.cases]
        return ", ".join(filter(None, [self.number, *held]))


def rows_of(persons: list[Person], actor: Actor) -> list[PersonRow]:
    rows = PersonIdentity.objects.unrestricted(because="masked numbers of persons that the actor may see")
    current = rows.filter(person__in=[p for p in persons if not p.protection], until=None).order_by("since")
    numbers = {row.person_id: IdentityNumber(Kind(row.kind), row.number).masked for row in current}
    cases: dict[UUID, list[Case]] = {}
    mine = Case.objects.visible_to(actor).filter(person__in=persons).select_related("unit")
    for case in mine.order_by(F("closed_on").desc(nulls_first=True), "-pk"):
        cases.setdefault(case.person_id, []).append(case)
    return [PersonRow(p, numbers.get(p.pk, ""), tuple(cases.get(p.pk, ()))) for p in persons]


def cases_of(actor: Actor, *, mine: bool = False) -> QuerySet[Case]:
    """The open cases that the actor works with; `mine` are those they answer for."""
    rows = Case.objects.visible_to(actor).open().select_related("person", "unit", "caseworker__staff")
    found: QuerySet[Case] = rows.filter(caseworker_id=actor.assignment_id) if mine else rows
    return found


def left_cases(actor: Actor, on: date) -> QuerySet[Case]:
    """Open cases of the actor's units whose caseworker has left: nobody answers until another is appointed."""
    rows: QuerySet[Case] = cases_of(actor).filter(gone("caseworker", on), unit_id__in=actor.reads)
    return rows.order_by("pk")


def keeps_unit_open(unit: Unit) -> str:
    """Why the unit cannot close, or nothing: a case must have someone who can read it."""
    rows = Case.objects.unrestricted(because="a unit with open cases is not closed")
    return "Enheten har öppna ärenden. Avsluta dem först." if rows.open().filter(unit=unit).exists() else ""


def known_of_oneself(actor: Actor) -> dict[str, Any]:
    """What is known of somebody who has signed in as themself; nothing of those whom they represent."""
    if not actor.is_person or actor.represents:
        return {}
    person = Person.objects.visible_to(actor).filter(pk__in=actor.person_ids).order_by("-pk").first()
    if person is None:
        return {}
    number = next((number.text for number in _numbers(person) if number.until is None), "")
    return {
        "name": person.full_name,
        "born": person.born,
        "identity": number,
        "phone": person.phone,
        "interpreter": person.interpreter,
        "protected": bool(person.protection),
    }
