"""What pages ask of the times: what is free, a day and a week of a unit, one's own, and consultants nobody needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from brygga.agencies.models import Unit
from brygga.bookings.facts import Whom
from brygga.bookings.may import may_manage
from brygga.bookings.models import BookedHours, BookedIntake, BookedPerson, Booking, ClosedDay
from brygga.bookings.states import BookingState
from brygga.consents.models import COORDINATION, Disclosure
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import once_a_page
from brygga.intakes.queries import is_masked, with_details
from brygga.people.models import MASKED, Case, Person
from brygga.routines.loading import routine
from brygga.rules import booked_hours as rules
from brygga.rules.booked_hours import Slot
from brygga.rules.calendar import SWEDEN

WEEK = timedelta(days=7)
#: How far ahead times are offered, and how many at a time.
AHEAD = timedelta(weeks=6)
OFFERED = 24


def bookings_between(hours: Sequence[BookedHours], first: date, last: date | None) -> QuerySet[Any]:
    """Every booking of the hours on those days, whoever has it."""
    rows = Booking.objects.unrestricted(because="a slot is taken whoever has it").booked()
    rows = rows.filter(hours__in=list(hours), starts_at__gte=clock.midnight(first))
    return rows.filter(starts_at__lt=clock.midnight(last + timedelta(days=1))) if last else rows  # type: ignore[no-any-return]


def in_use(rows: QuerySet[Any], first: date, last: date) -> list[BookedHours]:
    """The hours that come back some time on those days, in the order of the week."""
    found = rows.filter(Q(until=None) | Q(until__gte=first), since__lte=last)
    return list(found.select_related("unit__organisation", "consultant_unit").order_by("weekday", "starts", "pk"))


def closed_days(hours: Sequence[BookedHours]) -> dict[UUID, dict[date, ClosedDay]]:
    rows = ClosedDay.objects.unrestricted(because="whoever may see the hours may know when they are closed")
    found: dict[UUID, dict[date, ClosedDay]] = {row.pk: {} for row in hours}
    for closed in rows.filter(hours__in=list(found)):
        found[closed.hours_id][closed.day] = closed
    return found


@dataclass(frozen=True, slots=True)
class Offer:
    """A free time."""

    hours: BookedHours
    slot: Slot

    @property
    def key(self) -> str:
        return f"{self.hours.pk}_{self.slot.starts_at:%Y%m%dT%H%MZ}"

    @property
    def day(self) -> date:
        return clock.day_of(self.slot.starts_at)


def offers(hours: Sequence[BookedHours], now: datetime, *, most: int = OFFERED) -> list[Offer]:
    """The first free times of these hours, the soonest first. Two questions."""
    today = clock.day_of(now)
    last = today + AHEAD
    closed = closed_days(hours)
    taken: dict[UUID, set[datetime]] = {row.pk: set() for row in hours}
    for hours_id, starts_at in bookings_between(hours, today, last).values_list("hours_id", "starts_at"):
        taken[hours_id].add(starts_at)
    found = [
        Offer(row, slot)
        for row in hours
        for slot in rules.free(
            rules.slots(row.recurring(frozenset(closed[row.pk])), today, last), frozenset(taken[row.pk]), now
        )
    ]
    return sorted(found, key=lambda one: (one.slot, one.hours.pk))[:most]


def hours_of(actor: Actor, unit_id: Any, for_whom: str = "") -> list[BookedHours]:
    """The unit's hours that are in use from now on."""
    rows = BookedHours.objects.visible_to(actor).filter(unit_id=unit_id)
    rows = rows.filter(for_whom=for_whom) if for_whom else rows
    today = clock.today()
    return in_use(rows, today, today + AHEAD)


def units_with_hours(actor: Actor) -> list[Unit]:
    """One's own units first, then the others in the place, as far as they have hours."""
    today = clock.today()
    having = BookedHours.objects.visible_to(actor).filter(Q(until=None) | Q(until__gte=today), unit=OuterRef("pk"))
    units = Unit.objects.filter(Exists(having), organisation__place=actor.place, closed_on=None)
    units = units.select_related("organisation").order_by("sort", "pk")
    mine = actor.reads | actor.distributes
    return sorted(units, key=lambda unit: unit.pk not in mine)


