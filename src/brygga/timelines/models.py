"""What units have said of a critical situation: that it is known, and why it was so (MAL-17). All else is only read."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination, open_doors
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.rules.critical import Situation


class ExplanationQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """All who are in the coordination, and the person."""
        return open_doors(actor, "coordination_id")


class Explanation(GuardedModel):
    """`mark` says which situation: `Critical.mark`. Rows are only added; the newest of a mark is the one that holds."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="explanations")
    situation = models.CharField("läge", max_length=20, choices=[(one.value, one.term) for one in Situation])
    mark = models.CharField("vilket läge", max_length=120)
    words = models.TextField("förklaring", max_length=1000)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    written_by = models.CharField("skriven av", max_length=300)
    written_at = models.DateTimeField("skriven")

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        verbose_name = "förklaring av ett kritiskt läge"
        indexes = [models.Index(fields=["coordination", "mark", "-id"], name="explanation_mark")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def stream_id(self) -> Any:
        return self.coordination_id

    @property
    def situation_words(self) -> str:
        return str(self.get_situation_display()).lower()
