"""Whether words show whom they are about: by number, or by the name of anybody whom the writer's units work with."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.coordinations.models import Engagement
from brygga.core.actor import Actor
from brygga.people.models import Case, Person
from brygga.rules.identity_numbers import find_identity_numbers
from brygga.rules.naming import name_in

NUMBER = "Ta bort personnumret. Det får inte framgå vem det gäller."


def identities_in(actor: Actor, to_unit: Unit | None, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that show whom they are about, each with what to do: three questions, however many people."""
    found = {key: NUMBER for key, text in texts.items() if find_identity_numbers(text)}
    words = {key: text for key, text in texts.items() if text.strip() and key not in found}
    if not words:
        return found
    persons, bylines = _persons(actor), _bylines(actor, to_unit)
    for key, text in words.items():
        if name := name_in(text, persons, bylines=bylines):
            found[key] = (
                f"Ta bort ”{name}”. Så heter någon som din enhet arbetar med, och det får inte framgå vem det gäller."
            )
    return found


def _persons(actor: Actor) -> list[tuple[str, str]]:
    """Everybody with an open case or an open coordination at the writer's units, protected or not."""
    units = actor.reads | actor.distributes | {actor.unit_id}
    cases = Case._base_manager.filter(unit_id__in=units, closed_on=None).values("person_id")
    parts = Engagement._base_manager.filter(unit_id__in=units, ended_on=None, coordination__closed_on=None)
    rows = Person.objects.unrestricted(because="what must not be named is looked for, and told to nobody")
    rows = rows.filter(Q(pk__in=cases) | Q(pk__in=parts.values("coordination__person_id")))
    return list(rows.values_list("given_name", "family_name"))


def _bylines(actor: Actor, to_unit: Unit | None) -> list[str]:
    """Those who talk with each other may be named by their whole names, and so may their units."""
    units = {actor.unit_id, *([to_unit.pk] if to_unit else [])}
    held = Assignment.objects.filter(unit_id__in=units)
    rows = held.values_list("staff__name", "unit__name", "unit__organisation__name").distinct()
    return sorted({name for row in rows for name in row} | {actor.name})