def knowing(person: Person, coordination: Coordination | None, actor: Actor) -> dict[UUID, Whom]:
    """The units that may know whom a time is for, and by what: a case of their own, or a coordination they are in."""
    if actor.is_person or Person.objects.visible_to(actor).filter(pk=person.pk).exists():
        about = Coordination.objects.visible_to(actor).open().filter(person=person)
    else:
        about = Coordination.objects.visible_to(actor).filter(pk=coordination.pk if coordination else None)
    found = {}
    for row in about:
        for unit_id in _let_in(row):
            found[unit_id] = Whom(person, row)
    cases = Case.objects.unrestricted(because="a unit with a case knows whom it is about").open()
    for unit_id in cases.filter(person=person).values_list("unit_id", flat=True):
        found[unit_id] = Whom(person)
    return found


def _let_in(row: Coordination) -> list[UUID]:
    disclosures = Disclosure.objects.unrestricted(because="the door of a coordination")
    open_now = disclosures.in_force(clock.today(), COORDINATION).filter(
        stream_id=row.pk, to_unit_id=OuterRef("unit_id")
    )
    parts = Engagement._base_manager.filter(coordination=row, ended_on=None)
    return list(parts.filter(Q(unit_id=row.unit_id) | Exists(open_now)).values_list("unit_id", flat=True))


def hours_for(actor: Actor, known: dict[UUID, Whom]) -> list[BookedHours]:
    """All hours where a time may be booked for someone that these units know."""
    today = clock.today()
    return in_use(BookedHours.objects.visible_to(actor).filter(unit_id__in=list(known)), today, today + AHEAD)


def own_ways(actor: Actor) -> dict[UUID, Whom]:
    """For the person: the units that work with them, and as whom they are known there."""
    persons = Person.objects.visible_to(actor).filter(pk__in=actor.speaks_for).order_by("pk")
    found: dict[UUID, Whom] = {}
    for person in persons:
        found |= knowing(person, None, actor)
    return found


def whom_of(actor: Actor, bookings: Iterable[Booking]) -> dict[UUID, BookedPerson]:
    """For whom each is booked, as far as the reader may know."""
    rows = BookedPerson.objects.visible_to(actor).filter(booking__in=[one.pk for one in bookings])
    return {row.booking_id: row for row in rows.select_related("person", "coordination")}


def names_of(actor: Actor, bookings: Iterable[Booking], whom: dict[UUID, BookedPerson]) -> dict[UUID, str]:
    """Whom each is booked for, or who comes to it as a first meeting, as far as the reader may know; masked when it
    must be."""
    names = {key: str(row.person.name) for key, row in whom.items()}
    rest = [one.pk for one in bookings if one.pk not in whom]
    if not rest:
        return names
    tied = BookedIntake.objects.visible_to(actor).filter(booking__in=rest).values_list("intake_id", "booking_id")
    of_intake = dict(tied)
    if of_intake:
        for intake in with_details(actor).filter(pk__in=list(of_intake)):
            names[of_intake[intake.pk]] = MASKED if is_masked(intake) else intake.name
    return names


@dataclass(frozen=True, slots=True)
class Line:
    """A slot in a unit's day."""

    offer: Offer
    booking: Booking | None
    name: str
    is_past: bool

    @property
    def is_free(self) -> bool:
        return self.booking is None and not self.is_past


