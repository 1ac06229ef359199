"""Reflections (lärdomar): what was hard and what went well in the work, never about persons (MAL-25).

They hold no key to anybody whom they could be about; `reflections.anonymity` stops names and numbers at the field.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWithManager
from brygga.reflections.states import ReflectionKind
from brygga.rules.critical import Situation
from brygga.rules.powers import Power
from brygga.rules.tags import LONGEST

#: Whoever works with cases, hands them out, leads, or follows up.
READS = frozenset({Power.CASES, Power.COORDINATE, Power.DISTRIBUTE, Power.LEAD, Power.ANALYSE})
#: What the readers are called beside the field.
READERS = ("alla i samverkan som arbetar med ärenden, leder eller följer upp",)


class ReflectionQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """All at the same place who work with cases, lead or follow up. No person: it is about nobody."""
        if not actor.is_staff or not actor.powers & READS:
            return Q(pk__in=[])
        return Q(place=actor.place, withdrawn_at=None)


class Reflection(GuardedModel):
    """`sought` is all that was written, in small letters, additions too."""

    place = models.CharField("rutin", max_length=40)
    kind = models.CharField("slag", max_length=20, choices=ReflectionKind.choices)
    situation = models.CharField(
        "läge", max_length=20, choices=[(one.value, one.term) for one in Situation], blank=True
    )
    text = models.TextField("lärdom")
    sought = models.TextField("sökt text")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    written_on = models.DateField("skriven")
    withdrawn_at = models.DateTimeField("återtagen", null=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        verbose_name = "lärdom"
        indexes = [
            models.Index(fields=["place", "-id"], name="reflection_place"),
            models.Index(fields=["place", "written_on"], name="reflection_written"),
        ]

    @property
    def situation_term(self) -> str:
        return Situation(self.situation).term if self.situation else ""


class ReflectionTag(GuardedModel):
    reflection = models.ForeignKey(Reflection, models.CASCADE, related_name="tags")
    word = models.CharField("tagg", max_length=LONGEST)

    hangs_on = "reflection"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "tagg på en lärdom"
        constraints = [models.UniqueConstraint(fields=["reflection", "word"], name="reflection_tag_once")]
        indexes = [models.Index(fields=["word"], name="reflection_word")]

    def __str__(self) -> str:
        return self.word


class ReflectionAddition(GuardedModel):
    """What the unit has added since: that is how a reflection is put right. Rows are only added."""

    reflection = models.ForeignKey(Reflection, models.CASCADE, related_name="additions")
    text = models.TextField("tillägg")
    written_at = models.DateTimeField("skrivet")

    hangs_on = "reflection"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "tillägg till en lärdom"
