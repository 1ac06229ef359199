"""Investigations (utredningar): each unit its own, side by side; and the decisions that they lead to (STO-02, STO-03).

That one exists, its areas, where it stands and who answers for it is told as far as the circle of each area lets it;
what stands in it stays with the unit.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from brygga.agencies.models import Assignment, Unit
from brygga.coordinations.models import Coordination, in_the_circle, open_doors
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.investigations.states import InvestigationState, Ruling, ToldHow
from brygga.routines.loading import routine


class InvestigationQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """One's own unit's always; others' when at least one of its areas is told; the person sees that they go on."""
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids)
        areas = InvestigatedArea._base_manager.filter(investigation=OuterRef("pk"))
        told = areas.filter(_told(actor))
        return Q(unit_id__in=actor.reads) | open_doors(actor, "coordination_id") & Q(Exists(told))


def _told(actor: Actor) -> Q:
    """Areas in whose circle both the reader and the unit that investigates are."""
    return in_the_circle(actor, stream="investigation__coordination_id", unit="investigation__unit_id", matter="area")


class Investigation(GuardedModel):
    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="investigations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    caseworker = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    state = models.CharField("läge", max_length=10, choices=InvestigationState.choices, default=InvestigationState.OPEN)
    matter = models.CharField("främst om", max_length=40)
    begins_on = models.DateField("börjar")
    ready_on = models.DateField("beräknas klar")
    opened_at = models.DateTimeField("inledd")
    closed_on = models.DateField("avslutad", null=True)

    objects = InvestigationQuerySet.as_manager()

    class Meta:
        verbose_name = "utredning"
        constraints = [
            models.CheckConstraint(
                name="investigation_ready_after_begun",
                condition=Q(ready_on__gte=F("begins_on")),
                violation_error_message="Utredningen kan inte vara klar innan den har börjat.",
            ),
        ]
        indexes = [
            models.Index(fields=["coordination", "-id"], name="investigation_coordination"),
            models.Index(fields=["unit", "state", "ready_on"], name="investigation_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.get_state_display()}"

    @property
    def stream_id(self) -> Any:
        return self.coordination_id


class InvestigatedAreaQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        if actor.is_person:
            return Q(investigation__coordination__person_id__in=actor.person_ids)
        door = open_doors(actor, "investigation__coordination_id")
        return Q(investigation__unit_id__in=actor.reads) | door & _told(actor)


class InvestigatedArea(GuardedModel):
    """One matter of the place that is investigated; told within the circle of that matter."""

    investigation = models.ForeignKey(Investigation, models.CASCADE, related_name="areas")
    area = models.CharField("område", max_length=40)

    objects = InvestigatedAreaQuerySet.as_manager()

    class Meta:
        verbose_name = "område i en utredning"
        constraints = [models.UniqueConstraint(fields=["investigation", "area"], name="area_investigated_once")]

    def __str__(self) -> str:
        return self.area


class InvestigationContentQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(investigation__unit_id__in=actor.reads)


class InvestigationContent(GuardedModel):
    """What stands in it: read by the unit, and by nobody else."""

    investigation = models.OneToOneField(Investigation, models.CASCADE, related_name="content")
    question = models.TextField("vad den ska svara på", blank=True)
    despite = models.TextField("varför den behövs trots det som redan görs", blank=True)
    conclusion = models.TextField("slutsats", blank=True)

    objects = InvestigationContentQuerySet.as_manager()

    class Meta:
        verbose_name = "innehåll i en utredning"

    def __str__(self) -> str:
        return str(self.investigation_id)


class ResolutionQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit that decided, and the person when they have been told."""
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids, told_on__isnull=False)
        return Q(unit_id__in=actor.reads)


class Resolution(GuardedModel):
    """A decision about the person: by which unit, on what delegation, when, and how the person came to know of it."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="resolutions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    investigation = models.ForeignKey(Investigation, models.CASCADE, null=True, related_name="resolutions")
    matter = models.CharField("främst om", max_length=40)
    ruling = models.CharField("utfall", max_length=20, choices=Ruling.choices)
    words = models.TextField("vad som beslutades")
    decided_on = models.DateField("beslutat")
    decided_by = models.CharField("beslutat av", max_length=300)
    delegation = models.CharField("enligt delegation", max_length=300)
    recorded_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    tell_by = models.DateField("ska berättas senast", null=True)
    told_on = models.DateField("berättat", null=True)
    told_how = models.CharField("hur det berättades", max_length=20, choices=ToldHow.choices, blank=True)
    told_by = models.CharField("berättat av", max_length=300, blank=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = "beslut"
        constraints = [
            models.CheckConstraint(
                name="resolution_told_how",
                condition=Q(told_on=None, told_how="") | Q(told_on__isnull=False) & ~Q(told_how=""),
                violation_error_message="Skriv både när och hur det berättades.",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "told_on", "tell_by"], name="resolution_untold"),
            models.Index(fields=["coordination", "-id"], name="resolution_coordination"),
        ]

    def __str__(self) -> str:
        return self.get_ruling_display()

    @property
    def stream_id(self) -> Any:
        return self.coordination_id

    @property
    def matter_term(self) -> str:
        return routine(self.coordination.place).matter(self.matter).term
