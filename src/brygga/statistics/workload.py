"""How a unit's work is shared and what in it stands still, for those who lead it. Read from what there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from brygga.agencies.models import Assignment, StandIn, Unit
from brygga.agencies.queries import in_force
from brygga.coordinations.models import Coordination, Engagement
from brygga.coordinations.queries import caseworkers
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.people.models import Case
from brygga.plans.models import Plan, PlanVersion
from brygga.plans.states import IN_FORCE, PlanState
from brygga.routines.loading import routine
from brygga.rules.dates import written
from brygga.rules.workload import heavy

#: How far ahead one sees who will be away or leaves.
AHEAD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Carried:
    """What one caseworker has to do, as numbers."""

    assignment: Assignment
    coordinations: int
    cases: int
    late: int
    """Coordinations of theirs whose plan should have been followed up."""
    more_than_others: bool


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who is away or leaves, and who acts for them."""

    name: str
    since: date
    until: date
    stand_in: str
    assignment_id: UUID
    coordinations: int

    @property
    def note(self) -> str:
        carries = f"{self.coordinations} {'samordning' if self.coordinations == 1 else 'samordningar'}"
        if not self.stand_in:
            return f"Slutar {written(self.until)} · {carries}"
        return f"Borta {written(self.since)} – {written(self.until)} · {carries} · {self.stand_in} är ersättare"


def led_units(actor: Actor) -> list[Unit]:
    units = Unit.objects.filter(pk__in=actor.reads, closed_on=None)
    return list(units.order_by("organisation__sort", "sort", "pk"))


def carried(actor: Actor, unit: Unit) -> list[Carried]:
    """Everybody who works with cases at the unit; the same few questions for any number."""
    if unit.pk not in actor.reads:
        return []
    staff = caseworkers([unit.pk], clock.today())[unit.pk]
    parts = _count(our_parts(actor).filter(unit=unit))
    late = _count(our_parts(actor).filter(Exists(_late_plan("coordination_id")), unit=unit))
    cases = _count(Case.objects.visible_to(actor).open().filter(unit=unit))
    numbers = [parts.get(one.pk, 0) for one in staff]
    more = heavy(numbers, routine(actor.place).workload_on(clock.today()))
    return [
        Carried(one, number, cases.get(one.pk, 0), late.get(one.pk, 0), much)
        for one, number, much in zip(staff, numbers, more, strict=True)
    ]


def our_parts(actor: Actor) -> Any:
    """The open parts of the actor's units in coordinations that are open."""
    return (
        Engagement.objects.visible_to(actor)
        .open()
        .filter(unit_id__in=actor.reads, coordination__closed_on=None)
        .filter(coordination__in=Coordination.objects.visible_to(actor))
    )


def _count(rows: Any) -> dict[UUID, int]:
    of_someone = rows.exclude(caseworker=None).order_by()
    return dict(of_someone.values_list("caseworker_id").annotate(number=Count("pk")))


def _late_plan(path: str) -> Any:
    plans = Plan.objects.unrestricted(because="that a follow-up is late is told to those who take part")
    return plans.filter(coordination_id=OuterRef(path), state=PlanState.OPEN, due_on__lt=clock.today())


def without_plan(actor: Actor) -> Any:
    """Coordinations that the actor's units take part in and where no plan holds; paged by key, the oldest first."""
    versions = PlanVersion.objects.unrestricted(because="that there is no plan is told to those who take part")
    holds = versions.filter(plan__coordination=OuterRef("pk"), state__in=IN_FORCE)
    rows = Coordination.objects.visible_to(actor).filter(closed_on=None, exploratory=False)
    return rows.filter(_takes_part(actor)).exclude(Exists(holds)).select_related("person")


def not_followed_up(actor: Actor) -> Any:
    """The same, where the plan's date has gone."""
    rows = Coordination.objects.visible_to(actor).filter(closed_on=None)
    return rows.filter(_takes_part(actor), Exists(_late_plan("pk"))).select_related("person")


def _takes_part(actor: Actor) -> Exists:
    parts = Engagement._base_manager.filter(coordination=OuterRef("pk"), unit_id__in=actor.reads, ended_on=None)
    return Exists(parts)


def parts_of(actor: Actor, assignment: Assignment) -> Any:
    """What one caseworker answers for, to be paged by key."""
    rows = our_parts(actor).filter(caseworker=assignment)
    late = Exists(_late_plan("coordination_id"))
    return rows.annotate(is_late=late).select_related("coordination__person", "unit")


def away(actor: Actor) -> list[Away]:
    """Who is away or leaves within a month, with who acts for them; the soonest first."""
    today = clock.today()
    last = today + AHEAD
    standing = StandIn.objects.filter(absent__unit_id__in=actor.reads, until__gte=today, since__lte=last)
    covered = list(standing.filter(absent__staff__left_on=None).select_related("absent__staff", "staff"))
    leaving = Assignment.objects.filter(in_force(today), unit_id__in=actor.reads, until__lte=last)
    gone = list(leaving.filter(staff__left_on=None).select_related("staff"))
    parts = _parts_held(actor, {one.absent_id for one in covered} | {one.pk for one in gone})
    rows = [
        Away(one.absent.staff.name, one.since, one.until, one.staff.name, one.absent_id, parts.get(one.absent_id, 0))
        for one in covered
    ]
    rows += [Away(one.staff.name, one.until, one.until, "", one.pk, parts.get(one.pk, 0)) for one in gone if one.until]
    return sorted(rows, key=lambda row: (row.since, row.name))


def _parts_held(actor: Actor, assignments: Iterable[UUID]) -> dict[UUID, int]:
    return _count(our_parts(actor).filter(Q(caseworker_id__in=list(assignments))))
