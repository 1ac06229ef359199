"""Persons as actors on their own behalf."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from brygga.core.actor import Actor, ActorKind
from brygga.people.models import Person, PersonIdentity, Representative


def person_actor(index: bytes, on: date) -> Actor | None:
    """The person with this identity number, in every organisation that knows them, and those they represent today."""
    because = "the person's own way in"
    own = PersonIdentity.objects.unrestricted(because=because).filter(Q(until=None) | Q(until__gte=on), index=index)
    spoken_for = Representative.objects.unrestricted(because=because).filter(
        Q(until=None) | Q(until__gte=on), index=index, since__lte=on
    )
    mine = set(own.values_list("person_id", flat=True))
    theirs = set(spoken_for.values_list("person_id", flat=True))
    answered_for = set(spoken_for.filter(may_consent=True).values_list("person_id", flat=True))
    if not mine | theirs:
        return None
    person = Person.objects.unrestricted(because=because).filter(pk__in=mine or theirs).order_by("pk").first()
    assert person is not None
    name = person.full_name if mine else spoken_for.order_by("pk")[0].name
    return Actor(
        kind=ActorKind.PERSON,
        name=name,
        person_ids=frozenset(mine | theirs),
        speaks_for=frozenset(mine | answered_for),
        represents="" if mine else person.full_name,
    )
