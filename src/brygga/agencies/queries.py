"""Who works where, and the actor that an assignment makes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from brygga.agencies.models import Assignment, Organisation, Staff, StandIn, Succession, Unit
from brygga.core.actor import Actor, ActorKind
from brygga.core.sorting import word_starts
from brygga.core.visibility import once_a_page
from brygga.routines.loading import routine
from brygga.rules.powers import Power
from brygga.rules.words import in_sentence


@dataclass(frozen=True, slots=True)
class Choice:
    """An assignment that someone may act in: their own, or one they stand in for."""

    assignment: Assignment
    stands_in: bool

    @property
    def title(self) -> str:
        held = f"{self.assignment.title}, {self.assignment.unit.name}"
        return f"Ersättare för {self.assignment.staff.name} ({held})" if self.stands_in else held


@dataclass(frozen=True, slots=True)
class Reach:
    """Where somebody is reached: at their own numbers, or through the unit."""

    phone: str
    email: str


def reach(unit: Unit, held: Assignment | None, on: date) -> Reach:
    """Staff with protected data, and those who have left, are reached through the unit."""
    own = held if held and not has_left(held, on) and not held.staff.protected else None
    return Reach((own.phone if own else "") or unit.phone, (own.staff.email if own else "") or unit.email)


def has_left(held: Assignment, on: date) -> bool:
    return bool(held.until and held.until < on) or held.staff.left_on is not None


def gone(path: str, on: date) -> Q:
    """Held by somebody whose assignment, found by the path, has ended."""
    return Q(**{f"{path}__until__lt": on}) | Q(**{f"{path}__staff__left_on__isnull": False})


def in_force(on: date) -> Q:
    return Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))


def choices_of(staff_id: UUID, on: date) -> list[Choice]:
    """The assignments someone may choose among today, their own first."""
    assignments = _to_act_in(on).order_by("unit__sort", "pk")
    own = [Choice(a, False) for a in assignments.filter(staff_id=staff_id)]
    return own + [Choice(a, True) for a in assignments.filter(pk__in=_covered_by(staff_id, on))]


def _to_act_in(on: date) -> Any:
    open_units = Q(unit__closed_on=None, unit__organisation__closed_on=None, staff__left_on=None)
    return Assignment.objects.filter(in_force(on) & open_units).select_related("staff", "unit__organisation")


def _covered_by(staff_id: UUID, on: date) -> Any:
    return StandIn.objects.filter(in_force(on), staff_id=staff_id, staff__left_on=None).values("absent_id")


def actor_for(staff_id: UUID, assignment_id: UUID, on: date, signed_in_at: datetime | None = None) -> Actor | None:
    """The actor that this person is in this assignment today, or None when it is not theirs to act in.

    Nobody acts on a sign-in from before they were signed out everywhere.
    """
    assignment = _to_act_in(on).filter(pk=assignment_id).first()
    if assignment is None:
        return None
    stands_in = assignment.staff_id != staff_id
    if stands_in and not _covered_by(staff_id, on).filter(absent_id=assignment_id).exists():
        return None
    staff = Staff.objects.get(pk=staff_id) if stands_in else assignment.staff
    if signed_in_at and staff.is_signed_out_since(signed_in_at):
        return None
    return actor_of(Choice(assignment, stands_in), staff)


def actor_of(choice: Choice, staff: Staff) -> Actor:
    assignment = choice.assignment
    unit = assignment.unit
    function = routine(unit.organisation.place).function(assignment.function)
    below = frozenset(units_below(unit)) if Power.LEAD in function.powers else frozenset({unit.pk})
    below |= {UUID(pk) for pk in assignment.earlier_units}
    reads = function.powers & {Power.CASES, Power.LEAD}
    return Actor(
        kind=ActorKind.STAFF,
        name=staff.name,
        title=f"ersättare för {assignment.staff.name}" if choice.stands_in else in_sentence(assignment.title),
        staff_id=staff.pk,
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


def my_units(actor: Actor, kinds: Collection[str]) -> list[Unit]:
    """Of the units that the actor works at or receives for, those of the kinds; asked once a page."""
    rows = Unit.objects.filter(pk__in=actor.reads | actor.distributes).select_related("organisation")
    units = once_a_page(("my units", actor.assignment_id), lambda: list(rows.order_by("sort", "pk")))
    return [unit for unit in units if unit.kind in kinds]


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


def went_into(unit_id: UUID) -> Succession | None:
    """Where an old address leads on: the unit that answers now for what this one did."""
    rows = Succession.objects.filter(old_id=unit_id, new__closed_on=None).select_related("new__organisation", "old")
    return rows.order_by("-on", "pk").first()


def holders(unit: Unit, power: Power, on: date) -> list[Assignment]:
    """Who carries the power at the unit that day; `stand_ins_now` on each are those who act for them."""
    rows = routine(unit.organisation.place)
    keys = {f.key for f in rows.functions if power in rows.function(f.key).powers}
    held = unit.assignments.filter(in_force(on), function__in=keys, staff__left_on=None).select_related("staff")
    return list(held.prefetch_related(stand_ins_on(on)).order_by("staff__sort", "pk"))


@dataclass(frozen=True, slots=True)
class Desk:
    """Who somewhere is asked, and the unit's telephone. Staff with protected data are told by function."""

    name: str
    unit: str
    phone: str


