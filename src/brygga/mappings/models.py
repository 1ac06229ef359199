"""Mappings (kartläggningar): what a unit has asked the person, their contacts, and how life is, area by area."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from brygga.agencies.models import Unit
from brygga.consents.models import COORDINATION, Consent
from brygga.coordinations.models import Coordination, Engagement, in_the_circle, open_doors
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.mappings.states import Left
from brygga.people.models import InformationWay, Person
from brygga.routines.loading import routine
from brygga.routines.mappings import mapping_kind
from brygga.routines.vocabulary import MappingKind
from brygga.rules.mappings import AREA_SETS, AreaSet


def _read(actor: Actor, to: str = "") -> Q:
    """One's own unit's always; others' within the circle of the row's matter; the person what is shown to them.

    `to` is the path from the row to its mapping.
    """
    if actor.is_person:
        return open_doors(actor, f"{to}coordination_id") & Q(**{f"{to}shown_to_person": True})
    circle = in_the_circle(actor, stream=f"{to}coordination_id", unit=f"{to}unit_id", matter="matter")
    return Q(**{f"{to}unit_id__in": actor.reads}) | open_doors(actor, f"{to}coordination_id") & circle


class MappingQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return _read(actor)


class Mapping(GuardedModel):
    """A talk that a unit holds with the person in a coordination. What is in it is read matter by matter."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="mappings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    matter = models.CharField("fråga", max_length=40, default=COORDINATION, editable=False)
    kind = models.CharField("slag", max_length=40)
    held_on = models.DateField("dag för samtalet")
    begun_by = models.CharField("påbörjad av", max_length=300)
    finished_at = models.DateTimeField("klar", null=True)
    pictured_at = models.DateTimeField("bilden ifylld", null=True)
    revision = models.PositiveIntegerField("ändring nr", default=0)
    shown_to_person = models.BooleanField("visas för personen", default=True)
    consent = models.ForeignKey(Consent, models.SET_NULL, null=True, related_name="+")

    objects = MappingQuerySet.as_manager()

    class Meta:
        verbose_name = "kartläggning"
        constraints = [
            models.UniqueConstraint(
                fields=["coordination", "unit", "kind"],
                condition=Q(finished_at=None),
                name="one_mapping_under_way",
                violation_error_message="Enheten har redan ett sådant samtal som pågår. Fortsätt på det.",
            )
        ]
        indexes = [
            models.Index(fields=["coordination", "-id"], name="mapping_coordination"),
            models.Index(fields=["unit", "finished_at"], name="mapping_unit"),
        ]

    @property
    def stream_id(self) -> Any:
        return self.coordination_id

    @property
    def rule(self) -> MappingKind:
        """The routine's word for it, as it was that day."""
        return mapping_kind(routine(self.coordination.place), self.kind, self.held_on)

    @property
    def kind_term(self) -> str:
        return self.rule.term

    @property
    def areas(self) -> AreaSet | None:
        return AREA_SETS.get(self.rule.area_set)


class PictureContactQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """To other units only who is in the coordination already: whom else one meets says much about one."""
        read = _read(actor, "mapping__")
        if actor.is_person:
            return read
        there = Engagement._base_manager.filter(
            coordination_id=OuterRef("mapping__coordination_id"), unit_id=OuterRef("unit_id"), ended_on=None
        )
        known = ~Q(matter=COORDINATION) | Q(Exists(there))
        return Q(mapping__unit_id__in=actor.reads) | read & known


class PictureContact(GuardedModel):
    """What was ticked about one of those on the picture, and said about it. What replaces it leaves it there."""

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="contacts")
    box = models.CharField("vem på bilden", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    matter = models.CharField("fråga", max_length=40, blank=True)
    now = models.BooleanField("kontakt nu", default=False)
    lately = models.BooleanField("kontakt nyligen", default=False)
    wished = models.BooleanField("önskar kontakt", default=False)
    who = models.CharField("med vem", max_length=200, blank=True)
    what_for = models.CharField("om vad", max_length=300, blank=True)
    replaced_at = models.DateTimeField("gällde till", null=True)

    objects = PictureContactQuerySet.as_manager()

    class Meta:
        verbose_name = "kontakt på bilden"
        constraints = [
            models.UniqueConstraint(
                fields=["mapping", "box"], condition=Q(replaced_at=None), name="contact_once_on_picture"
            )
        ]
        indexes = [models.Index(fields=["mapping", "replaced_at"], name="contact_picture")]

    @property
    def marks(self) -> list[str]:
        said = ((self.now, "Kontakt nu"), (self.lately, "Nyligen"), (self.wished, "Önskar kontakt"))
        return [words for ticked, words in said if ticked]


class OfAMappingQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return _read(actor, "mapping__")


class MappingAnswerQuerySet(OfAMappingQuerySet):
    def current(self) -> MappingAnswerQuerySet:
        """Without those that another answer has taken the place of."""
        return self.filter(replaced_at=None)  # type: ignore[no-any-return]


class MappingAnswer(GuardedModel):
    """A question that is always asked: what was answered, or that the person chose not to. A new answer leaves it."""

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="answers")
    question = models.CharField("fråga i blanketten", max_length=80)
    matter = models.CharField("fråga", max_length=40, blank=True)
    left = models.CharField("hur den lämnades", max_length=20, choices=Left.choices)
    value = models.JSONField("svar", null=True)
    at = models.DateTimeField("när")
    by_label = models.CharField("av", max_length=300)
    replaced_at = models.DateTimeField("gällde till", null=True)

    objects = MappingAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "svar i en kartläggning"
        constraints = [
            models.UniqueConstraint(
                fields=["mapping", "question"], condition=Q(replaced_at=None), name="answer_once_in_mapping"
            )
        ]
        indexes = [models.Index(fields=["mapping", "replaced_at"], name="answer_mapping")]


class AreaLevel(GuardedModel):
    """How it is in one life area, one day. A new one is added; none is changed."""

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="levels")
    area = models.CharField("livsområde", max_length=40)
    matter = models.CharField("fråga", max_length=40)
    own = models.PositiveSmallIntegerField("personens skattning", null=True)
    assessed = models.PositiveSmallIntegerField("bedömning", null=True)
    note = models.TextField("anteckning", blank=True)
    at = models.DateTimeField("när")
    by_label = models.CharField("av", max_length=300)

    objects = OfAMappingQuerySet.as_manager()

    class Meta:
        verbose_name = "skattning av ett livsområde"
        indexes = [models.Index(fields=["mapping", "area", "id"], name="level_mapping_area")]


class CopyQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """How a person wants to be told is for those who tell them, and the person."""
        if actor.is_person:
            return _read(actor, "mapping__")
        return Q(mapping__unit_id__in=actor.reads)


class MappingCopy(GuardedModel):
    """That the person was given what was said, in one of the ways they chose: when, how and by whom."""

    mapping = models.ForeignKey(Mapping, models.CASCADE, related_name="copies")
    consent = models.ForeignKey(Consent, models.SET_NULL, null=True, related_name="+")
    way = models.CharField("sätt", max_length=20, choices=InformationWay.choices)
    made_at = models.DateTimeField("gjord")
    made_by = models.CharField("gjord av", max_length=300)
    given_at = models.DateTimeField("lämnad", null=True)
    given_by = models.CharField("lämnad av", max_length=300, blank=True)

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = "kopia till personen"
        indexes = [models.Index(fields=["mapping", "-id"], name="copy_mapping")]