@dataclass(frozen=True, slots=True)
class Sitting:
    """Hours on one day."""

    hours: BookedHours
    day: date
    lines: tuple[Line, ...]
    closed: ClosedDay | None
    why_closed: str

    @property
    def free(self) -> int:
        return sum(line.is_free for line in self.lines)

    @property
    def taken(self) -> int:
        return sum(line.booking is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    holiday: str
    sittings: tuple[Sitting, ...]


def agenda(actor: Actor, unit: Unit, first: date, last: date) -> list[Day]:
    """A unit's days with every slot of every hours, and who has it. The same few questions however full they are."""
    now = clock.now()
    hours = in_use(BookedHours.objects.visible_to(actor).filter(unit=unit), first, last)
    closed = closed_days(hours)
    rows = Booking.objects.visible_to(actor).booked().select_related("from_unit", "hours")
    mine = list(
        rows.filter(unit=unit, starts_at__gte=clock.midnight(first), starts_at__lt=clock.midnight(last + timedelta(1)))
    )
    taken = {(one.hours_id, one.starts_at): one for one in mine}
    hidden = set(bookings_between(hours, first, last).values_list("hours_id", "starts_at")) - set(taken)
    named = names_of(actor, mine, whom_of(actor, mine))

    def line(row: BookedHours, slot: Slot) -> Line:
        booking = taken.get((row.pk, slot.starts_at))
        gone = slot.starts_at <= now or (row.pk, slot.starts_at) in hidden
        return Line(Offer(row, slot), booking, named.get(booking.pk, "") if booking else "", gone)

    def sitting(row: BookedHours, day: date) -> Sitting:
        shut = closed[row.pk].get(day)
        why = rules.why_closed(row.recurring(frozenset(closed[row.pk])), day)
        lines = () if why else tuple(line(row, slot) for slot in rules.slots_on(row.recurring(), day))
        return Sitting(row, day, lines, shut, (shut.why if shut else "") or why)

    return [
        Day(
            day,
            SWEDEN.holiday_name(day),
            tuple(sitting(row, day) for row in hours if any(rules.occasions(row.recurring(), day, day))),
        )
        for day in (first + timedelta(n) for n in range((last - first).days + 1))
    ]


@dataclass(frozen=True, slots=True)
class EmptySession:
    """A consultant's day that nobody has booked, with the days between which they are to be told (BOR-05)."""

    hours: BookedHours
    day: date
    tell_from: date
    tell_latest: date


def _with_consultant(actor: Actor, today: date) -> list[BookedHours]:
    """The hours of the coming weeks that a consultant comes to, or that one comes to as consultant: asked once a page,
    and not at all where the place has no booked hours."""
    if not actor.place or not routine(actor.place).booked_times:
        return []
    ours = Q(unit_id__in=actor.reads | actor.distributes, consultant_unit__isnull=False)
    rows = BookedHours.objects.visible_to(actor).filter(ours | Q(consultant_unit_id__in=actor.reads))
    key = ("hours with a consultant", actor.assignment_id, today)
    return list(once_a_page(key, lambda: in_use(rows, today, today + 3 * WEEK)))


def empty_sessions(actor: Actor, today: date) -> list[EmptySession]:
    """What the coordinator is to tell a consultant about now. Three questions."""
    last = today + 2 * WEEK
    hours = [row for row in _with_consultant(actor, today) if row.since <= last and may_manage(actor, row)]
    if not hours:
        return []
    closed = closed_days(hours)
    booked = {
        (hours_id, clock.day_of(starts_at))
        for hours_id, starts_at in bookings_between(hours, today, today + 2 * WEEK).values_list("hours_id", "starts_at")
    }
    found = [
        _session(row, day)
        for row in hours
        for day in rules.days(row.recurring(frozenset(closed[row.pk])), today, today + 2 * WEEK)
        if (row.pk, day) not in booked
    ]
    return sorted((one for one in found if one.tell_from <= today), key=lambda one: one.day)


def _session(hours: BookedHours, day: date) -> EmptySession:
    rule, place = hours.rule, routine(hours.unit.organisation.place)
    first, last = (abs(place.deadline(step, day).workdays) for step in (rule.tell, rule.tell_latest))
    return EmptySession(hours, day, *rules.tell_between(day, first, last))


@dataclass(frozen=True, slots=True)
class Session:
    """A consultant's day as the consultant sees it: when, where and how much is booked, never about whom."""

    hours: BookedHours
    starts_at: datetime
    booked: int
    closed: ClosedDay | None


def sessions_of(actor: Actor, today: date) -> list[Session]:
    """When one's unit is awaited as consultant in the weeks to come (BOR-05). Three questions."""
    last = today + 3 * WEEK
    hours = [row for row in _with_consultant(actor, today) if row.consultant_unit_id in actor.reads]
    if not hours:
        return []
    closed = closed_days(hours)
    taken = Counter(
        (hours_id, clock.day_of(at))
        for hours_id, at in bookings_between(hours, today, last).values_list("hours_id", "starts_at")
    )
    found = [
        Session(row, rules.slots_on(row.recurring(), day)[0].starts_at, taken[row.pk, day], closed[row.pk].get(day))
        for row in hours
        for day in rules.occasions(row.recurring(), today, last)
        if not SWEDEN.holiday_name(day)
    ]
    return sorted(found, key=lambda one: one.starts_at)


def own_bookings(actor: Actor, now: datetime) -> list[Booking]:
    """The person's own times to come, the soonest first."""
    rows = Booking.objects.visible_to(actor).booked().filter(ends_at__gte=now)
    return list(rows.select_related("hours", "unit__organisation").order_by("starts_at", "pk"))


def to_come(actor: Actor, now: datetime) -> QuerySet[Any]:
    """What one has booked with others, and what others have booked with one's unit."""
    rows = Booking.objects.visible_to(actor).filter(state=BookingState.BOOKED, ends_at__gte=now)
    return rows.select_related("hours__unit__organisation", "unit").order_by("starts_at", "pk")  # type: ignore[no-any-return]
