"""What was written at a meeting, who takes the next steps, and whose turn it was to write."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Unit
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.routines.loading import routine
from brygga.series.models.docket import DocketItem
from brygga.series.models.meetings import SeriesMeeting
from brygga.series.whose import held_by


class StandingNoteQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(meeting__in=SeriesMeeting.objects.visible_to(actor))


class StandingNote(GuardedModel):
    """What was said under a standing item. Read by everybody in the series."""

    meeting = models.ForeignKey(SeriesMeeting, models.CASCADE, related_name="notes")
    key = models.CharField("punkt", max_length=40)
    text = models.TextField("anteckning")
    written_by = models.CharField("skriven av", max_length=300)
    revision = models.PositiveIntegerField(default=0)

    objects = StandingNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "anteckning till en stående punkt"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "key"],
                name="standing_note_once",
                violation_error_message="Någon annan har just skrivit här. Ladda om sidan och skriv vidare.",
            )
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def stream_id(self) -> Any:
        return self.meeting_id


class DecidedStepQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """One that a case led to: whoever reads the case. Others: the series, and the unit that takes the step."""
        plain = Q(meeting__in=SeriesMeeting.objects.visible_to(actor)) | Q(unit_id__in=actor.reads)
        return Q(item=None) & plain | Q(item__in=DocketItem.objects.visible_to(actor))

    def mine(self, actor: Actor) -> DecidedStepQuerySet:
        """Those that the actor's function at the own unit is to take."""
        held = held_by(actor)
        function = held.function if held else ""
        return self.filter(unit_id=actor.unit_id, function=function, done_at=None)  # type: ignore[no-any-return]


class DecidedStep(GuardedModel):
    """Who takes the next step: a function at a unit, and by when."""

    meeting = models.ForeignKey(SeriesMeeting, models.CASCADE, related_name="steps")
    item = models.ForeignKey(DocketItem, models.CASCADE, null=True, related_name="steps")
    key = models.CharField("punkt", max_length=40, blank=True)
    what = models.CharField("vad som ska göras", max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    function = models.CharField("funktion", max_length=40)
    due_on = models.DateField("senast")
    done_at = models.DateTimeField("gjort", null=True)
    done_by = models.CharField("gjort av", max_length=300, blank=True)

    objects = DecidedStepQuerySet.as_manager()

    class Meta:
        verbose_name = "beslutat nästa steg"
        indexes = [models.Index(fields=["unit", "function", "done_at"], name="decided_step_whose")]

    @property
    def stream_id(self) -> Any:
        return self.item_id or self.meeting_id

    @property
    def whose(self) -> str:
        """Biträdande enhetschef, Äldreomsorg"""
        try:
            function = routine(self.meeting.series.place).function(self.function).term
        except KeyError:
            return self.unit.name
        return f"{function}, {self.unit.name}"


class MinutesCorrectionQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(meeting__in=SeriesMeeting.objects.visible_to(actor))


class MinutesCorrection(GuardedModel):
    """Added to adopted minutes, which are not changed."""

    meeting = models.ForeignKey(SeriesMeeting, models.CASCADE, related_name="corrections")
    text = models.TextField("rättelse")
    at = models.DateTimeField("när")
    by_label = models.CharField("av", max_length=300)

    objects = MinutesCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "rättelse av ett protokoll"

    @property
    def stream_id(self) -> Any:
        return self.meeting_id


class WriterSwapQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(meeting__in=SeriesMeeting.objects.visible_to(actor))


class WriterSwap(GuardedModel):
    """Another unit writes than the one whose turn it is."""

    meeting = models.ForeignKey(SeriesMeeting, models.CASCADE, related_name="swaps")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    why = models.CharField("varför", max_length=300, blank=True)
    at = models.DateTimeField("när")
    by_label = models.CharField("av", max_length=300)

    objects = WriterSwapQuerySet.as_manager()

    class Meta:
        verbose_name = "byte av den som skriver"

    def __str__(self) -> str:
        return f"{self.from_unit_id} {self.to_unit_id}"
