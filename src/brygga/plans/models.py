"""The joint plan (SIP): worked on live as rows, frozen as versions that the parties and the person say yes to."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Organisation, Unit
from brygga.coordinations.models import Coordination, open_doors
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.meetings.models import Meeting
from brygga.plans.states import (
    CloseReason,
    GoalOutcome,
    InterventionState,
    Order,
    Performer,
    PlanState,
    Say,
    VersionState,
)
from brygga.rules.dates import written


class PlanQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return open_doors(actor, "coordination_id")

    def open(self) -> PlanQuerySet:
        return self.filter(state=PlanState.OPEN)


class Plan(GuardedModel):
    """The person's plan (BOR-07). The rows below are its working state; versions are what was agreed."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="plans")
    kind = models.CharField("slag av plan", max_length=20, default="SIP")
    meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, related_name="plans")
    state = models.CharField("läge", max_length=10, choices=PlanState.choices, default=PlanState.OPEN)
    routine_since = models.DateField("rutinens lydelse")
    started_on = models.DateField("påbörjad")
    started_by = models.CharField("påbörjad av", max_length=300)
    coordinator = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    responsible = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    follow_up_on = models.DateField("följs upp", null=True)
    follow_up_by = models.CharField("uppföljningen tas upp av", max_length=300, blank=True)
    copies_to = models.JSONField("kopia lämnas till", default=list)
    #: The nearest of the follow-up and the date for the rest of a partly adopted plan; the lists are sorted by it.
    due_on = models.DateField("nästa datum", null=True)
    closed_on = models.DateField("avslutad", null=True)
    closed_reason = models.CharField("skäl att avsluta", max_length=20, choices=CloseReason.choices, blank=True)
    closed_why = models.TextField("varför planen avslutades", blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "plan"
        constraints = [
            models.UniqueConstraint(
                fields=["coordination", "kind"],
                condition=Q(state="open"),
                name="one_open_plan",
                violation_error_message="Det finns redan en öppen plan i samordningen.",
            )
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="plan_due")]

    def __str__(self) -> str:
        return self.kind

    @property
    def stream_id(self) -> Any:
        return self.coordination_id


class PlanRowQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The working state is for those who write it; the person reads versions."""
        if actor.is_person:
            return Q(pk__in=[])
        return open_doors(actor, "plan__coordination_id")


class PlanRow(GuardedModel):
    """A row of the working state. `revision` is raised at each change, so that nobody overwrites unseen."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="%(class)ss")
    position = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    changed_by = models.CharField("senast ändrad av", max_length=300, blank=True)
    changed_at = models.DateTimeField("senast ändrad", null=True)
    removed_at = models.DateTimeField("borttagen", null=True)

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    @property
    def stream_id(self) -> Any:
        return self.plan.coordination_id


class PlanText(PlanRow):
    """The free text of one part that the routine names."""

    part = models.CharField("del", max_length=40)
    text = models.TextField("text", blank=True)

    class Meta(PlanRow.Meta):
        abstract = False
        verbose_name = "plantext"
        constraints = [models.UniqueConstraint(fields=["plan", "part"], name="plan_part_once")]


class Need(PlanRow):
    """A need in the person's own words."""

    text = models.TextField("behov, med personens ord")
    matter = models.CharField("livsområde", max_length=40, blank=True)

    class Meta(PlanRow.Meta):
        abstract = False
        verbose_name = "behov"


class Goal(PlanRow):
    """A goal, or a step on the way to one."""

    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="steps")
    need = models.ForeignKey(Need, models.SET_NULL, null=True, related_name="goals")
    text = models.TextField("mål")
    outcome = models.CharField("utfall", max_length=20, choices=GoalOutcome.choices, blank=True)
    outcome_note = models.TextField("hur det gick, med personens ord", blank=True)
    outcome_on = models.DateField("följt upp", null=True)

    class Meta(PlanRow.Meta):
        abstract = False
        verbose_name = "mål"


class Intervention(PlanRow):
    """An intervention (insats): what is done, by whom, when, and how the person benefits."""

    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, related_name="interventions")
    part = models.CharField("del av planen", max_length=40, blank=True)
    text = models.TextField("vad som ska göras")
    performer = models.CharField("vem", max_length=10, choices=Performer.choices, default=Performer.UNIT)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    responsible = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    performer_name = models.CharField("namn på den som gör det", max_length=200, blank=True)
    when = models.CharField("när", max_length=200, blank=True)
    starts_on = models.DateField("börjar", null=True)
    ends_on = models.DateField("slutar", null=True)
    benefit = models.TextField("vad jag har för nytta av det", blank=True)
    order = models.CharField("ordning", max_length=20, choices=Order.choices, default=Order.SIMULTANEOUS)
    after = models.ForeignKey("self", models.SET_NULL, null=True, related_name="then")
    state = models.CharField(
        "läge", max_length=20, choices=InterventionState.choices, default=InterventionState.PLANNED
    )

    class Meta(PlanRow.Meta):
        abstract = False
        verbose_name = "insats"
        constraints = [
            models.CheckConstraint(
                name="intervention_ends_after_start",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="Insatsen kan inte sluta före den börjar.",
            )
        ]


