"""The series, its meetings, and who sat at them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Organisation, Unit
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.routines.loading import routine
from brygga.routines.vocabulary import SeriesKind, SeriesRule, StandingItem
from brygga.rules.clocks import due_at
from brygga.rules.dates import MONTHS, WEEKDAYS
from brygga.rules.words import in_sentence
from brygga.series.states import Attendance, MeetingState
from brygga.series.whose import their_series


class MeetingSeriesQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return their_series(actor)


class MeetingSeries(GuardedModel):
    """The routine's series, in one organisation or between those of the place."""

    place = models.CharField("rutin", max_length=40)
    key = models.CharField("serie", max_length=40)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    objects = MeetingSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "mötesserie"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "key", "organisation"], condition=Q(organisation__isnull=False), name="series_once"
            ),
            models.UniqueConstraint(fields=["place", "key"], condition=Q(organisation=None), name="series_across_once"),
        ]

    def __str__(self) -> str:
        return self.key

    def rule_on(self, day: date) -> SeriesRule:
        return routine(self.place).series(self.key, day)


def told(at: datetime) -> str:
    """tisdag 8 december kl. 09.00"""
    local = at.astimezone(clock.SWEDEN)
    return f"{WEEKDAYS[local.weekday()]} {local.day} {MONTHS[local.month - 1]} kl. {local:%H.%M}"


class SeriesMeetingQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return their_series(actor, "series__")


class SeriesMeeting(GuardedModel):
    """One of the series' meetings. The list of cases closes by the routine's clock, also when it is moved."""

    series = models.ForeignKey(MeetingSeries, models.PROTECT, related_name="meetings")
    kind = models.CharField("slag av möte", max_length=40)
    month = models.DateField("månad")
    starts_at = models.DateTimeField("börjar")
    ends_at = models.DateTimeField("slutar")
    where = models.CharField("plats", max_length=300, blank=True)
    state = models.CharField("läge", max_length=20, choices=MeetingState.choices, default=MeetingState.PLANNED)
    changed_why = models.CharField("varför ändrat", max_length=300, blank=True)
    held_at = models.DateTimeField("hölls", null=True)
    writer_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    about_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField("justerat", null=True)
    adopted_by = models.CharField("justerat av", max_length=300, blank=True)

    objects = SeriesMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "månadsmöte"
        constraints = [
            models.UniqueConstraint(
                fields=["series", "month"],
                name="series_meeting_once",
                violation_error_message="Mötet för den månaden finns redan.",
            ),
            models.CheckConstraint(
                name="series_meeting_ends_after_start",
                condition=Q(ends_at__gt=models.F("starts_at")),
                violation_error_message="Mötet måste sluta efter att det börjat.",
            ),
        ]
        indexes = [models.Index(fields=["series", "state", "starts_at"], name="series_meeting_time")]

    def __str__(self) -> str:
        return self.title

    @property
    def stream_id(self) -> Any:
        return self.pk

    @property
    def rule(self) -> SeriesRule:
        """As the routine has it that day."""
        return self.series.rule_on(self.day)

    @property
    def kind_rule(self) -> SeriesKind:
        return self.rule.kind(self.kind)

    @property
    def term(self) -> str:
        return self.kind_rule.term

    @property
    def items(self) -> tuple[StandingItem, ...]:
        return self.kind_rule.items_in(self.month)

    @property
    def day(self) -> date:
        return clock.day_of(self.starts_at)

    @property
    def when(self) -> str:
        return told(self.starts_at)

    @property
    def title(self) -> str:
        """samverkansmötet 8 december"""
        return f"{in_sentence(self.term)} {self.day.day} {MONTHS[self.day.month - 1]}"

    @property
    def closes_at(self) -> datetime | None:
        """The last moment to announce a case; none where the series takes no cases."""
        if not self.rule.takes_cases:
            return None
        return due_at(routine(self.series.place).deadline(self.rule.submit, self.day), self.starts_at)

    @property
    def closes(self) -> str:
        return told(self.closes_at) if self.closes_at else ""

    @property
    def is_planned(self) -> bool:
        return self.state == MeetingState.PLANNED

    @property
    def is_held(self) -> bool:
        return self.state == MeetingState.HELD

    @property
    def is_under_way(self) -> bool:
        """Held, and its minutes still open."""
        return self.is_held and self.adopted_at is None


class SeriesSeatQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Everybody in the series; and the unit whose seat it is."""
        return Q(meeting__in=SeriesMeeting.objects.visible_to(actor)) | Q(unit_id__in=actor.reads)

    def stayed_away(self) -> SeriesSeatQuerySet:
        """Obliged, not there, and nobody has asked why."""
        return self.filter(  # type: ignore[no-any-return]
            obliged=True, attendance=Attendance.ABSENT, followed_up_at=None
        )


class SeriesSeat(GuardedModel):
    """Who was to come to a meeting that has been held, and whether they did."""

    meeting = models.ForeignKey(SeriesMeeting, models.CASCADE, related_name="seats")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    obliged = models.BooleanField("måste vara med", default=True)
    attendance = models.CharField("närvaro", max_length=10, choices=Attendance.choices)
    followed_up_at = models.DateTimeField("frånvaron uppföljd", null=True)
    followed_up_by = models.CharField("uppföljd av", max_length=300, blank=True)
    followed_up_how = models.CharField("uppföljning", max_length=300, blank=True)

    objects = SeriesSeatQuerySet.as_manager()

    class Meta:
        verbose_name = "plats vid månadsmöte"
        constraints = [models.UniqueConstraint(fields=["meeting", "assignment"], name="series_seat_once")]
        indexes = [models.Index(fields=["unit", "attendance", "followed_up_at"], name="series_seat_unit")]

    def __str__(self) -> str:
        return str(self.assignment_id)

    @property
    def stream_id(self) -> Any:
        return self.meeting_id

    @property
    def is_followed_up(self) -> bool:
        return self.followed_up_at is not None

    @property
    def waits(self) -> bool:
        """Somebody is to ask why."""
        return self.obliged and self.attendance == Attendance.ABSENT and not self.is_followed_up
