"""Requests (förfrågningar): every ask across a border, with an owner, a clock and a history."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.consents.models import Disclosure
from brygga.coordinations.models import Coordination, open_doors
from brygga.core.actor import Actor
from brygga.core.moves import Moving, Step
from brygga.core.visibility import GuardedQuerySet
from brygga.requests.states import TRANSITIONS, RequestState
from brygga.routines.loading import routine
from brygga.rules.consents import told_because
from brygga.rules.words import in_sentence


class RequestQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit that sent it; when sent, those who receive for or work at the unit asked; the person it is about.

        All who take part in the coordination see what the person asks for themself (Malmö handbook, MAL-11).
        """
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids) & ~Q(state=RequestState.DRAFT)
        received = Q(to_unit_id__in=actor.reads | actor.distributes) & ~Q(state=RequestState.DRAFT)
        from_person = Q(from_unit=None) & open_doors(actor, "coordination_id") & ~Q(state=RequestState.DRAFT)
        return Q(from_unit_id__in=actor.reads) | received | from_person


class Request(Moving):
    """An ask of a kind that the routine names, to a function at a unit, never just to a person."""

    kind = models.CharField("slag", max_length=40)
    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="requests")
    from_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="requests_sent")
    from_assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    from_label = models.CharField("avsändare", max_length=300)
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="requests_received")
    to_power = models.CharField("mottagande funktion", max_length=40)
    state = models.CharField("läge", max_length=20, choices=RequestState.choices, default=RequestState.DRAFT)
    answers = models.JSONField("formulär", default=dict)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField("skickad", null=True)
    acknowledge_by = models.DateTimeField("ska kvitteras", null=True)
    answer_by = models.DateTimeField("ska besvaras", null=True)
    expires_at = models.DateTimeField("förfaller", null=True)
    acknowledged_at = models.DateTimeField("kvitterad", null=True)
    appointed = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField("besvarad", null=True)
    reason = models.TextField("skäl", blank=True)
    forwarded_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="forwarded_to")

    objects = RequestQuerySet.as_manager()
    transitions = TRANSITIONS

    class Meta:
        verbose_name = "förfrågan"
        indexes = [
            models.Index(fields=["to_unit", "state", "-id"], name="request_to"),
            models.Index(fields=["from_unit", "state", "-id"], name="request_from"),
            models.Index(fields=["coordination", "-id"], name="request_coordination"),
            models.Index(fields=["state", "expires_at"], name="request_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.get_state_display()}"

    @property
    def stream_id(self) -> Any:
        return self.coordination_id if self.state != RequestState.DRAFT else None

    @property
    def told_why(self) -> str:
        return told_because(self.reason)

    @property
    def kind_name(self) -> str:
        """The routine's word for it: "Önskan om GFI"."""
        return routine(self.coordination.place).request_kind(self.kind).term

    @property
    def kind_term(self) -> str:
        """The same inside a sentence: "önskan om GFI"."""
        return in_sentence(self.kind_name)


class RequestStep(Step):
    request = models.ForeignKey(Request, models.CASCADE, related_name="steps")
    state = models.CharField("läge", max_length=20, choices=RequestState.choices)

    hangs_on = "request"

    class Meta:
        verbose_name = "steg i en förfrågan"
