"""Acts on cases: registering a person at a unit, who answers for the case, and how it ends."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models.functions import Length

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import in_force
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.core.secrets import blind_index
from brygga.core.traces import log_reading
from brygga.people import may
from brygga.people.acts.persons import add_identity, check_born, check_ways, raise_to
from brygga.people.models import Case, Person, PersonIdentity
from brygga.people.sorting import sort_of
from brygga.routines.loading import routine
from brygga.rules.identity_numbers import IdentityNumber
from brygga.rules.powers import Power


@act("people.register_person", may=may.may_register, told_as="{by} registrerade en person")
def register_person(
    unit: Unit,
    *,
    by: Actor,
    given_name: str,
    family_name: str,
    identity: IdentityNumber | None = None,
    born: date | None = None,
    protection: str = "",
    interpreter: str = "",
    information_ways: list[str] | tuple[str, ...] = (),
    address: str = "",
    phone: str = "",
    email: str = "",
    caseworker: Assignment | None = None,
    exploratory: bool = False,
    at: datetime,
) -> Person:
    """The person as the organisation knows them, with a case at the unit.

    Whom the organisation knows already, by number, is that same person: what is stored stays, nothing is told of
    other units, and a protection that was typed is raised.
    """
    check_ways(information_ways)
    person = _known(unit.organisation_id, identity)
    if person is None:
        facts = {"interpreter": interpreter, "information_ways": list(information_ways)}
        reached = {"address": address, "phone": phone, "email": email}
        person = _new(unit, given_name, family_name, identity, born, protection, at, **facts, **reached)
    else:
        log_reading(by, what="Registrering", person_id=person.pk)
        if person.protection and caseworker and not may.hands_out_at(by, unit):
            caseworker = None
        raise_to(person, protection, at)
    if not _open_case_at(unit, person):
        open_case(person, by=by, unit=unit, caseworker=caseworker, exploratory=exploratory)
    return person


def _new(
    unit: Unit,
    given_name: str,
    family_name: str,
    identity: IdentityNumber | None,
    born: date | None,
    protection: str,
    at: datetime,
    **more: Any,
) -> Person:
    person = create(
        Person,
        organisation=unit.organisation,
        given_name=given_name,
        family_name=family_name,
        sort=sort_of(given_name, family_name, protection),
        born=check_born(born or (identity.born if identity else None), at),
        protection=protection,
        registered_at=at,
        **more,
    )
    if identity:
        add_identity(person, identity, since=day_of(at))
    return person


@act("people.open_case", may=may.may_open_case, told_as="{by} öppnade ett ärende")
def open_case(
    person: Person,
    *,
    by: Actor,
    unit: Unit,
    caseworker: Assignment | None = None,
    exploratory: bool = False,
    at: datetime,
) -> Case:
    if unit.pk not in by.reads or unit.organisation_id != person.organisation_id:
        raise NotAllowed("Ärenden öppnas av den som arbetar på enheten.")
    if caseworker:
        _check_caseworker(caseworker, unit, day_of(at))
    held = Unit.objects.select_for_update().get(pk=unit.pk)  # the numbers of a unit are counted by one at a time
    if held.closed_on:
        raise NotAllowed(may.CLOSED)
    return create(
        Case,
        person=person,
        unit=unit,
        number=_next_number(unit.pk, day_of(at).year),
        caseworker=caseworker,
        exploratory=exploratory,
        opened_on=day_of(at),
    )


@act("people.appoint_caseworker", may=may.may_appoint, told_as="{by} utsåg handläggare")
def appoint_caseworker(case: Case, *, by: Actor, caseworker: Assignment, at: datetime) -> Case:
    _check_caseworker(caseworker, case.unit, day_of(at))
    return change(case, caseworker=caseworker)


@act("people.keep_case", may=may.may_work_with, told_as="{by} registrerade ärendet")
def keep_case(case: Case, *, by: Actor) -> Case:
    """Something follows from the open-minded contact: from now on it is a case like others."""
    return change(case, exploratory=False)


@act("people.close_case", may=may.may_close_case, told_as="{by} avslutade ärendet")
def close_case(case: Case, *, by: Actor, at: datetime) -> Case:
    return change(case, closed_on=day_of(at))


@act("people.move_case", may=may.may_move_case, told_as="Ärendet följde med till en annan enhet")
def move_case(case: Case, *, by: Actor, at: datetime, to_unit: Unit) -> Case:
    """Within another act: its unit has gone into that one. Where the person is known already that case goes on."""
    rows = Case.objects.unrestricted(because="a unit has one open case about a person, and numbers of its own")
    there = rows.filter(unit=to_unit)
    if known := there.open().filter(person=case.person_id).first():
        change(case, closed_on=day_of(at))
        return known  # type: ignore[no-any-return]
    Unit.objects.select_for_update().get(pk=to_unit.pk)
    taken = there.filter(number=case.number).exists()
    number = _next_number(to_unit.pk, day_of(at).year) if taken else case.number
    return change(case, unit=to_unit, number=number)


@act("people.erase_exploratory", may=may.may_erase_exploratory, told_as="{by} tog bort en förutsättningslös kontakt")
def erase_exploratory(person: Person, *, by: Actor, unit: Unit) -> None:
    """Nothing followed: the contact is erased, and the person too when no unit has had a case (MAL-06)."""
    if not by.is_system and unit.pk not in by.reads:
        raise NotAllowed(may.NO_CASES)
    because = "what was never registered is erased"
    loose = Case.objects.unrestricted(because=because).filter(
        person=person, unit=unit, exploratory=True, closed_on=None
    )
    if not loose.exists():
        raise NotAllowed("Det finns ingen förutsättningslös kontakt att ta bort.")
    loose.delete()
    if not Case.objects.unrestricted(because=because).filter(person=person).exists():
        Person.objects.unrestricted(because=because).filter(pk=person.pk).delete()


def _known(organisation_id: UUID, identity: IdentityNumber | None) -> Person | None:
    if identity is None:
        return None
    index = blind_index(identity.normalised, "identity")
    rows = PersonIdentity.objects.unrestricted(because="an organisation knows a person once")
    found = rows.filter(organisation_id=organisation_id, index=index).select_related("person").first()
    return found.person if found else None


def _open_case_at(unit: Unit, person: Person) -> bool:
    rows = Case.objects.unrestricted(because="a unit has one open case about a person")
    return bool(rows.open().filter(unit=unit, person=person).exists())


def _next_number(unit_id: UUID, year: int) -> str:
    rows = Case.objects.unrestricted(because="the next number of the unit's year").filter(unit_id=unit_id)
    mine = rows.filter(number__regex=rf"^{year}-\d{{5,}}$").order_by(Length("number").desc(), "-number")
    last = mine.values_list("number", flat=True).first()
    return f"{year}-{int(last.partition('-')[2]) + 1 if last else 1:05}"


def _check_caseworker(assignment: Assignment, unit: Unit, on: date) -> None:
    function = routine(unit.organisation.place).function(assignment.function)
    if assignment.unit_id != unit.pk or not function.powers & {Power.CASES, Power.LEAD}:
        raise NotAllowed("Handläggaren ska arbeta med ärenden på enheten.")
    if not Assignment.objects.filter(in_force(on), pk=assignment.pk, staff__left_on=None).exists():
        raise NotAllowed("Handläggarens uppdrag är avslutat. Välj någon annan.")