class InterruptionStep(PlanRow):
    """What happens if something is interrupted (plan för avbrott): a step with an owner."""

    happens = models.CharField("om det här händer", max_length=500)
    step = models.CharField("gör vi så här", max_length=500)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    owner_name = models.CharField("vem", max_length=200, blank=True)
    within_days = models.PositiveIntegerField("inom dagar", null=True)

    class Meta(PlanRow.Meta):
        abstract = False
        verbose_name = "steg vid avbrott"


class CrisisContact(PlanRow):
    name = models.CharField("namn", max_length=200)
    reach = models.CharField("nås på", max_length=200)
    when = models.CharField("när", max_length=200, blank=True)

    class Meta(PlanRow.Meta):
        abstract = False
        verbose_name = "kriskontakt"


class PlanLink(PlanRow):
    """Another plan of a unit's own (vårdplan, genomförandeplan), which the SIP does not replace."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField("slag av plan", max_length=100)
    where = models.CharField("var den finns", max_length=300)

    class Meta(PlanRow.Meta):
        abstract = False
        verbose_name = "verksamhetens egen plan"


class PlanVersionQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return open_doors(actor, "plan__coordination_id")


class PlanVersion(GuardedModel):
    """The plan as it was put to the parties and the person. `content` is never changed."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField("version")
    state = models.CharField("läge", max_length=20, choices=VersionState.choices, default=VersionState.PROPOSED)
    content = models.JSONField("innehåll")
    proposed_at = models.DateTimeField("lades fram")
    proposed_by = models.CharField("lades fram av", max_length=300)
    adopted_at = models.DateTimeField("antagen", null=True)
    rest_on = models.DateField("resten tas upp", null=True)
    follow_up_on = models.DateField("följs upp", null=True)
    lapsed_why = models.CharField("varför den förföll", max_length=300, blank=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "planversion"
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="version_number_once"),
            models.CheckConstraint(
                name="partly_has_date_for_the_rest",
                condition=~Q(state="partly") | Q(rest_on__isnull=False),
                violation_error_message="En delvis antagen plan ska ha ett datum för resten.",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def rest_day(self) -> str:
        return written(self.rest_on)

    @property
    def label(self) -> str:
        return f"version {self.number} av planen"

    @property
    def number_words(self) -> str:
        return str(self.number)

    @property
    def stream_id(self) -> Any:
        return self.plan.coordination_id


class ApprovalQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return open_doors(actor, "version__plan__coordination_id")


class Approval(GuardedModel):
    """What a party or the person said to a version; a new answer is a new row, the latest counts."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="approvals")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    by_person = models.BooleanField("personen själv", default=False)
    say = models.CharField("svar", max_length=10, choices=Say.choices)
    note = models.TextField("kommentar", blank=True)
    rest_on = models.DateField("resten tas upp", null=True)
    said_at = models.DateTimeField("svarade")
    by_label = models.CharField("av", max_length=300)
    how = models.CharField("hur svaret lämnades", max_length=200, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = "ställningstagande till plan"
        constraints = [
            models.CheckConstraint(
                name="answer_is_a_unit_or_the_person",
                condition=Q(unit__isnull=False, by_person=False) | Q(unit__isnull=True, by_person=True),
                violation_error_message="Ett svar kommer från en enhet eller från personen.",
            ),
            models.CheckConstraint(
                name="yes_to_a_part_has_a_date",
                condition=~Q(say="partly") | Q(rest_on__isnull=False),
                violation_error_message="Ett ja till en del ska ha ett datum för resten.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_say_display()

    @property
    def version_label(self) -> str:
        return self.version.label

    @property
    def say_words(self) -> str:
        return self.get_say_display().lower()

    @property
    def stream_id(self) -> Any:
        return self.version.plan.coordination_id


class ProgressQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return open_doors(actor, "intervention__plan__coordination_id")


class Progress(GuardedModel):
    """How an intervention goes, reported without a new version."""

    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="progress")
    state = models.CharField("läge", max_length=20, choices=InterventionState.choices)
    note = models.TextField("hur det går", blank=True)
    reported_at = models.DateTimeField("rapporterat")
    by_label = models.CharField("av", max_length=300)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name = "lägesrapport"

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def state_words(self) -> str:
        return self.get_state_display().lower()

    @property
    def stream_id(self) -> Any:
        return self.intervention.plan.coordination_id
