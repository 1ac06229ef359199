"""Granted interventions (beviljade insatser): which unit decided, which answers for each, and since when.

At every moment exactly one unit answers for each; it changes only by `acts.move_responsibility`, and not while it is
frozen (STO-14).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.coordinations.models import Coordination, in_the_circle, open_doors
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWithManager
from brygga.interventions.states import ALIVE, GrantedState
from brygga.investigations.models import Resolution
from brygga.investigations.states import ToldHow
from brygga.meetings.models import Meeting
from brygga.plans.models import InterruptionStep, Intervention
from brygga.plans.states import Order
from brygga.routines.interventions import kind_of
from brygga.routines.loading import routine


class GrantedQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit that decided and the one that answers; the others in the circle of the matter; the person when told.

        What goes on about the person is never hidden from the person.
        """
        if actor.is_person:
            told = Q(told_on__isnull=False) | Q(resolution__told_on__isnull=False)
            mine = Q(coordination__person_id__in=actor.person_ids)
            return mine & (told | Q(begun_on__isnull=False))
        circle = in_the_circle(actor, stream="coordination_id", unit="unit_id", matter="matter")
        own = Q(unit_id__in=actor.reads) | Q(responsible_unit_id__in=actor.reads)
        return own | open_doors(actor, "coordination_id") & circle

    def alive(self) -> GrantedQuerySet:
        return self.filter(state__in=ALIVE)  # type: ignore[no-any-return]


class GrantedIntervention(GuardedModel):
    """`holds` counts those who keep the responsibility where it is: an open escalation each."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="granted_interventions")
    kind = models.CharField("slag av insats", max_length=40, blank=True)
    matter = models.CharField("främst om", max_length=40)
    words = models.CharField("vad som är beviljat", max_length=500)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    responsible_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    responsible_since = models.DateField("ansvarig sedan")
    decided_on = models.DateField("beslutat")
    decided_by = models.CharField("beslutat av", max_length=300)
    delegation = models.CharField("enligt delegation", max_length=300)
    recorded_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    resolution = models.ForeignKey(Resolution, models.SET_NULL, null=True, related_name="+")
    circumstances = models.JSONField("vad kostnadsreglerna frågar om", default=list)
    plan_row = models.ForeignKey(Intervention, models.SET_NULL, null=True, related_name="+")
    starts_on = models.DateField("från och med")
    ends_on = models.DateField("till och med", null=True)
    order = models.CharField("ordning", max_length=20, choices=Order.choices, default=Order.SIMULTANEOUS)
    after = models.ForeignKey("self", models.SET_NULL, null=True, related_name="then")
    state = models.CharField("läge", max_length=20, choices=GrantedState.choices, default=GrantedState.DECIDED)
    begun_on = models.DateField("påbörjad", null=True)
    interrupted_on = models.DateField("avbruten", null=True)
    ended_on = models.DateField("avslutad", null=True)
    holds = models.PositiveIntegerField("hålls kvar av", default=0)
    frozen_since = models.DateField("ansvaret ligger fast sedan", null=True)
    frozen_because = models.CharField("varför ansvaret ligger fast", max_length=300, blank=True)
    told_on = models.DateField("berättat", null=True)
    told_how = models.CharField("hur det berättades", max_length=20, choices=ToldHow.choices, blank=True)
    told_by = models.CharField("berättat av", max_length=300, blank=True)

    objects = GrantedQuerySet.as_manager()

    class Meta:
        verbose_name = "beviljad insats"
        constraints = [
            models.CheckConstraint(
                name="granted_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="Insatsen kan inte sluta innan den har börjat.",
            ),
            models.CheckConstraint(
                name="granted_after_another_or_not",
                condition=Q(order="after") | Q(after=None),
                violation_error_message="Välj vilken insats som ska komma först, eller att de går samtidigt.",
            ),
            models.CheckConstraint(
                name="granted_told_how",
                condition=Q(told_on=None, told_how="") | Q(told_on__isnull=False) & ~Q(told_how=""),
                violation_error_message="Skriv både när och hur det berättades.",
            ),
            models.CheckConstraint(
                name="granted_ended_on_a_day",
                condition=Q(state="ended", ended_on__isnull=False) | ~Q(state="ended") & Q(ended_on=None),
                violation_error_message="En avslutad insats har en dag då den tog slut.",
            ),
        ]
        indexes = [
            models.Index(fields=["coordination", "-id"], name="granted_coordination"),
            models.Index(fields=["responsible_unit", "state", "ends_on"], name="granted_responsible"),
            models.Index(fields=["unit", "state"], name="granted_unit"),
        ]

    @property
    def stream_id(self) -> Any:
        return self.coordination_id

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE

    @property
    def is_frozen(self) -> bool:
        return self.holds > 0

    @property
    def told_day(self) -> date | None:
        """When the person came to know of it: by itself, or by the decision that it rests on."""
        return self.told_on or (self.resolution.told_on if self.resolution else None)

    @property
    def kind_term(self) -> str:
        found = kind_of(routine(self.coordination.place), self.kind)
        return found.term if found else ""

    @property
    def matter_term(self) -> str:
        return routine(self.coordination.place).matter(self.matter).term


class ResponsibilityMove(GuardedModel):
    """From which day a unit answers, and because of what. Rows are only added."""

    hangs_on = "intervention"
    intervention = models.ForeignKey(GrantedIntervention, models.CASCADE, related_name="moves")
    from_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField("från och med")
    because = models.CharField("varför", max_length=300)
    at = models.DateTimeField("skrivet")
    by_label = models.CharField("av", max_length=300)

    objects = SeenWithManager()

    class Meta:
        verbose_name = "ansvar som flyttas"
        constraints = [
            models.CheckConstraint(
                name="responsibility_moves_to_another",
                condition=Q(from_unit=None) | ~Q(from_unit=models.F("to_unit")),
                violation_error_message="Enheten ansvarar redan för insatsen.",
            )
        ]

    @property
    def stream_id(self) -> Any:
        return self.intervention.coordination_id


class InterventionChange(GuardedModel):
    """What has happened to an intervention, and when. Rows are only added."""

    hangs_on = "intervention"
    intervention = models.ForeignKey(GrantedIntervention, models.CASCADE, related_name="changes")
    state = models.CharField("läge", max_length=20, choices=GrantedState.choices)
    on = models.DateField("dag")
    note = models.TextField("vad som har hänt", blank=True)
    at = models.DateTimeField("skrivet")
    by_label = models.CharField("av", max_length=300)

    objects = SeenWithManager()

    class Meta:
        verbose_name = "ändring av en beviljad insats"

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def stream_id(self) -> Any:
        return self.intervention.coordination_id


class RaisedStepQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """All who read the plan, where it was agreed; and the unit that is to do it."""
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids)
        return Q(unit_id__in=actor.reads) | open_doors(actor, "coordination_id")

    def waiting(self) -> RaisedStepQuerySet:
        return self.filter(done_on=None)  # type: ignore[no-any-return]


class RaisedStep(GuardedModel):
    """A step agreed in the plan for interruptions, to be done now that something is interrupted (MAL-18)."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="raised_steps")
    intervention = models.ForeignKey(GrantedIntervention, models.SET_NULL, null=True, related_name="raised_steps")
    plan_row = models.ForeignKey(Intervention, models.SET_NULL, null=True, related_name="+")
    step = models.ForeignKey(InterruptionStep, models.SET_NULL, null=True, related_name="+")
    happens = models.CharField("om det här händer", max_length=500)
    words = models.CharField("gör vi så här", max_length=500)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    owner_name = models.CharField("vem", max_length=200, blank=True)
    raised_on = models.DateField("avbrottet")
    due_on = models.DateField("senast")
    done_on = models.DateField("klart", null=True)
    what_was_done = models.TextField("vad som gjordes", blank=True)
    done_by = models.CharField("av", max_length=300, blank=True)

    objects = RaisedStepQuerySet.as_manager()

    class Meta:
        verbose_name = "steg efter ett avbrott"
        constraints = [
            models.CheckConstraint(
                name="raised_step_done_says_what",
                condition=Q(done_on=None, what_was_done="") | Q(done_on__isnull=False) & ~Q(what_was_done=""),
                violation_error_message="Skriv både när och vad som gjordes.",
            ),
            models.UniqueConstraint(
                fields=["step"],
                condition=Q(done_on=None, step__isnull=False),
                name="step_raised_once_at_a_time",
                violation_error_message="Steget väntar redan på att göras.",
            ),
        ]
        indexes = [
            models.Index(fields=["coordination", "-id"], name="raised_step_coordination"),
            models.Index(fields=["unit", "done_on", "due_on"], name="raised_step_unit"),
        ]

    @property
    def stream_id(self) -> Any:
        return self.coordination_id


class PaymentQuestionQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The units that see the intervention: the person is not drawn into who pays."""
        if actor.is_person:
            return Q(pk__in=[])
        return Q(intervention__in=GrantedIntervention.objects.visible_to(actor))


class PaymentQuestion(GuardedModel):
    """Who pays, where the units are not agreed: settled in a meeting with those who may decide (MAL-14)."""

    intervention = models.ForeignKey(GrantedIntervention, models.CASCADE, related_name="payment_questions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    question = models.TextField("vad ni inte är överens om")
    asked_on = models.DateField("ställd")
    asked_by = models.CharField("ställd av", max_length=300)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    settled_as = models.TextField("vem som betalar", blank=True)
    settled_on = models.DateField("avgjord", null=True)
    settled_by = models.CharField("skriven av", max_length=300, blank=True)

    objects = PaymentQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "betalningsfråga"
        constraints = [
            models.UniqueConstraint(
                fields=["intervention"],
                condition=Q(settled_on=None),
                name="one_open_payment_question",
                violation_error_message="Det finns redan en öppen betalningsfråga om insatsen.",
            ),
            models.CheckConstraint(
                name="payment_settled_in_a_meeting",
                condition=Q(settled_on=None, meeting=None, settled_as="")
                | Q(settled_on__isnull=False, meeting__isnull=False) & ~Q(settled_as=""),
                violation_error_message="En betalningsfråga avgörs i ett möte, och det står vem som betalar.",
            ),
        ]

    @property
    def stream_id(self) -> Any:
        return self.intervention.coordination_id
