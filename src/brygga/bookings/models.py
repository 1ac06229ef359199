"""Booked hours (bokade tider) that come back, and the bookings (bokningar) of their slots.

Who a booking is for lies in a row of its own: that a time is taken may be known by all who could have booked it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from brygga.agencies.models import Assignment, Unit
from brygga.bookings.states import BookingState, Step
from brygga.coordinations.models import Coordination, Engagement, open_doors
from brygga.core.actor import Actor
from brygga.core.clock import SWEDEN
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWithManager
from brygga.intakes.models import Intake
from brygga.meetings.states import PlaceKind
from brygga.people.models import Case, Person
from brygga.routines.loading import routine
from brygga.routines.vocabulary import BookedFor, BookedTime
from brygga.rules.booked_hours import Recurring
from brygga.rules.dates import WEEKDAYS, written

TAKEN = "Tiden hann bli bokad av någon annan. Välj en annan tid."


def told(at: datetime) -> str:
    """torsdag 3 december 2026 kl. 10.00"""
    local = at.astimezone(SWEDEN)
    return f"{WEEKDAYS[local.weekday()]} {written(local.date())} kl. {local:%H.%M}"


def working_with(actor: Actor, path: str = "") -> Q:
    """Hours, found by `path`, of units that work with the person: by a case of their own, or in a coordination."""
    cases = Case._base_manager.filter(person_id__in=actor.person_ids, closed_on=None)
    parts = Engagement._base_manager.filter(
        coordination__person_id__in=actor.person_ids, coordination__closed_on=None, ended_on=None
    )
    there = f"{path}unit_id__in"
    return Q(**{there: cases.values("unit_id")}) | Q(**{there: parts.values("unit_id")})


def hours_open_to(actor: Actor, path: str = "") -> Q:
    """Everybody who works in the place; for the person, those of the units that work with them."""
    if actor.is_person:
        return Q(**{f"{path}for_whom": BookedFor.PERSON}) & working_with(actor, path)
    return Q(**{f"{path}unit__organisation__place": actor.place})


class BookedHoursQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return hours_open_to(actor)


class BookedHours(GuardedModel):
    """Never changed once set up: other hours are new ones, and the old end."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="booked_hours")
    kind = models.CharField("slag", max_length=40)
    for_whom = models.CharField("för vem", max_length=20)
    weekday = models.PositiveSmallIntegerField("veckodag")
    starts = models.TimeField("från")
    ends = models.TimeField("till")
    slot_minutes = models.PositiveSmallIntegerField("minuter per tid")
    every_weeks = models.PositiveSmallIntegerField("hur ofta", default=1)
    since = models.DateField("gäller från")
    until = models.DateField("gäller till och med", null=True)
    place_kind = models.CharField("hur", max_length=10, choices=PlaceKind.choices, default=PlaceKind.ROOM)
    place = models.CharField("plats", max_length=300, blank=True)
    consultant_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    set_up_by = models.CharField("upplagd av", max_length=300)

    objects = BookedHoursQuerySet.as_manager()

    class Meta:
        verbose_name = "bokade tider"
        constraints = [
            models.CheckConstraint(
                name="hours_end_after_they_start",
                condition=Q(ends__gt=F("starts")),
                violation_error_message="Tiderna måste sluta efter att de börjar.",
            ),
            models.CheckConstraint(
                name="hours_last_day_after_first",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message="Sista dagen kan inte vara före den första.",
            ),
        ]
        indexes = [models.Index(fields=["unit", "until"], name="hours_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream_id(self) -> Any:
        return self.pk

    @property
    def rule(self) -> BookedTime:
        return routine(self.unit.organisation.place).booked_time(self.kind)

    @property
    def term(self) -> str:
        return self.rule.term

    @property
    def where(self) -> str:
        return self.place or str(self.get_place_kind_display())

    @property
    def often(self) -> str:
        return {1: "varje", 2: "varannan"}.get(self.every_weeks, f"var {self.every_weeks}:e")

    @property
    def title(self) -> str:
        """varje måndag kl. 10.00–12.00"""
        return f"{self.often} {WEEKDAYS[self.weekday]} kl. {self.starts:%H.%M}–{self.ends:%H.%M}"

    def recurring(self, closed: frozenset[date] = frozenset()) -> Recurring:
        return Recurring(
            weekday=self.weekday,
            starts=self.starts,
            ends=self.ends,
            minutes=self.slot_minutes,
            every_weeks=self.every_weeks,
            since=self.since,
            until=self.until,
            closed=closed,
        )


class ClosedDayQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return hours_open_to(actor, "hours__")


class ClosedDay(GuardedModel):
    """A day that the hours do not come back. `not_needed` when a consultant has been told so."""

    hours = models.ForeignKey(BookedHours, models.CASCADE, related_name="closed_days")
    day = models.DateField("dag")
    why = models.CharField("varför", max_length=200, blank=True)
    not_needed = models.BooleanField("behövs inte", default=False)
    closed_at = models.DateTimeField("stängd")
    closed_by = models.CharField("stängd av", max_length=300)

    objects = ClosedDayQuerySet.as_manager()

    class Meta:
        verbose_name = "stängd dag"
        constraints = [
            models.UniqueConstraint(
                fields=["hours", "day"], name="day_closed_once", violation_error_message="Dagen är redan stängd."
            )
        ]

    def __str__(self) -> str:
        return f"{self.hours_id} {self.day}"

    @property
    def stream_id(self) -> Any:
        return self.hours_id


class BookingQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit that has the hours, the one that booked, and the person."""
        if actor.is_person:
            return Q(pk__in=BookedPerson._base_manager.filter(person_id__in=actor.person_ids).values("booking_id"))
        return Q(unit_id__in=actor.reads | actor.distributes) | Q(from_unit_id__in=actor.reads)

    def booked(self) -> BookingQuerySet:
        return self.filter(state=BookingState.BOOKED)  # type: ignore[no-any-return]


class Booking(GuardedModel):
    """One slot, taken. That nobody else takes it is kept by the database."""

    hours = models.ForeignKey(BookedHours, models.PROTECT, related_name="bookings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField("börjar")
    ends_at = models.DateTimeField("slutar")
    state = models.CharField("läge", max_length=10, choices=BookingState.choices, default=BookingState.BOOKED)
    from_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    from_assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    booked_by = models.CharField("bokad av", max_length=300)
    sequence = models.PositiveIntegerField("ändring nr", default=0)
    came = models.BooleanField("kom den som tiden var för", null=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = "bokning"
        constraints = [
            models.UniqueConstraint(
                fields=["hours", "starts_at"],
                condition=Q(state="booked"),
                name="slot_booked_once",
                violation_error_message=TAKEN,
            )
        ]
        indexes = [
            models.Index(fields=["unit", "starts_at"], name="booking_unit"),
            models.Index(fields=["from_assignment", "starts_at"], name="booking_from"),
        ]

    def __str__(self) -> str:
        return self.when

    @property
    def stream_id(self) -> Any:
        return self.hours_id

    @property
    def when(self) -> str:
        return told(self.starts_at)

    @property
    def is_booked(self) -> bool:
        return self.state == BookingState.BOOKED


class BookedPersonQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The person; of the two units, those that may read about them today: by a case, or an open door."""
        if actor.is_person:
            return Q(person_id__in=actor.person_ids)
        known = Q(person__in=Person.objects.visible_to(actor)) | open_doors(actor, "coordination_id")
        return known & (Q(booking__unit_id__in=actor.reads) | Q(booking__from_unit_id__in=actor.reads))


class BookedPerson(GuardedModel):
    booking = models.OneToOneField(Booking, models.CASCADE, related_name="whom")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    coordination = models.ForeignKey(Coordination, models.CASCADE, null=True, related_name="+")
    about = models.CharField("vad det gäller", max_length=500, blank=True)

    objects = BookedPersonQuerySet.as_manager()

    class Meta:
        verbose_name = "den bokningen gäller"
        indexes = [models.Index(fields=["person"], name="booked_person")]


class BookedIntake(GuardedModel):
    """The first meeting of an intake is this slot: moved or cancelled here it is moved or cancelled there."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="first_meeting")
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="+")

    hangs_on = "intake"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "intaget bokningen gäller"


class BookingStep(GuardedModel):
    """The history of a booking: what happened, when, by whom and why."""

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="steps")
    step = models.CharField("vad som hände", max_length=10, choices=Step.choices)
    starts_at = models.DateTimeField("tiden")
    at = models.DateTimeField("när")
    by_label = models.CharField("av", max_length=300)
    why = models.CharField("varför", max_length=500, blank=True)

    hangs_on = "booking"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "steg i en bokning"

    def __str__(self) -> str:
        return f"{self.booking_id} {self.step}"
