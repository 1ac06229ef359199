"""The cases announced to a meeting, and the units called to them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from brygga.agencies.models import Assignment, Unit
from brygga.consents.models import Disclosure
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.series.models.meetings import SeriesMeeting
from brygga.series.states import ItemState, Outcome


def called_to(actor: Actor) -> models.QuerySet[Any]:
    """The cases that the actor's units are called to; a named one while they may know whom it is about."""
    disclosed = Disclosure.objects.unrestricted(because="whether the unit called may know whom a case is about")
    told_them = disclosed.in_force(clock.today()).filter(stream_id=OuterRef("item_id"), to_unit_id=OuterRef("unit_id"))
    rows = CalledUnit._base_manager.filter(unit_id__in=actor.reads | actor.distributes)
    rows = rows.filter(Q(disclosure=None) | Exists(told_them)).exclude(item__state=ItemState.WITHDRAWN)
    return rows.values("item_id")


class DocketItemQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit that announced it and those called to it; the person, whom a named one is about."""
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids)
        return Q(from_unit_id__in=actor.reads) | Q(pk__in=called_to(actor))


class DocketItem(GuardedModel):
    """A case announced to a meeting: with whom it is about on the person's consent, or without its showing."""

    meeting = models.ForeignKey(SeriesMeeting, models.PROTECT, related_name="docket")
    late_for = models.ForeignKey(SeriesMeeting, models.PROTECT, null=True, related_name="+")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    from_assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    from_label = models.CharField("anmält av", max_length=300)
    announced_at = models.DateTimeField("anmält")
    state = models.CharField("läge", max_length=20, choices=ItemState.choices, default=ItemState.ANNOUNCED)
    coordination = models.ForeignKey(Coordination, models.CASCADE, null=True, related_name="+")
    age = models.PositiveSmallIntegerField("ålder", null=True)
    background = models.TextField("kort bakgrund")
    situation = models.TextField("aktuell situation")
    question = models.TextField("problembild och frågeställning")
    withdrawn_why = models.CharField("varför återtaget", max_length=300, blank=True)
    outcome = models.CharField("utfall", max_length=20, choices=Outcome.choices, blank=True)
    outcome_note = models.TextField("vad mötet kom fram till", blank=True)
    decided_at = models.DateTimeField("behandlat", null=True)
    decided_by = models.CharField("skrivet av", max_length=300, blank=True)

    objects = DocketItemQuerySet.as_manager()

    class Meta:
        verbose_name = "anmält ärende"
        constraints = [
            models.CheckConstraint(
                name="docket_item_named_or_of_an_age",
                condition=Q(coordination=None, age__isnull=False) | Q(coordination__isnull=False, age=None),
                violation_error_message="Skriv åldern när ärendet anmäls utan namn.",
            )
        ]
        indexes = [
            models.Index(fields=["meeting", "id"], name="docket_meeting"),
            models.Index(fields=["from_unit", "-id"], name="docket_from"),
        ]

    @property
    def stream_id(self) -> Any:
        return self.pk

    @property
    def title(self) -> str:
        return self.meeting.title

    @property
    def is_named(self) -> bool:
        return self.coordination_id is not None

    @property
    def waits(self) -> bool:
        return self.state == ItemState.ANNOUNCED


class CalledUnitQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(item__in=DocketItem.objects.visible_to(actor))


class CalledUnit(GuardedModel):
    """A unit that is called to a case."""

    item = models.ForeignKey(DocketItem, models.CASCADE, related_name="called")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+")

    objects = CalledUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "kallad enhet"
        constraints = [models.UniqueConstraint(fields=["item", "unit"], name="unit_called_to_item_once")]
        indexes = [models.Index(fields=["unit", "item"], name="called_unit")]

    def __str__(self) -> str:
        return str(self.unit_id)
