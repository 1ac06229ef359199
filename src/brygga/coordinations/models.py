"""Coordination (samordning): the units that work together about a person, and what they have told each other."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from brygga.agencies.models import Assignment, Unit
from brygga.consents.models import COORDINATION, Disclosure
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.among import few
from brygga.core.models import Event
from brygga.core.visibility import GuardedModel, GuardedQuerySet, once_a_page, remembered
from brygga.people.models import Case, Person
from brygga.rules.case_kinds import NextStep
from brygga.rules.consents import told_because


class Standing(models.TextChoices):
    """How far a unit has come with the person (Malmö handbook, the four kinds of case)."""

    NEW = "new", "Ny här"
    KNOWN = "known", "Känd här"
    PLANNED = "planned", "Insatser planeras"
    ONGOING = "ongoing", "Insatser pågår"


def open_engagements(actor: Actor, matter: Any = COORDINATION) -> models.QuerySet[Any]:
    """The actor's engagements whose door is open: as the unit that opened it, or by a disclosure in force."""
    disclosed = (
        Disclosure.objects.unrestricted(because="the door of a coordination")
        .in_force(clock.today(), matter)
        .filter(stream_id=OuterRef("coordination_id"), to_unit_id=OuterRef("unit_id"))
    )
    return Engagement._base_manager.filter(unit_id__in=actor.reads, ended_on=None).filter(
        Q(unit_id=F("coordination__unit_id")) | Exists(disclosed)
    )


def open_doors(actor: Actor, path: str) -> Q:
    """Rows whose coordination, found by `path`, the actor may read now; in a steady view looked up once."""
    doors = remembered(("doors", actor.kind, actor.reads, actor.person_ids), lambda: few(_doors(actor)))
    return Q(**{f"{path}__among": doors}) if doors is not None else Q(**{f"{path}__in": _doors(actor)})


def _doors(actor: Actor) -> models.QuerySet[Any]:
    if actor.is_person:
        return Coordination._base_manager.filter(person_id__in=actor.person_ids).values_list("pk", flat=True)
    return open_engagements(actor).values_list("coordination_id", flat=True).order_by()


class CoordinationQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return open_doors(actor, "pk")

    def open(self) -> CoordinationQuerySet:
        return self.filter(closed_on=None)  # type: ignore[no-any-return]


class Coordination(GuardedModel):
    """Opened by one unit for one person; other units are let in by a disclosure and engage themselves."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="coordinations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    place = models.CharField("rutin", max_length=40)
    number = models.CharField("nummer", max_length=20, unique=True)
    opened_on = models.DateField("öppnad")
    opened_by = models.CharField("öppnad av", max_length=300)
    coordinator = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="coordinates")
    why = models.TextField("varför samordning behövs", blank=True)
    reasons = models.JSONField("skäl", default=list)
    discharge = models.BooleanField("utskrivning från slutenvård", default=False)
    exploratory = models.BooleanField("inget är registrerat ännu", default=False)
    next_step = models.CharField("valt nästa steg", max_length=40, blank=True)
    next_step_why = models.TextField("varför ett annat steg valdes", blank=True)
    closed_on = models.DateField("avslutad", null=True)
    closed_why = models.TextField("varför den avslutades", blank=True)

    objects = CoordinationQuerySet.as_manager()

    class Meta:
        verbose_name = "samordning"
        indexes = [models.Index(fields=["person"], name="coordination_person")]

    def __str__(self) -> str:
        return self.number

    @property
    def stream_id(self) -> Any:
        return self.pk

    @property
    def chosen_step(self) -> str:
        return NextStep(self.next_step).term if self.next_step else "det föreslagna"


class EngagementQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Everyone engaged in a coordination one sees, and one's own unit's engagements always."""
        if actor.is_person:
            return open_doors(actor, "coordination_id")
        return open_doors(actor, "coordination_id") | Q(unit_id__in=actor.reads)

    def open(self) -> EngagementQuerySet:
        return self.filter(ended_on=None)  # type: ignore[no-any-return]


