"""Reads about contacts: in a coordination, about a person, and those of one's unit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from brygga.agencies.models import Unit
from brygga.consents.models import COORDINATION, ConsentGrant
from brygga.contacts.models import ContactCorrection, ContactParty, InformedUnit, LoggedContact, RoleInformation
from brygga.coordinations.models import Coordination, open_doors
from brygga.coordinations.queries import units_to_ask
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.people.models import Person, PersonIdentity
from brygga.requests.states import RequestState

SEEN = "the contact itself was seen"


def with_details(actor: Actor) -> Any:
    """Each with its parties, what it rests on and its corrections; `inside`: the actor sees the coordination."""
    parties = ContactParty.objects.unrestricted(because=SEEN).select_related("unit__organisation", "disclosure")
    corrections = ContactCorrection.objects.unrestricted(because=SEEN)
    rows = LoggedContact.objects.visible_to(actor).annotate(inside=open_doors(actor, "coordination_id"))
    return rows.select_related("unit", "coordination", "person").prefetch_related(
        Prefetch("parties", queryset=parties.order_by("pk")),
        Prefetch("corrections", queryset=corrections.order_by("pk")),
    )


def in_coordination(actor: Actor, coordination: Coordination) -> Any:
    """Those of the coordination, and those about its person from before it that one may read."""
    before = Q(coordination=None) & _about(coordination.person_id)
    return with_details(actor).filter(Q(coordination=coordination) | before)


def about(actor: Actor, person: Person) -> Any:
    """Those about this person that the actor may read, whichever organisation's row they were written at."""
    return with_details(actor).filter(_about(person.pk))


def _about(person_id: UUID) -> Q:
    numbers = PersonIdentity.objects.unrestricted(because="the same person in another organisation")
    same = numbers.filter(person_id=person_id).values("index")
    others = numbers.filter(index__in=same).values("person_id")
    return Q(person_id=person_id) | Q(person_id__in=others)


def of_units(actor: Actor, *, received: bool) -> Any:
    """Those from before any coordination: that others have written up with us, or that we have written up."""
    ours = Q(unit_id__in=actor.reads)
    return with_details(actor).filter(~ours if received else ours, coordination=None)


def hidden(actor: Actor, coordination: Coordination) -> int:
    """How many are in matters that are not opened to the reader."""
    rows = LoggedContact.objects.unrestricted(because="how many one may not read is told as a number")
    in_all = rows.filter(coordination=coordination).count()
    return int(in_all - LoggedContact.objects.visible_to(actor).filter(coordination=coordination).count())


def covered_units(person: Person, unit_id: UUID | None) -> Any:
    """The units that a consent in force lets the unit talk with."""
    grants = ConsentGrant.objects.unrestricted(because="which units the person lets the unit talk with")
    rows = grants.in_force(clock.today()).filter(consent__person_id=person.pk, matter=COORDINATION)
    parties: dict[Any, set[Any]] = {}
    for consent, party in rows.values_list("consent_id", "unit_id"):
        parties.setdefault(consent, set()).add(party)
    found = {party for units in parties.values() if unit_id in units for party in units} - {None}
    return other_units(person.organisation.place, unit_id).filter(pk__in=found)


def other_units(place: str, unit_id: UUID | None) -> Any:
    rows = Unit.objects.filter(closed_on=None, organisation__closed_on=None, organisation__place=place)
    rows = rows.exclude(pk=unit_id).select_related("organisation")
    return rows.order_by("organisation__sort", "sort", "pk")


def engaged_units(coordination: Coordination, unit_id: UUID | None) -> Any:
    """The other units that take part now."""
    outside = units_to_ask(coordination).values("pk")
    return other_units(coordination.place, unit_id).exclude(pk__in=outside)


def roles(actor: Actor) -> Any:
    """What units have told about themselves, each with whom it was told to."""
    informed = InformedUnit.objects.unrestricted(because=SEEN).select_related("unit__organisation", "disclosure")
    rows = RoleInformation.objects.visible_to(actor).annotate(inside=open_doors(actor, "led_to_id"))
    return rows.select_related("unit__organisation", "person", "led_to").prefetch_related(
        Prefetch("told", queryset=informed.order_by("pk"))
    )


def roles_about(actor: Actor, person: Person) -> Any:
    """Those that hold today, about this person, whichever organisation's row they were told about."""
    return roles(actor).current(clock.today()).filter(_about(person.pk))


def roles_of_units(actor: Actor, *, received: bool) -> Any:
    ours = Q(unit_id__in=actor.reads)
    return roles(actor).filter(~ours if received else ours)


def to_acknowledge(actor: Actor) -> Any:
    """What waits for a receipt from the function that the actor holds, for the start page."""
    rows = InformedUnit.objects.visible_to(actor).filter(unit_id__in=actor.reads, state=RequestState.SENT)
    rows = rows.filter(to_power__in=[power.value for power in actor.powers], information__ended_at=None)
    return rows.select_related("information__unit", "information__person", "unit")
