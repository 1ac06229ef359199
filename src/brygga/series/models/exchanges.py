"""Exchange of workplace: somebody who works at one unit spends a day at another (KAR-12)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.series.models.meetings import MeetingSeries


class WorkplaceExchangeQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Everybody in the series, and the two units."""
        mine = Q(from_unit_id__in=actor.reads) | Q(to_unit_id__in=actor.reads)
        return Q(series__in=MeetingSeries.objects.visible_to(actor)) | mine


class WorkplaceExchange(GuardedModel):
    series = models.ForeignKey(MeetingSeries, models.PROTECT, related_name="exchanges")
    who = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    day = models.DateField("dag")
    registered_by = models.CharField("anmält av", max_length=300)
    done_at = models.DateTimeField("genomfört", null=True)

    objects = WorkplaceExchangeQuerySet.as_manager()

    class Meta:
        verbose_name = "arbetsplatsutbyte"
        constraints = [
            models.UniqueConstraint(
                fields=["who", "to_unit", "day"],
                name="exchange_once",
                violation_error_message="Utbytet är redan anmält.",
            ),
            models.CheckConstraint(
                name="exchange_between_units",
                condition=~Q(from_unit=models.F("to_unit")),
                violation_error_message="Välj en annan enhet än den egna.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit_id} {self.to_unit_id}"

    @property
    def stream_id(self) -> Any:
        return self.pk
