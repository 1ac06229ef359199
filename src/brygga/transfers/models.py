"""Transfers at an age (överföringar): what is noted before, and what one unit has announced to another (STO-10)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.coordinations.models import Coordination, open_doors
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.people.models import Case
from brygga.routines.loading import routine
from brygga.rules.transfers import TransferRule
from brygga.transfers.states import TransferState


class AgeWatchQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit whose case it is, and the person."""
        if actor.is_person:
            return Q(case__person_id__in=actor.person_ids)
        return Q(case__unit_id__in=actor.reads)


class AgeWatch(GuardedModel):
    """What the unit has noted about a case before the age: what lets the person stay, or that no more is needed."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="age_watch")
    circumstance = models.CharField("omständighet", max_length=40, blank=True)
    since = models.DateField("sedan", null=True)
    no_need = models.BooleanField("behöver inget fortsatt stöd", default=False)
    why = models.TextField("bedömning", blank=True)
    noted_by = models.CharField("noterat av", max_length=300)
    noted_at = models.DateTimeField("noterat")

    objects = AgeWatchQuerySet.as_manager()

    class Meta:
        verbose_name = "bevakning inför överföring"

    def __str__(self) -> str:
        return str(self.case_id)


class TransferQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit that announced it; the one it goes to, while its door is open; and the person."""
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids)
        return Q(from_unit_id__in=actor.reads) | Q(to_unit_id__in=actor.reads) & open_doors(actor, "coordination_id")

    def announced(self) -> TransferQuerySet:
        return self.filter(state=TransferState.ANNOUNCED)  # type: ignore[no-any-return]


class Transfer(GuardedModel):
    """Announced from one unit to another: from `switch_on`, the birthday, the receiver decides."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="transfers")
    case = models.ForeignKey(Case, models.CASCADE, related_name="transfers")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    rule = models.CharField("regel", max_length=40)
    needs = models.JSONField("behov", default=list)
    words = models.TextField("behov med några ord")
    state = models.CharField("läge", max_length=10, choices=TransferState.choices, default=TransferState.ANNOUNCED)
    switch_on = models.DateField("ansvaret går över")
    announce_by = models.DateField("skulle aviseras senast")
    announced_on = models.DateField("aviserad")
    announced_by = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    switched_at = models.DateTimeField("ansvaret gick över", null=True)
    stopped_on = models.DateField("stoppad", null=True)
    stopped_why = models.TextField("varför den inte blev av", blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "överföring"
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state=TransferState.ANNOUNCED),
                name="transfer_announced_once",
                violation_error_message="En överföring är redan aviserad.",
            ),
            models.CheckConstraint(
                name="transfer_to_another_unit",
                condition=~Q(from_unit=models.F("to_unit")),
                violation_error_message="Välj en annan enhet än den egna.",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "switch_on"], name="transfer_due"),
            models.Index(fields=["from_unit", "state", "switch_on"], name="transfer_from"),
            models.Index(fields=["to_unit", "state", "switch_on"], name="transfer_to"),
            models.Index(fields=["coordination", "-id"], name="transfer_coordination"),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit_id} → {self.to_unit_id}"

    @property
    def stream_id(self) -> Any:
        return self.coordination_id

    @property
    def is_announced(self) -> bool:
        return self.state == TransferState.ANNOUNCED

    @property
    def was_late(self) -> bool:
        return self.announced_on > self.announce_by

    @property
    def by_rule(self) -> TransferRule:
        """What the routine said when it was announced; the newest word if it has been taken away since."""
        rows = [row for row in routine(self.coordination.place).transfer_rules if row.key == self.rule]
        return max(rows, key=lambda row: (row.since <= self.announced_on, row.since))

    @property
    def need_terms(self) -> list[str]:
        matters = {matter.key: matter.term for matter in routine(self.coordination.place).matters}
        return [matters[key] for key in self.needs if key in matters]
