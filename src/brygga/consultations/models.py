"""Consultations (konsultationer): one unit seeks another's advice, by name with consent, else about nobody at all.

One without a name holds nothing that shows whom it is about: no key, no number, no name in its words.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.consents.models import Disclosure
from brygga.consultations.states import How, NextBy
from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.moves import Moving, Step
from brygga.core.visibility import GuardedQuerySet
from brygga.requests.states import TRANSITIONS, RequestState
from brygga.routines.loading import routine
from brygga.routines.vocabulary import ConsultationKind
from brygga.rules.powers import Power


class ConsultationQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit that asked, the unit that was asked, and the person whom a named one is about.

        In a closed circle (STO-09) only those who lead the two units, and the caseworkers concerned.
        """
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids)
        units = Q(from_unit_id__in=actor.reads) | Q(to_unit_id__in=actor.reads | actor.distributes)
        return units & (Q(closed_circle=False) | _in_the_circle(actor))


def _in_the_circle(actor: Actor) -> Q:
    """Those who lead, and the two who have talked to each other."""
    if actor.has(Power.LEAD):
        return ~Q(pk__in=[])
    return Q(from_assignment_id=actor.assignment_id) | Q(talked_with_id=actor.assignment_id)


class Consultation(Moving):
    """Advice asked of a function at a unit: in a conversation that is written up, or in writing."""

    place = models.CharField("rutin", max_length=40)
    kind = models.CharField("slag", max_length=40)
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    from_assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    from_label = models.CharField("den som frågade", max_length=300)
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_power = models.CharField("mottagande funktion", max_length=40)
    how = models.CharField("hur", max_length=20, choices=How.choices)
    state = models.CharField("läge", max_length=20, choices=RequestState.choices)
    coordination = models.ForeignKey(Coordination, models.CASCADE, null=True, related_name="consultations")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField("med namn sedan", null=True)
    closed_circle = models.BooleanField("bara för chefer och berörda", default=False)
    talked_on = models.DateField("handläggarna talade med varandra", null=True)
    talked_with = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    shown_at = models.DateTimeField("visad på möte", null=True)
    question = models.TextField("fråga")
    with_whom = models.CharField("den man talade med", max_length=200, blank=True)
    advice = models.TextField("råd", blank=True)
    next_by = models.CharField("vem som tar nästa steg", max_length=20, choices=NextBy.choices, blank=True)
    next_step = models.CharField("nästa steg", max_length=500, blank=True)
    next_done_at = models.DateTimeField("nästa steg taget", null=True)
    reason = models.TextField("skäl", blank=True)
    asked_at = models.DateTimeField("frågad")
    acknowledge_by = models.DateTimeField("ska kvitteras", null=True)
    answer_by = models.DateTimeField("ska besvaras", null=True)
    expires_at = models.DateTimeField("förfaller", null=True)
    acknowledged_at = models.DateTimeField("kvitterad", null=True)
    answered_at = models.DateTimeField("besvarad", null=True)
    answered_by = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")

    objects = ConsultationQuerySet.as_manager()
    transitions = TRANSITIONS

    class Meta:
        verbose_name = "konsultation"
        constraints = [
            models.CheckConstraint(
                name="consultation_named_by_disclosure",
                condition=Q(coordination=None, disclosure=None)
                | Q(coordination__isnull=False, disclosure__isnull=False),
                violation_error_message="En konsultation med namn vilar på ett utlämnande.",
            ),
            models.CheckConstraint(
                name="consultation_between_units",
                condition=~Q(from_unit=models.F("to_unit")),
                violation_error_message="Välj en annan enhet än din egen.",
            ),
        ]
        indexes = [
            models.Index(fields=["to_unit", "state", "-id"], name="consultation_to"),
            models.Index(fields=["from_unit", "state", "-id"], name="consultation_from"),
            models.Index(fields=["state", "expires_at"], name="consultation_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.get_state_display()}"

    @property
    def rule(self) -> ConsultationKind:
        """The routine's word for it, as it stands."""
        return routine(self.place).consultation_kind(self.kind)

    @property
    def kind_name(self) -> str:
        return self.rule.term

    @property
    def is_named(self) -> bool:
        return self.coordination_id is not None


class ConsultationStep(Step):
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="steps")
    state = models.CharField("läge", max_length=20, choices=RequestState.choices)

    hangs_on = "consultation"

    class Meta:
        verbose_name = "steg i en konsultation"
