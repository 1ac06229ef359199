"""Closing (avslut): units that have helped a person together end together, so that nobody is let go of unseen.

Handbok Malmö, avsnittet Avslut. Nobody leaves a coordination alone (MAL-16, MAL-21).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from brygga.agencies.models import Unit
from brygga.closings.states import Answer, ClosingState, Consents, Goals
from brygga.coordinations.models import Coordination, open_doors
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.routines.closings import ClosingKind, closing_kind
from brygga.routines.loading import routine


class ClosingQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Those who take part, the person, and afterwards the units that left by it."""
        doors = open_doors(actor, "coordination_id")
        if actor.is_person:
            return doors
        mine = ClosingParty._base_manager.filter(closing=OuterRef("pk"), unit_id__in=actor.reads, saw_it_done=True)
        return doors | Q(state=ClosingState.DONE) & Q(Exists(mine))

    def under_way(self) -> ClosingQuerySet:
        return self.filter(state=ClosingState.UNDER_WAY)  # type: ignore[no-any-return]


class Closing(GuardedModel):
    """One ending: of which kind, why, what has been said and done on the way, and the way back."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="closings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField("slag av avslut", max_length=40)
    state = models.CharField("läge", max_length=12, choices=ClosingState.choices, default=ClosingState.UNDER_WAY)
    started_on = models.DateField("börjat")
    started_by = models.CharField("börjat av", max_length=300)
    answer_by = models.DateField("svara senast", null=True)
    why = models.TextField("varför", blank=True)
    wants_to_stop = models.BooleanField("personen vill själv sluta", default=False)
    explored_on = models.DateField("utforskat", null=True)
    explored_words = models.TextField("varför personen vill sluta, med personens ord", blank=True)
    talk_on = models.DateField("slutsamtal", null=True)
    talk_who = models.TextField("vilka som var med", blank=True)
    talk_not = models.TextField("varför inget slutsamtal hölls", blank=True)
    new_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    new_elsewhere = models.CharField("ny kontakt utanför Brygga", max_length=300, blank=True)
    new_unit_was_there = models.BooleanField("den nya kontakten var med på slutsamtalet", default=False)
    new_unit_not = models.TextField("varför den nya kontakten inte var med", blank=True)
    new_contact_on = models.DateField("den nya kontakten fungerar sedan", null=True)
    new_contact_by = models.CharField("bekräftat av", max_length=300, blank=True)
    new_contact_words = models.TextField("hur den nya kontakten fungerar", blank=True)
    goals = models.CharField("målen", max_length=20, choices=Goals.choices, blank=True)
    goals_words = models.TextField("om målen", blank=True)
    resume_whom = models.TextField("vem personen hör av sig till", blank=True)
    resume_how = models.TextField("hur personen hör av sig", blank=True)
    resume_signs = models.TextField("tecken att se upp med", blank=True)
    consents = models.CharField("samtyckena", max_length=10, choices=Consents.choices, blank=True)
    consents_words = models.TextField("om samtyckena", blank=True)
    ended_on = models.DateField("avslutat eller avbrutet", null=True)
    ended_by = models.CharField("avslutat av", max_length=300, blank=True)
    called_off_why = models.TextField("varför avslutet avbröts", blank=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        verbose_name = "avslut"
        constraints = [
            models.UniqueConstraint(
                fields=["coordination"],
                condition=Q(state="under_way"),
                name="one_closing_at_a_time",
                violation_error_message="Ett avslut pågår redan i samordningen.",
            )
        ]
        indexes = [models.Index(fields=["coordination", "-id"], name="closing_coordination")]

    def __str__(self) -> str:
        return self.kind

    @property
    def stream_id(self) -> Any:
        return self.coordination_id

    @property
    def rule(self) -> ClosingKind:
        return closing_kind(routine(self.coordination.place), self.kind, self.started_on)

    @property
    def is_under_way(self) -> bool:
        return self.state == ClosingState.UNDER_WAY

    @property
    def new_contact(self) -> str:
        return self.new_unit.name if self.new_unit_id and self.new_unit else self.new_elsewhere

    @property
    def has_plan_for_resuming(self) -> bool:
        return bool(self.resume_whom and self.resume_how)


class ClosingPartyQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(closing__in=Closing.objects.visible_to(actor))


class ClosingParty(GuardedModel):
    """A unit in a closing: whether it leaves, and what it says of it."""

    closing = models.ForeignKey(Closing, models.CASCADE, related_name="parties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    leaves = models.BooleanField("slutar", default=False)
    answer = models.CharField("svar", max_length=4, choices=Answer.choices, blank=True)
    answered_on = models.DateField("svarat", null=True)
    answered_by = models.CharField("svarat av", max_length=300, blank=True)
    words = models.TextField("vad enheten säger", blank=True)
    saw_it_done = models.BooleanField("var med till slutet", default=False)

    objects = ClosingPartyQuerySet.as_manager()

    class Meta:
        verbose_name = "enhet i ett avslut"
        constraints = [models.UniqueConstraint(fields=["closing", "unit"], name="closing_party_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.answer}"

    @property
    def stream_id(self) -> Any:
        return self.closing.coordination_id

    @property
    def answer_words(self) -> str:
        return str(self.get_answer_display()).lower()


class ReopeningQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return open_doors(actor, "coordination_id")


class Reopening(GuardedModel):
    """A coordination that came back: when and why it had been closed, and why it was opened again."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="reopenings")
    closed_on = models.DateField("hade avslutats")
    closed_why = models.TextField("varför den hade avslutats", blank=True)
    reopened_on = models.DateField("öppnad igen")
    reopened_by = models.CharField("öppnad igen av", max_length=300)
    why = models.TextField("varför den öppnades igen")

    objects = ReopeningQuerySet.as_manager()

    class Meta:
        verbose_name = "återöppnande"
        indexes = [models.Index(fields=["coordination", "-id"], name="reopening_coordination")]

    def __str__(self) -> str:
        return str(self.reopened_on)

    @property
    def stream_id(self) -> Any:
        return self.coordination_id
