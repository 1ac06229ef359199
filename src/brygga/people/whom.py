"""Whose side of Brygga someone may see when they sign in for themself: their own, and those they represent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from brygga.agencies.queries import in_force
from brygga.core.actor import Actor, ActorKind, Whom
from brygga.people.models import Person, PersonIdentity, Representative, RepresentativeKind

BECAUSE = "the person's own way in"
#: Where the session keeps the key of the one that was chosen last.
ABOUT_KEY = "about"


@dataclass(frozen=True, slots=True)
class Side:
    """One human: their rows in the organisations, which of them one may answer for, and as what."""

    whom: Whom
    signs_as: str
    person_ids: frozenset[UUID]
    speaks_for: frozenset[UUID]


def person_actor(index: bytes, on: date, about: str = "") -> Actor | None:
    """The person with this identity number, or their representative: about one human at a time, oneself first.

    `about` is the key of the one chosen among `Actor.whom`; what is one's own is never mixed with what is another's.
    """
    sides = sides_of(index, on)
    if not sides:
        return None
    side = next((side for side in sides if side.whom.key == about), sides[0])
    return Actor(
        kind=ActorKind.PERSON,
        name=side.signs_as,
        person_ids=side.person_ids,
        speaks_for=side.speaks_for,
        represents=side.whom.name if side.whom.as_what else "",
        represents_as=side.whom.as_what,
        whom=tuple(side.whom for side in sides),
    )


def sides_of(index: bytes, on: date) -> list[Side]:
    own = PersonIdentity.objects.unrestricted(because=BECAUSE).filter(Q(until=None) | Q(until__gte=on), index=index)
    mine = frozenset(own.values_list("person_id", flat=True))
    if own.filter(person__died_on__isnull=False).exists():
        mine = frozenset()
    mandates = Representative.objects.unrestricted(because=BECAUSE).filter(in_force(on), index=index)
    spoken_for = list(mandates.filter(person__protection="").select_related("person").order_by("pk"))
    oneself = [_oneself(mine)] if mine else []
    return [*oneself, *(_represented(group) for group in _by_human(spoken_for, on))]


def _oneself(mine: frozenset[UUID]) -> Side:
    person = Person.objects.unrestricted(because=BECAUSE).filter(pk__in=mine).order_by("pk").first()
    assert person is not None
    return Side(Whom(str(person.pk), person.full_name), person.full_name, mine, mine)


def _represented(mandates: list[Representative]) -> Side:
    """What one organisation has registered holds for its own row only."""
    person = mandates[0].person
    return Side(
        whom=Whom(str(person.pk), person.full_name, RepresentativeKind(mandates[0].kind).label.lower()),
        signs_as=mandates[0].name,
        person_ids=frozenset(mandate.person_id for mandate in mandates),
        speaks_for=frozenset(mandate.person_id for mandate in mandates if mandate.may_consent),
    )


def _by_human(mandates: list[Representative], on: date) -> Iterable[list[Representative]]:
    """The rows of one human together, known by the number. Protected anywhere is represented nowhere.

    The one they are protected from may be their guardian. Nobody represents one who has died.
    """
    if not mandates:
        return []
    numbers = PersonIdentity.objects.unrestricted(because=BECAUSE).filter(Q(until=None) | Q(until__gte=on))
    theirs = numbers.filter(person_id__in=[mandate.person_id for mandate in mandates]).order_by("since", "pk")
    human = dict(theirs.values_list("person_id", "index"))
    nobody = ~Q(person__protection="") | Q(person__died_on__isnull=False)
    shielded = numbers.filter(nobody, index__in=list(human.values()))
    closed = set(shielded.values_list("index", flat=True))
    groups: dict[object, list[Representative]] = {}
    for mandate in mandates:
        key = human.get(mandate.person_id, mandate.person_id)
        if key not in closed:
            groups.setdefault(key, []).append(mandate)
    return groups.values()