class Engagement(GuardedModel):
    """A unit's part in a coordination: since when, who answers for it there, and in which own case."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="engagements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="engagements")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="engagements")
    caseworker = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="engagements")
    role = models.CharField("vad enheten gör", max_length=300, blank=True)
    standing = models.CharField("läge", max_length=10, choices=Standing.choices, default=Standing.NEW)
    since = models.DateField("engagerad sedan")
    ended_on = models.DateField("avslutad", null=True)
    ended_why = models.CharField("varför den avslutades", max_length=500, blank=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        verbose_name = "engagemang"
        constraints = [
            models.UniqueConstraint(
                fields=["coordination", "unit"],
                condition=Q(ended_on=None),
                name="unit_engaged_once",
                violation_error_message="Enheten är redan med i samordningen.",
            )
        ]
        indexes = [
            models.Index(fields=["unit", "ended_on", "coordination"], name="engagement_unit"),
            models.Index(fields=["caseworker", "ended_on"], name="engagement_caseworker"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} i {self.coordination_id}"

    @property
    def told_why(self) -> str:
        return told_because(self.ended_why)

    @property
    def standing_term(self) -> str:
        return str(self.get_standing_display()).lower()

    @property
    def stream_id(self) -> Any:
        return self.coordination_id


def in_the_circle(actor: Actor, *, stream: str, unit: str, matter: str) -> Q:
    """Both the reader's unit and the one that wrote are in the circle of the row's matter; the arguments are paths.

    The unit that opened the coordination is in it by itself; the others by a disclosure whose ground holds today.
    """
    key = ("circle", actor.reads, stream, unit, matter)
    circle: Q = once_a_page(key, lambda: _circle(actor, stream, unit, matter))
    return circle


def _circle(actor: Actor, stream: str, unit: str, matter: str) -> Q:
    opened = Coordination._base_manager.filter(pk=OuterRef(stream))
    disclosures = Disclosure.objects.unrestricted(because="the circle around a matter")
    told = disclosures.in_force(clock.today(), OuterRef(OuterRef(matter))).filter(stream_id=OuterRef(stream))
    reader = Exists(opened.filter(unit_id__in=actor.reads)) | Exists(told.filter(to_unit_id__in=actor.reads))
    writer = Exists(opened.filter(unit_id=OuterRef(unit))) | Exists(told.filter(to_unit_id=OuterRef(unit)))
    return Q(reader) & Q(writer)


def told_to(actor: Actor, event: str = "") -> Q:
    """Events, found by the path `event`, about no matter, of one's own, or in the circle of their matter."""
    stream, unit, matter = f"{event}stream_id", f"{event}unit_id", f"{event}matter"
    circle = in_the_circle(actor, stream=stream, unit=unit, matter=matter)
    return Q(**{matter: ""}) | Q(**{f"{unit}__in": actor.reads}) | circle


class EntryQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """One's own unit's notes always; others' within the circle of the matter; the person sees all of them."""
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids)
        circle = in_the_circle(actor, stream="coordination_id", unit="unit_id", matter="matter")
        return Q(unit_id__in=actor.reads) | open_doors(actor, "coordination_id") & circle


class Entry(GuardedModel):
    """A note that its unit shares with the others, within one matter of the consent."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="entries")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    matter = models.CharField("fråga", max_length=40)
    text = models.TextField("anteckning")
    written_by = models.CharField("skriven av", max_length=300)
    written_at = models.DateTimeField("skriven")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "delad anteckning"
        indexes = [models.Index(fields=["coordination", "-id"], name="entry_coordination")]

    @property
    def stream_id(self) -> Any:
        return self.coordination_id


class InboxItemQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """What has come to one's own assignment or unit, while the coordination and its matter are open to one."""
        if not actor.is_staff:
            return Q(pk__in=[])
        mine = Q(assignment_id=actor.assignment_id) | Q(assignment=None, unit_id__in=actor.reads | actor.distributes)
        return mine & (Q(stream_id=None) | open_doors(actor, "stream_id") & told_to(actor, "event__"))

    def unread(self) -> InboxItemQuerySet:
        return self.filter(read_at=None)  # type: ignore[no-any-return]


class InboxItem(GuardedModel):
    """An event told to the responsible caseworker of an engaged unit, or to the unit when nobody is appointed."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="+", null=True)
    stream_id = models.UUIDField(null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    affects_planning = models.BooleanField("påverkar din planering", default=False)
    arrived_at = models.DateTimeField("kom")
    read_at = models.DateTimeField("läst", null=True)

    objects = InboxItemQuerySet.as_manager()

    class Meta:
        verbose_name = "inkorgspost"
        indexes = [
            models.Index(fields=["assignment", "read_at", "-id"], name="inbox_assignment"),
            models.Index(fields=["unit", "read_at", "-id"], name="inbox_unit"),
        ]
