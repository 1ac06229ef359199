"""The directory: functions at units, who holds them now, who stands in, and what stands empty (KAR-05)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import in_force, stand_ins_on
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import Page, by_order
from brygga.core.sorting import sort_key, word_starts
from brygga.routines.loading import routine
from brygga.rules.dates import written


@dataclass(frozen=True, slots=True)
class Held:
    """Someone who holds a function. Nobody with protected data is given out; they are reached through the unit."""

    assignment_id: UUID
    name: str
    title: str
    phone: str
    email: str
    since: date
    until: date | None
    stand_ins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A function at a unit: its holders, or since when it is vacant."""

    term: str
    holders: tuple[Held, ...]
    earlier: tuple[Held, ...]

    @property
    def vacant_since(self) -> date | None:
        return max((h.until for h in self.earlier if h.until), default=None) if not self.holders else None

    @property
    def vacant_words(self) -> str:
        return written(self.vacant_since)


@dataclass(frozen=True, slots=True)
class Entry:
    unit: Unit
    kind: str
    places: tuple[Place, ...]


def directory(actor: Actor, text: str = "", after: str = "", size: int = 20) -> Page:
    """The open units where the actor works (every organisation in the place), by organisation and name."""
    units = _open_units(actor)
    page = by_order(_sought(units, text, actor.place), after, order=("organisation__sort", "sort"), size=size)
    return Page(entries(page.rows), page.after)


def entries(units: list[Unit]) -> list[Entry]:
    today = clock.today()
    rows = Assignment.objects.filter(unit__in=units, since__lte=today).select_related("staff")
    rows = rows.prefetch_related(stand_ins_on(today)).order_by("staff__sort", "pk")
    by_unit: dict[UUID, list[Assignment]] = {}
    for assignment in rows:
        by_unit.setdefault(assignment.unit_id, []).append(assignment)
    return [_entry(unit, by_unit.get(unit.pk, []), today) for unit in units]


def unit_entry(actor: Actor, unit_id: UUID) -> QuerySet[Unit]:
    """The unit's own page in the directory."""
    return _open_units(actor).filter(pk=unit_id)


def _open_units(actor: Actor) -> QuerySet[Unit]:
    open_ones = Unit.objects.filter(closed_on=None, organisation__closed_on=None, organisation__place=actor.place)
    return open_ones.select_related("organisation")


def _sought(units: QuerySet[Unit], text: str, place: str) -> QuerySet[Unit]:
    """Units whose name or organisation's name has the words, or where someone holds a function of that name."""
    if not (starts := word_starts(text)):
        return units
    unit, organisation = Q(), Q()
    for pattern in starts:
        unit &= Q(sort__regex=pattern)
        organisation &= Q(organisation__sort__regex=pattern)
    keys = {f.key for f in routine(place).functions if sort_key(text) in sort_key(f.term)}
    held = Assignment.objects.filter(in_force(clock.today()), function__in=keys, staff__left_on=None)
    return units.filter(unit | organisation | Q(pk__in=held.values("unit_id")))


def _entry(unit: Unit, assignments: list[Assignment], today: date) -> Entry:
    rows = routine(unit.organisation.place)
    kinds = {k.key: k.term for k in rows.unit_kinds}
    terms = {f.key: f.term for f in rows.functions}
    order = {key: number for number, key in enumerate(terms)}
    functions = sorted({a.function for a in assignments}, key=lambda key: order.get(key, len(order)))
    places = tuple(
        _place(terms.get(key, key), [a for a in assignments if a.function == key], today) for key in functions
    )
    return Entry(unit, kinds.get(unit.kind, unit.kind), places)


def _place(term: str, assignments: list[Assignment], today: date) -> Place:
    now = [a for a in assignments if (a.until is None or a.until >= today) and a.staff.left_on is None]
    earlier = sorted((a for a in assignments if a not in now), key=lambda a: a.until or today, reverse=True)
    return Place(term, tuple(map(_held, now)), tuple(map(_held, earlier)))


def _held(assignment: Assignment) -> Held:
    staff = assignment.staff
    return Held(
        assignment_id=assignment.pk,
        name=staff.name,
        title=assignment.title,
        phone="" if staff.protected else assignment.phone,
        email="" if staff.protected else staff.email,
        since=assignment.since,
        until=assignment.until,
        stand_ins=tuple(s.staff.name for s in assignment.stand_ins_now),  # type: ignore[attr-defined]
    )
