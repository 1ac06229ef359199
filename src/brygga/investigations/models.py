"""Investigations (utredningar): each unit its own, side by side; and the decisions that they lead to (STO-02, STO-03).

That one exists, its areas, where it stands and who answers for it is told as far as the circle of each area lets it;
what stands in it stays with the unit.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from brygga.agencies.models import Assignment, Unit
from brygga.consents.models import Consent, Disclosure
from brygga.coordinations.models import Coordination, in_the_circle, open_doors
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWithManager
from brygga.investigations.states import Extent, How, InvestigationState, PlanOutcome, Ruling, ToldHow
from brygga.requests.models import Request
from brygga.routines.investigating import MappingMode
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


class MappingPlanQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit that wrote it down, and those who are in the circle of everything that it is about."""
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids)
        rows = MappedArea._base_manager.filter(plan=OuterRef("pk"))
        shut = rows.exclude(in_the_circle(actor, stream="plan__coordination_id", unit="plan__unit_id", matter="area"))
        return Q(unit_id__in=actor.reads) | open_doors(actor, "coordination_id") & ~Q(Exists(shut))


class MappingPlan(GuardedModel):
    """How units find out about somebody together: which mode, who asks what, on which consent, and what it led to."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="mapping_plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    mode = models.CharField("sätt", max_length=40)
    mode_why = models.TextField("varför ett annat sätt valdes", blank=True)
    matter = models.CharField("främst om", max_length=40)
    parties = models.ManyToManyField(Unit, related_name="+")
    information = models.TextField("vilken information")
    informed = models.TextField("hur personen får veta")
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="+")
    agreed_on = models.DateField("överenskommet")
    written_by = models.CharField("skriven av", max_length=300)
    outcome = models.CharField("utfall", max_length=20, choices=PlanOutcome.choices, blank=True)
    outcome_note = models.TextField("vad den ledde till", blank=True)
    ended_on = models.DateField("avslutad", null=True)

    objects = MappingPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kartläggningsplan"
        indexes = [models.Index(fields=["coordination", "-id"], name="mapping_plan_coordination")]

    def __str__(self) -> str:
        return self.mode

    @property
    def stream_id(self) -> Any:
        return self.coordination_id

    @property
    def rule(self) -> MappingMode:
        """The routine's word for it; what it was called when it was agreed, if the routine has dropped it since."""
        rows = [row for row in routine(self.coordination.place).mapping_modes if row.key == self.mode]
        return max(rows, key=lambda row: (row.since <= self.agreed_on, row.since))

    @property
    def mode_term(self) -> str:
        return self.rule.term


class MappedArea(GuardedModel):
    """Who finds out about an area, and how; without a unit all of them together."""

    plan = models.ForeignKey(MappingPlan, models.CASCADE, related_name="areas")
    area = models.CharField("område", max_length=40)
    how = models.CharField("hur", max_length=20, choices=How.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    hangs_on = "plan"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "område i en kartläggningsplan"
        constraints = [models.UniqueConstraint(fields=["plan", "area"], name="area_mapped_once")]

    def __str__(self) -> str:
        return self.area


class SummaryQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit that wrote it always; the one that asked while the consent opens all its areas; the person."""
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids)
        disclosures = Disclosure.objects.unrestricted(because="whether a summary is open to the unit that asked")
        opened = disclosures.in_force(clock.today()).filter(stream_id=OuterRef("pk"), to_unit_id=OuterRef("to_unit_id"))
        about = disclosures.in_force(clock.today(), OuterRef(OuterRef("matter")))
        told = about.filter(stream_id=OuterRef("summary_id"), to_unit_id=OuterRef("summary__to_unit_id"))
        shut = SummarisedArea._base_manager.filter(~Exists(told), summary=OuterRef("pk"))
        return Q(unit_id__in=actor.reads) | Q(to_unit_id__in=actor.reads) & Q(Exists(opened)) & ~Q(Exists(shut))


class Summary(GuardedModel):
    """What a unit has written down when another asked for it, disclosed to that one on the person's consent."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="summaries")
    request = models.OneToOneField(Request, models.CASCADE, related_name="summary")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    written_by = models.CharField("skriven av", max_length=300)
    written_at = models.DateTimeField("lämnad")
    answers = models.JSONField("innehåll", default=dict)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+")

    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name = "sammanfattning"
        indexes = [models.Index(fields=["coordination", "-id"], name="summary_coordination")]


class SummarisedArea(GuardedModel):
    """Whether the summary is enough in an area, so that the person is not asked the same again."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="areas")
    area = models.CharField("område", max_length=40)
    matter = models.CharField("fråga", max_length=40)
    extent = models.CharField("hur mycket", max_length=20, choices=Extent.choices)

    hangs_on = "summary"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "område i en sammanfattning"
        constraints = [models.UniqueConstraint(fields=["summary", "area"], name="area_summarised_once")]

    def __str__(self) -> str:
        return self.area
