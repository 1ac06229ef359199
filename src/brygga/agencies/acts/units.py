"""Acts on organisations and units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from brygga.agencies import may
from brygga.agencies.acts.staff import assign, end_at, new_staff, refuse_without_administrator
from brygga.agencies.models import Assignment, Organisation, Succession, Unit
from brygga.agencies.queries import units_below
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.saving import change, create
from brygga.core.sorting import sort_key
from brygga.routines.loading import routine
from brygga.routines.vocabulary import Routine
from brygga.rules.powers import Power


@act("agencies.found_organisation", may=may.may_found, told_as="{by} lade till en organisation")
def found_organisation(
    subject: None,
    *,
    by: Actor,
    name: str,
    place: str,
    party: str,
    unit_name: str,
    unit_kind: str,
    administrator: str,
    email: str = "",
    number: str = "",
    at: datetime,
) -> Assignment:
    """A new organisation with its first unit and its first administrator, who does the rest."""
    if not by.is_system and place != by.place:
        raise NotAllowed("Du kan bara lägga till organisationer där du själv arbetar.")
    row = _place(place)
    if party not in {p.key for p in row.parties}:
        raise NotAllowed(f"{row.name} har ingen part som heter ”{party}”.")
    organisation = create(Organisation, name=name, sort=sort_key(name), place=place, party=party, number=number)
    _check_kind(organisation, unit_kind)
    unit = create(Unit, organisation=organisation, name=unit_name, sort=sort_key(unit_name), kind=unit_kind)
    functions = row.functions_with(Power.ADMINISTER, clock.today())
    if not functions:
        raise NotAllowed(f"{row.name} har ingen funktion som får administrera. Lägg till en i rutinen.")
    staff = new_staff(by, name=administrator, email=email, hsa_id="", protected=False, known=False)
    return assign(staff, unit, function=functions[0].key, title=functions[0].term, since=clock.day_of(at))


@act("agencies.rename_organisation", may=may.may_administer, told_as="{by} ändrade organisationens uppgifter")
def rename_organisation(organisation: Organisation, *, by: Actor, name: str, number: str = "") -> Organisation:
    return change(organisation, name=name, sort=sort_key(name), number=number)


@act("agencies.close_organisation", may=may.may_close_organisation, told_as="{by} avvecklade organisationen")
def close_organisation(organisation: Organisation, *, by: Actor, at: datetime) -> Organisation:
    """Nobody can act in it afterwards; what it wrote stays its own."""
    return change(organisation, closed_on=clock.day_of(at))


@act("agencies.add_unit", may=may.may_administer, told_as="{by} lade till en enhet")
def add_unit(
    organisation: Organisation,
    *,
    by: Actor,
    name: str,
    kind: str,
    parent: Unit | None = None,
    phone: str = "",
    email: str = "",
    address: str = "",
    distribution_days: str = "",
) -> Unit:
    _check_kind(organisation, kind)
    _check_parent(organisation, parent)
    return create(
        Unit,
        organisation=organisation,
        name=name,
        sort=sort_key(name),
        kind=kind,
        parent=parent,
        phone=phone,
        email=email,
        address=address,
        distribution_days=distribution_days,
    )


@act("agencies.change_unit", may=may.may_change_unit, told_as="{by} ändrade enhetens uppgifter")
def change_unit(
    unit: Unit,
    *,
    by: Actor,
    name: str,
    kind: str,
    parent: Unit | None = None,
    phone: str = "",
    email: str = "",
    address: str = "",
    distribution_days: str = "",
) -> Unit:
    """Moving a unit in the tree moves who leads it: a manager reads the units below."""
    _check_kind(unit.organisation, kind)
    _check_parent(unit.organisation, parent)
    if parent is not None and parent.pk in set(units_below(unit)):
        raise NotAllowed("En enhet kan inte ligga under sig själv. Välj en annan överordnad enhet.")
    return change(
        unit,
        name=name,
        sort=sort_key(name),
        kind=kind,
        parent=parent,
        phone=phone,
        email=email,
        address=address,
        distribution_days=distribution_days,
    )


@act("agencies.close_unit", may=may.may_close_unit, told_as="{by} avvecklade enheten")
def close_unit(unit: Unit, *, by: Actor, at: datetime) -> Unit:
    """Its assignments end the same day."""
    today = clock.day_of(at)
    refuse_without_administrator(unit.organisation, without={a.pk for a in unit.assignments.all()})
    for assignment in unit.assignments.filter(until=None):
        end_at(assignment, today)
    return change(unit, closed_on=today)


@act("agencies.dissolve_unit", may=may.may_dissolve, told_as="Enheten är omorganiserad")
def dissolve_unit(unit: Unit, *, by: Actor, at: datetime, into: Unit | None, also: Iterable[Unit] = ()) -> Unit:
    """Within another act, which has let everything go along. What came from other units leads on to the new one too.

    `also` are those that a part has gone to, when it is split; old addresses lead on to `into`.
    """
    today = clock.day_of(at)
    held = unit.assignments.filter(Q(until=None) | Q(until__gte=today))
    refuse_without_administrator(unit.organisation, without={a.pk for a in held})
    for assignment in held:
        end_at(assignment, today)
    if into:
        create(Succession, old=unit, new=into, on=today)
        for earlier in Succession.objects.filter(new=unit):
            create(Succession, old_id=earlier.old_id, new=into, on=today)
    for other in also:
        create(Succession, old=unit, new=other, on=today)
    return change(unit, closed_on=today)


def _place(key: str) -> Routine:
    try:
        return routine(key)
    except KeyError:
        raise NotAllowed(f"Det finns ingen rutin som heter ”{key}”.") from None


def _check_kind(organisation: Organisation, kind: str) -> None:
    kinds = {k.key for k in routine(organisation.place).unit_kinds if k.party == organisation.party}
    if kind not in kinds:
        raise NotAllowed("Det slaget av enhet hör inte till organisationen enligt rutinen. Välj ett annat.")


def _check_parent(organisation: Organisation, parent: Unit | None) -> None:
    if parent is None:
        return
    if parent.organisation_id != organisation.pk:
        raise NotAllowed("Den överordnade enheten ska finnas i samma organisation.")
    if parent.closed_on:
        raise NotAllowed(may.CLOSED)
