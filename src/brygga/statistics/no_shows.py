"""Who did not come to the meetings that were called, and what was called off of the booked times (MAL-20).

How often units come is told as it is. What tells of persons is told only where none of its parts is of few persons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, ExtractMonth, ExtractYear

from brygga.agencies.models import Unit
from brygga.bookings.models import Booking, BookingStep
from brygga.bookings.states import BookingState, Step
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.meetings.models import Attendee
from brygga.meetings.states import Attendance, MeetingState
from brygga.rules.small_numbers import HIDDEN, SMALL_NUMBERS, Told, told
from brygga.statistics.spans import between

Month = tuple[int, int]
#: What was recorded of somebody who had been called, in the order that it is shown.
SEATS = (Attendance.PRESENT, Attendance.ABSENT, Attendance.EXCUSED, Attendance.UNKNOWN)
CAME, MISSED, KEPT, OFF, OFF_LATE = "came", "missed", "kept", "off", "off_late"
#: `KEPT` stood, and nobody has noted how it went.
TIMES = (CAME, MISSED, KEPT, OFF, OFF_LATE)
#: Called off later than this before it was to begin, nobody else has had time to take it.
LATE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UnitSeats:
    """A unit that was called: how often, how often it came; and its absences month by month."""

    name: str
    parts: tuple[int, ...]
    away: Counter[Month]

    @property
    def total(self) -> int:
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Persons:
    """The same of the persons themselves, for a unit: told, or hidden together."""

    name: str
    parts: tuple[Told, ...]
    total: Told


def units(actor: Actor, since: date, until: date) -> list[UnitSeats]:
    """For each of the actor's units that had to come to a meeting that was held or did not come off. Two questions."""
    rows = _seats(actor, since, until).filter(unit_id__in=actor.reads, required=True)
    month = {"year": ExtractYear("on", tzinfo=clock.SWEDEN), "month": ExtractMonth("on", tzinfo=clock.SWEDEN)}
    numbers = rows.annotate(**month).values_list("unit_id", "attendance", "year", "month").annotate(n=Count("pk"))
    parts: dict[UUID, Counter[str]] = {}
    away: dict[UUID, Counter[Month]] = {}
    for unit, attendance, year, of_year, number in numbers.order_by():
        parts.setdefault(unit, Counter())[attendance] += number
        if attendance == Attendance.ABSENT:
            away.setdefault(unit, Counter())[year, of_year] += number
    return [
        UnitSeats(unit.name, tuple(parts[unit.pk][one] for one in SEATS), away.get(unit.pk, Counter()))
        for unit in _named(parts)
    ]


def persons(actor: Actor, since: date, until: date) -> list[Persons]:
    """For each of the actor's units: the persons whom it had called to meetings. Two questions."""
    rows = _seats(actor, since, until).filter(meeting__called_by_id__in=actor.reads, is_person=True)
    told_of = rows.values_list("meeting__called_by_id", "attendance", "meeting__coordination__person_id")
    return _of_persons(told_of.annotate(n=Count("pk")).order_by(), SEATS)


def times(actor: Actor, since: date, until: date) -> list[Persons]:
    """For each of the actor's units: the times that were booked there with a person, and have been. Two questions."""
    rows = Booking.objects.visible_to(actor).filter(
        unit_id__in=actor.reads, whom__isnull=False, starts_at__range=between(since, until), starts_at__lt=clock.now()
    )
    off = Q(state=BookingState.CANCELLED)
    steps = BookingStep._base_manager.filter(booking=OuterRef("pk"), step=Step.CANCELLED)
    late = Exists(steps.filter(at__gt=OuterRef("starts_at") - LATE))
    what = Case(
        When(off & Q(late), then=Value(OFF_LATE)),
        When(off, then=Value(OFF)),
        When(came=True, then=Value(CAME)),
        When(came=False, then=Value(MISSED)),
        default=Value(KEPT),
    )
    told_of = rows.annotate(what=what).values_list("unit_id", "what", "whom__person_id")
    return _of_persons(told_of.annotate(n=Count("pk")).order_by(), TIMES)


def _seats(actor: Actor, since: date, until: date) -> Any:
    """Everybody called to what was held or missed in that time, with the moment it was to be."""
    rows = Attendee.objects.visible_to(actor).filter(
        withdrawn_at=None, meeting__state__in=[MeetingState.HELD, MeetingState.MISSED]
    )
    rows = rows.annotate(on=Coalesce("meeting__held_at", "meeting__starts_at", "meeting__missed_at"))
    return rows.filter(on__range=between(since, until))


def _named(found: Mapping[UUID, Any]) -> Iterable[Unit]:
    return Unit.objects.filter(pk__in=found).order_by("organisation__sort", "sort", "pk")


def _of_persons(rows: Iterable[tuple[UUID, str, UUID, int]], names: tuple[str, ...]) -> list[Persons]:
    numbers: dict[UUID, Counter[str]] = {}
    who: dict[UUID, dict[str, set[UUID]]] = {}
    for unit, name, person, number in rows:
        numbers.setdefault(unit, Counter())[name] += number
        who.setdefault(unit, {}).setdefault(name, set()).add(person)
    return [_told(unit.name, [numbers[unit.pk][one] for one in names], who[unit.pk], names) for unit in _named(numbers)]


def _told(name: str, parts: list[int], who: dict[str, set[UUID]], names: tuple[str, ...]) -> Persons:
    """A person may be in several parts, so that no part can guard another: with one that is small all are hidden."""
    small = any(SMALL_NUMBERS.is_small(len(who.get(one, ()))) for one in names)
    everybody = len(set().union(*who.values()))
    shown = tuple(HIDDEN if small else Told(part, str(part)) for part in parts)
    return Persons(name, shown, told(everybody, number=sum(parts)))