def administrators(actor: Actor, on: date) -> list[Desk]:
    """Those who administer the actor's organisation."""
    rows = routine(actor.place)
    keys = {f.key for f in rows.functions if Power.ADMINISTER in rows.function(f.key).powers}
    held = Assignment.objects.filter(in_force(on), function__in=keys, staff__left_on=None, unit__closed_on=None)
    found = held.filter(unit__organisation_id=actor.organisation_id).select_related("staff", "unit")
    return [
        Desk(a.title if a.staff.protected else a.staff.name, a.unit.name, a.unit.phone)
        for a in found.order_by("staff__sort", "pk")
    ]


def stand_ins_on(on: date) -> Prefetch[Any]:
    """Prefetch for assignments: those who stand in that day, as `stand_ins_now`."""
    standing = StandIn.objects.filter(in_force(on), staff__left_on=None).select_related("staff").order_by("staff__sort")
    return Prefetch("stand_ins", standing, to_attr="stand_ins_now")


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit and the units under it."""

    unit: Unit
    kind: str
    branches: tuple[Branch, ...]


def unit_tree(organisation: Organisation) -> tuple[Branch, ...]:
    """The open units of the organisation as a tree, in Swedish order; a unit whose parent is closed stands on top."""
    units = list(organisation.units.filter(closed_on=None).order_by("sort", "pk"))
    known = {unit.pk for unit in units}
    kinds = {k.key: k.term for k in routine(organisation.place).unit_kinds}
    children: dict[UUID | None, list[Unit]] = {}
    for unit in units:
        children.setdefault(unit.parent_id if unit.parent_id in known else None, []).append(unit)

    def grow(parent: UUID | None) -> tuple[Branch, ...]:
        return tuple(Branch(u, kinds.get(u.kind, u.kind), grow(u.pk)) for u in children.get(parent, []))

    return grow(None)


def staff_of(organisation_id: UUID) -> QuerySet[Staff]:
    """Everyone who has or has had an assignment in the organisation."""
    here = Assignment.objects.filter(unit__organisation_id=organisation_id)
    return Staff.objects.filter(pk__in=here.values("staff_id"))


def caseworkers(unit: Unit, on: date) -> QuerySet[Assignment]:
    """Who can be responsible for a case at the unit that day."""
    rows = routine(unit.organisation.place)
    keys = {f.key for f in rows.functions if rows.function(f.key).powers & {Power.CASES, Power.LEAD}}
    held = unit.assignments.filter(in_force(on), function__in=keys, staff__left_on=None)
    return held.select_related("staff").order_by("staff__sort", "pk")


def found_staff(organisation_id: UUID, text: str) -> QuerySet[Staff]:
    """The organisation's staff whose name has words that begin as typed."""
    rows = staff_of(organisation_id)
    for pattern in word_starts(text):
        rows = rows.filter(sort__regex=pattern)
    return rows


def assignments_here(staff: Iterable[Staff], organisation_id: UUID, on: date) -> dict[UUID, list[Assignment]]:
    """What each of them holds in the organisation that day."""
    rows = Assignment.objects.filter(in_force(on), unit__organisation_id=organisation_id, staff__in=list(staff))
    held: dict[UUID, list[Assignment]] = {}
    for assignment in rows.select_related("unit").order_by("unit__sort", "pk"):
        held.setdefault(assignment.staff_id, []).append(assignment)
    return held


def colleagues_of(assignment: Assignment, on: date) -> QuerySet[Staff]:
    """Who could stand in: those with an assignment in the same organisation."""
    here = Assignment.objects.filter(in_force(on), unit__organisation_id=assignment.unit.organisation_id)
    rows = Staff.objects.filter(pk__in=here.values("staff_id"), left_on=None)
    return rows.exclude(pk=assignment.staff_id).order_by("sort", "pk")


def stand_ins_of(assignment: Assignment, on: date) -> list[StandIn]:
    """Those who stand in for the assignment that day or later."""
    rows = assignment.stand_ins.filter(until__gte=on, staff__left_on=None).select_related("staff")
    return list(rows.order_by("since", "pk"))


def staff_with_account(issuer: str, subject: str, *, hsa_id: str, email: str, on: date) -> Staff | None:
    """Whose account this is; else the one invited by that HSA-id or address who has no account yet. Never a guess.

    An HSA-id and an address that point at different persons point at nobody.
    """
    working = Staff.objects.filter(Q(left_on=None) | Q(left_on__gte=on))
    if found := working.filter(issuer=issuer, subject=subject).first():
        return found
    invited = Q()
    if hsa_id:
        invited |= Q(hsa_id=hsa_id.strip().upper())
    if email:
        invited |= Q(email=email.strip().lower())
    called = list(working.filter(invited, subject="")[:2]) if invited else []
    return called[0] if len(called) == 1 else None
