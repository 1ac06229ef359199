"""Who works where, and the actor that an assignment makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from brygga.agencies.models import Assignment, Staff, StandIn, Unit
from brygga.core.actor import Actor, ActorKind
from brygga.routines.loading import routine
from brygga.rules.powers import Power


@dataclass(frozen=True, slots=True)
class Choice:
    """An assignment that someone may act in: their own, or one they stand in for."""

    assignment: Assignment
    stands_in: bool

    @property
    def title(self) -> str:
        held = f"{self.assignment.title}, {self.assignment.unit.name}"
        return f"Ersättare för {self.assignment.staff.name} ({held})" if self.stands_in else held


def in_force(on: date) -> Q:
    return Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))


def choices_of(staff_id: UUID, on: date) -> list[Choice]:
    """The assignments someone may choose among today, their own first."""
    open_units = Q(unit__closed_on=None, unit__organisation__closed_on=None, staff__left_on=None)
    assignments = Assignment.objects.filter(in_force(on) & open_units).select_related("staff", "unit__organisation")
    covering = StandIn.objects.filter(in_force(on), staff_id=staff_id, staff__left_on=None).values("absent_id")
    own = [Choice(a, False) for a in assignments.filter(staff_id=staff_id).order_by("unit__sort", "pk")]
    return own + [Choice(a, True) for a in assignments.filter(pk__in=covering).order_by("unit__sort", "pk")]


def actor_for(staff_id: UUID, assignment_id: UUID, on: date) -> Actor | None:
    """The actor that this person is in this assignment today, or None when it is not theirs to act in."""
    choice = next((c for c in choices_of(staff_id, on) if c.assignment.pk == assignment_id), None)
    return actor_of(choice, staff_id) if choice else None


def actor_of(choice: Choice, staff_id: UUID) -> Actor:
    assignment = choice.assignment
    unit = assignment.unit
    function = routine(unit.organisation.place).function(assignment.function)
    below = frozenset(units_below(unit)) if Power.LEAD in function.powers else frozenset({unit.pk})
    reads = function.powers & {Power.CASES, Power.LEAD}
    name = Staff.objects.get(pk=staff_id).name if choice.stands_in else assignment.staff.name
    return Actor(
        kind=ActorKind.STAFF,
        name=name,
        title=f"ersättare för {assignment.staff.name}," if choice.stands_in else assignment.title.lower(),
        staff_id=staff_id,
        assignment_id=assignment.pk,
        unit_id=unit.pk,
        unit_name=unit.name,
        organisation_id=unit.organisation_id,
        organisation_name=unit.organisation.name,
        place=unit.organisation.place,
        powers=function.powers,
        reads=below if reads else frozenset(),
        distributes=below if function.powers & {Power.DISTRIBUTE, Power.LEAD} else frozenset(),
    )


def units_below(unit: Unit) -> Iterable[UUID]:
    """The unit and all units under it."""
    children: dict[UUID | None, list[UUID]] = {}
    for pk, parent in Unit.objects.filter(organisation_id=unit.organisation_id).values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    found, waiting = [], [unit.pk]
    while waiting:
        here = waiting.pop()
        found.append(here)
        waiting.extend(children.get(here, []))
    return found
