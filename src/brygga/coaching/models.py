"""Coaching team (coachingteam): the queue, the enrolled, their steps, and the activities with who was there."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from brygga.agencies.models import Assignment, Unit
from brygga.coaching.states import ACTIVE, IN_QUEUE, TRANSITIONS, Form, State, There
from brygga.consents.models import Disclosure
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.moves import Moving, NamedStep
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWith, SeenWithManager
from brygga.meetings.states import PlaceKind
from brygga.people.models import Case, Person
from brygga.requests.models import Request
from brygga.routines.coaching import Coaching, CoachingEnd, CoachingStep
from brygga.routines.loading import routine


def known_to_unit() -> Q:
    """The row's unit knows the person: by a case of its own, or while the person's yes lets it in."""
    cases = Case._base_manager.filter(unit_id=OuterRef("unit_id"), person_id=OuterRef("person_id"))
    opened = Coordination._base_manager.filter(pk=OuterRef("coordination_id"), unit_id=OuterRef("unit_id"))
    told = Disclosure.objects.unrestricted(because="whether the unit is let in").in_force(clock.today())
    let_in = told.filter(stream_id=OuterRef("coordination_id"), to_unit_id=OuterRef("unit_id"))
    return Q(Exists(cases)) | Q(Exists(opened)) | Q(Exists(let_in))


class EnrolmentQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The person, and those who work at, receive for or lead the team, as long as it may know the person."""
        if actor.is_person:
            return Q(person_id__in=actor.person_ids)
        return Q(unit_id__in=actor.reads | actor.distributes) & known_to_unit()

    def in_queue(self) -> EnrolmentQuerySet:
        return self.filter(state__in=IN_QUEUE)  # type: ignore[no-any-return]

    def enrolled(self) -> EnrolmentQuerySet:
        return self.filter(state=State.ENROLLED)  # type: ignore[no-any-return]

    def active(self) -> EnrolmentQuerySet:
        return self.filter(state__in=ACTIVE)  # type: ignore[no-any-return]


class Enrolment(Moving):
    """One person's way through one team: in the queue, offered a place, enrolled, ended."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="enrolments")
    place = models.CharField("rutin", max_length=40)
    team = models.CharField("slag av team", max_length=40)
    person = models.ForeignKey(Person, models.CASCADE, related_name="enrolments")
    coordination = models.ForeignKey(Coordination, models.SET_NULL, null=True, related_name="+")
    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="+")
    state = models.CharField("läge", max_length=10, choices=State.choices, default=State.WAITING)
    queued_at = models.DateTimeField("ställdes i kö")
    look_by = models.DateTimeField("hör av er senast")
    circumstances = models.JSONField("omständigheter", default=list)
    priority = models.CharField("grupp i kön", max_length=40, blank=True)
    rank = models.PositiveSmallIntegerField("ordning", default=0)
    priority_why = models.TextField("varför en annan grupp", blank=True)
    offered_at = models.DateTimeField("plats erbjuden", null=True)
    answer_by = models.DateTimeField("svar senast", null=True)
    said_yes_at = models.DateTimeField("personen sa ja", null=True)
    coach = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="coaches")
    enrolled_on = models.DateField("inskriven", null=True)
    over_why = models.TextField("varför fler än platserna", blank=True)
    ended_on = models.DateField("avslutad", null=True)
    ended_reason = models.CharField("avslutad på grund av", max_length=40, blank=True)
    ended_to = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    ended_note = models.TextField("om avslutet", blank=True)

    objects = EnrolmentQuerySet.as_manager()
    transitions = TRANSITIONS

    class Meta:
        verbose_name = "inskrivning"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "person"],
                condition=Q(state__in=["waiting", "offered", "enrolled"]),
                name="one_place_in_a_team",
                violation_error_message="Personen står redan i kö eller är inskriven där.",
            )
        ]
        indexes = [
            models.Index(fields=["unit", "state", "rank", "queued_at"], name="enrolment_queue"),
            models.Index(fields=["person"], name="enrolment_person"),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @property
    def is_queued(self) -> bool:
        return self.state in IN_QUEUE

    @property
    def is_enrolled(self) -> bool:
        return self.state == State.ENROLLED

    @cached_property
    def rule(self) -> Coaching:
        """The team as the routine had it when this began."""
        return routine(self.place).coaching(self.team, clock.day_of(self.queued_at))

    @property
    def end_rule(self) -> CoachingEnd | None:
        return self.rule.end(self.ended_reason) if self.ended_reason else None


class EnrolmentMove(NamedStep):
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="steps")
    state = models.CharField("läge", max_length=10, choices=State.choices)

    hangs_on = "enrolment"

    class Meta:
        verbose_name = "händelse i en inskrivning"


class Progress(GuardedModel):
    """One step towards work or studies, recorded. Where somebody stands now is the newest; the old ones stay."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="progress")
    step = models.CharField("steg", max_length=40)
    on = models.DateField("från")
    note = models.CharField("anteckning", max_length=500, blank=True)
    recorded_at = models.DateTimeField("skrevs in")
    by_label = models.CharField("av", max_length=300)

    hangs_on = "enrolment"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "steg mot arbete eller studier"
        indexes = [models.Index(fields=["enrolment", "on"], name="progress_enrolment")]

    def __str__(self) -> str:
        return self.step

    @property
    def rule(self) -> CoachingStep:
        return self.enrolment.rule.step(self.step)


class ActivityQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """A group is known in the whole place; what is for one alone by the team and by that one."""
        if actor.is_person:
            mine = Participation._base_manager.filter(enrolment__person_id__in=actor.person_ids)
            return Q(pk__in=mine.values("activity_id"))
        group = Q(form=Form.GROUP, unit__organisation__place=actor.place)
        return group | Q(unit_id__in=actor.reads | actor.distributes)

    def open(self) -> ActivityQuerySet:
        return self.filter(closed_on=None)  # type: ignore[no-any-return]


class Activity(GuardedModel):
    """What a team offers: alone or in group, once or time after time, held by anybody in the place."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="activities")
    place = models.CharField("rutin", max_length=40)
    team = models.CharField("slag av team", max_length=40)
    name = models.CharField("namn", max_length=100)
    form = models.CharField("form", max_length=10, choices=Form.choices, default=Form.GROUP)
    kind = models.CharField("slag", max_length=40)
    organiser = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField("platser")
    place_kind = models.CharField("hur", max_length=10, choices=PlaceKind.choices, default=PlaceKind.ROOM)
    where = models.CharField("plats", max_length=300, blank=True)
    often = models.CharField("hur ofta", max_length=100)
    added_by = models.CharField("tillagd av", max_length=300)
    closed_on = models.DateField("avslutad", null=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "aktivitet"
        indexes = [models.Index(fields=["unit", "closed_on"], name="activity_unit")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_group(self) -> bool:
        return self.form == Form.GROUP

    @property
    def kind_term(self) -> str:
        return routine(self.place).coaching(self.team).activity_kind(self.kind).term


class ActivitySessionQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The team, another team that has somebody there, and whoever takes part."""
        there = Participation._base_manager.filter(activity_id=OuterRef("activity_id"))
        if actor.is_person:
            return Q(Exists(there.filter(enrolment__person_id__in=actor.person_ids)))
        here = actor.reads | actor.distributes
        return Q(activity__unit_id__in=here) | Q(Exists(there.filter(enrolment__unit_id__in=here)))


class ActivitySession(GuardedModel):
    """One time that an activity is held."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField("börjar")
    ends_at = models.DateTimeField("slutar")
    cancelled_at = models.DateTimeField("inställd", null=True)
    cancelled_why = models.CharField("varför", max_length=200, blank=True)

    objects = ActivitySessionQuerySet.as_manager()

    class Meta:
        verbose_name = "aktivitetstillfälle"
        constraints = [
            models.CheckConstraint(
                name="session_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="Tiden måste sluta efter att den börjar.",
            )
        ]
        indexes = [models.Index(fields=["activity", "starts_at"], name="session_activity")]

    def __str__(self) -> str:
        return str(self.starts_at)

    @property
    def day(self) -> date:
        return clock.day_of(self.starts_at)

    def has_begun(self, now: datetime) -> bool:
        return self.starts_at <= now


class ParticipationQuerySet(SeenWith):
    def going_on(self) -> ParticipationQuerySet:
        return self.filter(until=None)  # type: ignore[no-any-return]


class Participation(GuardedModel):
    """A seat in an activity, from a day, until it is left."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="participations")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="participations")
    since = models.DateField("från")
    until = models.DateField("till och med", null=True)
    added_by = models.CharField("tillagd av", max_length=300)

    hangs_on = "enrolment"
    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "deltagande"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "enrolment"],
                condition=Q(until=None),
                name="takes_part_once",
                violation_error_message="Personen är redan med i aktiviteten.",
            )
        ]


class PresenceQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(participation__enrolment__in=Enrolment.objects.visible_to(actor))


class Presence(GuardedModel):
    """Whether a participant was there."""

    session = models.ForeignKey(ActivitySession, models.CASCADE, related_name="presences")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="presences")
    there = models.CharField("närvaro", max_length=10, choices=There.choices)
    noted_at = models.DateTimeField("skrevs in")
    by_label = models.CharField("av", max_length=300)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = "närvaro"
        constraints = [models.UniqueConstraint(fields=["session", "participation"], name="presence_once")]

    def __str__(self) -> str:
        return str(self.get_there_display())
