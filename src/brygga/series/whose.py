"""Which series somebody's function belongs to: those who come, and those who read along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import in_force
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import once_a_page
from brygga.routines.loading import routine
from brygga.routines.vocabulary import SeriesRule


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody is, and where."""

    function: str
    unit_kind: str


def held_by(actor: Actor) -> Held | None:
    """The function that the actor's assignment holds; asked once a page."""
    if not actor.is_staff:
        return None
    found: Held | None = once_a_page(("function held", actor.assignment_id), lambda: _held(actor.assignment_id))
    return found


def _held(assignment_id: UUID | None) -> Held | None:
    row = Assignment.objects.filter(pk=assignment_id).values_list("function", "unit__kind").first()
    return Held(*row) if row else None


def rules_for(actor: Actor, *, comes: bool = False) -> list[SeriesRule]:
    """The series of the actor's function; with `comes` only those one sits in, not those one reads along in."""
    rules = routine(actor.place).series_on(clock.today()) if actor.is_staff and actor.place else ()
    held = held_by(actor) if rules else None
    if held is None:
        return []
    return [rule for rule in rules if held.unit_kind in rule.unit_kinds and held.function in _functions(rule, comes)]


def _functions(rule: SeriesRule, comes: bool) -> tuple[str, ...]:
    return rule.functions if comes else (*rule.functions, *rule.managers)


def their_series(actor: Actor, path: str = "", *, comes: bool = False) -> Q:
    """The series of the actor's function: the organisation's own, and those between organisations."""
    keys = [rule.key for rule in rules_for(actor, comes=comes)]
    there = Q(**{f"{path}organisation": None}) | Q(**{f"{path}organisation_id": actor.organisation_id})
    return Q(**{f"{path}place": actor.place, f"{path}key__in": keys}) & there


def units_in(rule: SeriesRule, place: str, organisation_id: UUID | None) -> QuerySet[Unit]:
    units = Unit.objects.filter(
        kind__in=rule.unit_kinds, closed_on=None, organisation__place=place, organisation__closed_on=None
    )
    units = units.filter(organisation_id=organisation_id) if organisation_id else units
    return units.select_related("organisation").order_by("organisation__sort", "sort", "pk")


def comers(rule: SeriesRule, units: Iterable[Any], on: date) -> QuerySet[Assignment]:
    """Those who hold one of the functions at the units that day."""
    rows = Assignment.objects.filter(in_force(on), staff__left_on=None, unit__in=units, function__in=rule.functions)
    rows = rows.select_related("staff", "unit__organisation")
    return rows.order_by("unit__organisation__sort", "unit__sort", "staff__sort", "pk")
