"""Escalations (lyfta frågor): what the caseworkers could not solve, lifted in writing along the place's ladder.

While it is open the interventions that it covers stay with the unit that answers for them (STO-13, STO-14).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import units_below
from brygga.consents.models import Disclosure
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWithManager, once_a_page
from brygga.escalations.states import EscalationState, Says
from brygga.interventions.models import GrantedIntervention
from brygga.routines.ladders import Ladder
from brygga.routines.loading import routine
from brygga.rules.ladders import Level
from brygga.rules.powers import Power


def reach_of(actor: Actor) -> frozenset[Any]:
    """The units whose lifted questions the actor reads: their own, and those under whoever stands on a ladder."""
    own = actor.reads | actor.distributes
    if own or not actor.has(Power.MANDATE):
        return own
    return frozenset(once_a_page(("ladder", actor.assignment_id), lambda: _under(actor)))


def _under(actor: Actor) -> frozenset[Any]:
    held = Assignment.objects.select_related("unit").get(pk=actor.assignment_id)
    functions = {level.function for ladder in routine(actor.place).ladders for level in ladder.levels}
    return frozenset(units_below(held.unit)) if held.function in functions else frozenset()


class EscalationQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The parties, each while the coordination is open to it, those who stand over them, and the person."""
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids)
        told = Disclosure.objects.unrestricted(because="whether a party may still know whom the question is about")
        let_in = told.in_force(clock.today()).filter(
            stream_id=OuterRef("escalation__coordination_id"), to_unit_id=OuterRef("unit_id")
        )
        mine = EscalationParty._base_manager.filter(unit_id__in=reach_of(actor))
        mine = mine.filter(Q(unit_id=F("escalation__coordination__unit_id")) | Exists(let_in))
        return Q(pk__in=mine.values("escalation_id"))

    def open(self) -> EscalationQuerySet:
        return self.filter(state=EscalationState.OPEN)  # type: ignore[no-any-return]

    def unfinished(self) -> EscalationQuerySet:
        """Open, or solved with a responsibility that has not gone over yet."""
        return self.open() | self.to_carry_out()

    def to_carry_out(self) -> EscalationQuerySet:
        """Solved, and the responsibility has not gone over yet."""
        decided = self.filter(state=EscalationState.RESOLVED, responsible_unit__isnull=False)
        return decided.filter(carried_out_on=None)  # type: ignore[no-any-return]


class Escalation(GuardedModel):
    """One question, with what the units disagree about in words."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="escalations")
    ladder = models.CharField("slag av fråga", max_length=20)
    raised_by = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    raised_by_label = models.CharField("lyft av", max_length=300)
    raised_at = models.DateTimeField("lyft")
    statement = models.TextField("frågan")
    state = models.CharField("läge", max_length=20, choices=EscalationState.choices, default=EscalationState.OPEN)
    level = models.CharField("nivå", max_length=40)
    level_due = models.DateTimeField("ska vara löst på nivån")
    proposed_at = models.DateTimeField("föreslagen", null=True)
    proposed_by = models.CharField("föreslagen av", max_length=300, blank=True)
    settled_at = models.DateTimeField("avgjord", null=True)
    settled_by = models.CharField("avgjord av", max_length=300, blank=True)
    resolution = models.TextField("vad som bestämdes", blank=True)
    responsible_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    responsible_from = models.DateField("ansvarar från och med", null=True)
    carried_out_on = models.DateField("ansvaret gick över", null=True)
    lapsed_why = models.CharField("varför det inte gäller längre", max_length=300, blank=True)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        verbose_name = "lyft fråga"
        constraints = [
            models.UniqueConstraint(
                fields=["coordination", "ladder"],
                condition=Q(state="open"),
                name="one_open_escalation_of_a_kind",
                violation_error_message="En sådan fråga är redan lyft.",
            )
        ]
        indexes = [
            models.Index(fields=["state", "level_due"], name="escalation_due"),
            models.Index(fields=["responsible_from"], name="escalation_day"),
        ]

    @property
    def stream_id(self) -> Any:
        return self.coordination_id

    @property
    def raised_on(self) -> date:
        return clock.day_of(self.raised_at)

    @property
    def rule(self) -> Ladder:
        """As the place's routine had it the day it was lifted."""
        return routine(self.coordination.place).ladder(self.ladder, self.raised_on)

    @property
    def levels(self) -> tuple[Level, ...]:
        return self.rule.levels_on(self.raised_on)

    @property
    def level_rule(self) -> Level:
        return next(row for row in self.levels if row.key == self.level)

    @property
    def level_term(self) -> str:
        return self.level_rule.term

    @property
    def is_open(self) -> bool:
        return self.state == EscalationState.OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.level_due < clock.now()

    @property
    def waits(self) -> bool:
        """The responsibility was to have gone over by now, and has not."""
        to_do = self.state == EscalationState.RESOLVED and self.carried_out_on is None
        return bool(to_do and self.responsible_from and self.responsible_from <= clock.today())

    @property
    def proposal(self) -> str:
        """Which proposal it is, so that nobody agrees to another than the one they have read."""
        return self.proposed_at.isoformat() if self.proposed_at else ""


class EscalationParty(GuardedModel):
    """A unit that the question concerns: whether it agrees to how it is put, and to how it is proposed solved."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="parties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    says = models.CharField("säger", max_length=10, choices=Says.choices, blank=True)
    note = models.TextField("egen bild", blank=True)
    answered_at = models.DateTimeField("svarade", null=True)
    answered_by = models.CharField("svarade gjorde", max_length=300, blank=True)
    agreed_at = models.DateTimeField("gick med på lösningen", null=True)
    agreed_by = models.CharField("gick med gjorde", max_length=300, blank=True)

    hangs_on = "escalation"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "part i en lyft fråga"
        constraints = [
            models.UniqueConstraint(fields=["escalation", "unit"], name="escalation_party_once"),
            models.CheckConstraint(
                name="who_differs_says_how",
                condition=~Q(says="differs") | ~Q(note=""),
                violation_error_message="Skriv hur ni ser på frågan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.says}"

    @property
    def stream_id(self) -> Any:
        return self.escalation.coordination_id


class EscalationLevel(GuardedModel):
    """A level that the question has been on: since when, and why it was lifted there. Rows are only added."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="level_rows")
    level = models.CharField("nivå", max_length=40)
    since = models.DateTimeField("sedan")
    due = models.DateTimeField("ska vara löst")
    because = models.TextField("varför", blank=True)
    by_label = models.CharField("av", max_length=300)

    hangs_on = "escalation"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "nivå i en lyft fråga"
        constraints = [
            models.UniqueConstraint(
                fields=["escalation", "level"],
                name="escalation_level_once",
                violation_error_message="Frågan är redan lyft dit.",
            )
        ]

    def __str__(self) -> str:
        return self.level

    @property
    def stream_id(self) -> Any:
        return self.escalation.coordination_id

    @property
    def level_term(self) -> str:
        return next(row.term for row in self.escalation.levels if row.key == self.level)


class EscalationCover(GuardedModel):
    """An intervention that the question is about."""

    escalation = models.ForeignKey(Escalation, models.CASCADE, related_name="covers")
    intervention = models.ForeignKey(GrantedIntervention, models.CASCADE, related_name="+")

    hangs_on = "escalation"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "insats som en lyft fråga gäller"
        constraints = [models.UniqueConstraint(fields=["escalation", "intervention"], name="escalation_covers_once")]
