"""Handovers (överlämningar): a unit asks another to take over, by a request; here stands what happens after the yes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination, open_doors
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWithManager
from brygga.handovers.states import Stage, stage
from brygga.interventions.models import GrantedIntervention
from brygga.meetings.models import Meeting
from brygga.requests.models import Request
from brygga.requests.states import WAITING, RequestState
from brygga.routines.handovers import HandoverKind
from brygga.routines.loading import routine
from brygga.rules.handovers import Step, StepRule, left


class HandoverQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Both sides, the others who take part (that it is under way, not what it says), and the person."""
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids)
        sides = Q(request__from_unit_id__in=actor.reads) | Q(request__to_unit_id__in=actor.reads | actor.distributes)
        return sides | open_doors(actor, "coordination_id")

    def under_way(self) -> HandoverQuerySet:
        return self.filter(moved_on=None, request__state__in=[*WAITING, RequestState.ACCEPTED])  # type: ignore[no-any-return]


class Handover(GuardedModel):
    """One beside each request that asks for it, from the moment it is sent."""

    request = models.OneToOneField(Request, models.CASCADE, related_name="handover")
    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="handovers")
    moves_on = models.DateField("ansvaret går över", null=True)
    moves_decided_by = models.CharField("dagen bestämd av", max_length=300, blank=True)
    moved_on = models.DateField("ansvaret gick över", null=True)
    reads_until = models.DateField("avsändaren läser till och med", null=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "överlämning"
        constraints = [
            models.CheckConstraint(
                name="handover_moved_on_its_day",
                condition=Q(moved_on=None) | Q(moves_on__isnull=False),
                violation_error_message="Ansvaret går över en dag som är bestämd.",
            )
        ]
        indexes = [
            models.Index(fields=["coordination", "-id"], name="handover_coordination"),
            models.Index(fields=["moved_on", "moves_on"], name="handover_day"),
        ]

    @property
    def stream_id(self) -> Any:
        return self.coordination_id

    @property
    def rule(self) -> HandoverKind:
        """As the place's routine had it the day it was sent."""
        found = routine(self.coordination.place).handover_by(self.request.kind, self.sent_on)
        assert found is not None
        return found

    @property
    def steps(self) -> tuple[StepRule, ...]:
        return self.rule.steps_on(self.sent_on)

    @property
    def sent_on(self) -> date:
        at = self.request.sent_at or clock.now()
        return clock.day_of(at)

    @property
    def from_unit(self) -> Unit:
        unit = self.request.from_unit
        assert unit is not None
        return unit

    @property
    def to_unit(self) -> Unit:
        return self.request.to_unit

    @property
    def is_under_way(self) -> bool:
        return self.moved_on is None and self.request.state in {*WAITING, RequestState.ACCEPTED}

    def left(self, done: Iterable[str]) -> tuple[StepRule, ...]:
        return left(self.steps, {Step(one) for one in done})

    def stage(self, done: Iterable[str]) -> Stage:
        nothing_left = not self.left(done)
        return stage(
            self.request.state, nothing_left=nothing_left, dated=bool(self.moves_on), moved=bool(self.moved_on)
        )


class HandoverStep(GuardedModel):
    """One step, when it was done and by whom. Added, never changed."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="step_rows")
    step = models.CharField("steg", max_length=20)
    done_on = models.DateField("gjort")
    noted_at = models.DateTimeField("skrivet")
    by_label = models.CharField("av", max_length=300)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")

    hangs_on = "handover"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "steg i en överlämning"
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "step"],
                name="handover_step_once",
                violation_error_message="Steget är redan gjort.",
            )
        ]

    def __str__(self) -> str:
        return self.step

    @property
    def stream_id(self) -> Any:
        return self.handover.coordination_id

    @property
    def to_unit(self) -> Unit:
        return self.handover.to_unit

    @property
    def step_term(self) -> str:
        """ "Kontakt med personen": open to those who take part."""
        return next(row.term for row in self.handover.steps if row.key == self.step)


class HandedOver(GuardedModel):
    """An intervention whose responsibility follows when it moves."""

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="handed_over")
    intervention = models.ForeignKey(GrantedIntervention, models.CASCADE, related_name="+")

    hangs_on = "handover"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "insats som lämnas över"
        constraints = [
            models.UniqueConstraint(fields=["handover", "intervention"], name="handed_over_once"),
        ]
