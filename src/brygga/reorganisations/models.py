"""Reorganisations (omorganisationer): a unit goes into another, is split or closes; what it answered for goes along."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.consents.words import and_list
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWithManager
from brygga.people.models import Person
from brygga.reorganisations.states import ReorganisationState
from brygga.rules.powers import Power


class ReorganisationQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The organisation's administrators, and those who lead one of the units. Whom it is about is not in it."""
        if not actor.is_staff:
            return Q(pk__in=[])
        ours = Q(unit__organisation_id=actor.organisation_id)
        if actor.has(Power.ADMINISTER):
            return ours
        led = Q(unit_id__in=actor.reads) | Q(into_id__in=actor.reads)
        return ours & led if actor.has(Power.LEAD) else Q(pk__in=[])

    def planned(self) -> ReorganisationQuerySet:
        return self.filter(state=ReorganisationState.PLANNED)  # type: ignore[no-any-return]


class Reorganisation(GuardedModel):
    """`into` is nothing when the unit closes; `others` is the names of those that some of it goes to instead.

    The unit itself stays, with all that it wrote.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reorganisations")
    into = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    others = models.JSONField("delas också mellan", default=list)
    on = models.DateField("dag")
    why = models.CharField("varför", max_length=300)
    state = models.CharField("läge", max_length=12, choices=ReorganisationState.choices, default="planned")
    planned_at = models.DateTimeField("beslutad")
    planned_by = models.CharField("beslutad av", max_length=300)
    done_at = models.DateTimeField("genomförd", null=True)
    called_off_at = models.DateTimeField("återkallad", null=True)
    called_off_by = models.CharField("återkallad av", max_length=300, blank=True)
    stopped_on = models.DateField("kunde inte genomföras", null=True)
    stopped_why = models.TextField("varför den inte kunde genomföras", blank=True)

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "omorganisation"
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(state="planned"),
                name="one_reorganisation_ahead",
                violation_error_message="Enheten ska redan omorganiseras. Återkalla det först.",
            ),
            models.CheckConstraint(
                name="goes_into_another",
                condition=Q(into=None) | ~Q(into=models.F("unit")),
                violation_error_message="En enhet kan inte gå upp i sig själv. Välj en annan enhet.",
            ),
        ]
        indexes = [models.Index(fields=["state", "on"], name="reorganisation_due")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        if self.into is None:
            return f"{self.unit.name} läggs ner"
        if self.others:
            return f"{self.unit.name} delas mellan {and_list([self.into.name, *self.others])}"
        return f"{self.unit.name} går upp i {self.into.name}"

    @property
    def is_planned(self) -> bool:
        return self.state == ReorganisationState.PLANNED

    @property
    def is_done(self) -> bool:
        return self.state == ReorganisationState.DONE

    @property
    def has_come(self) -> bool:
        return self.on <= clock.today()


class GoesElsewhere(GuardedModel):
    """Whoever goes to another unit than the rest, and with them all about the persons whose caseworker they are."""

    hangs_on = "reorganisation"
    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="elsewhere")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    into = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    objects = SeenWithManager()

    class Meta:
        verbose_name = "den som går till en annan enhet"
        constraints = [
            models.UniqueConstraint(
                fields=["reorganisation", "assignment"],
                name="goes_elsewhere_once",
                violation_error_message="Varje medarbetare följer med till en enhet.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} → {self.into_id}"


class MovedQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The person whose matter it was; of the staff, those who see the reorganisation."""
        if actor.is_person:
            return Q(person_id__in=actor.person_ids)
        return Q(reorganisation__in=Reorganisation.objects.visible_to(actor))


class Moved(GuardedModel):
    """One thing that went along, and when: what it was, never what stood in it. Rows are only added."""

    reorganisation = models.ForeignKey(Reorganisation, models.CASCADE, related_name="moved")
    kind = models.CharField("slag", max_length=40)
    row_id = models.UUIDField()
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    moved_at = models.DateTimeField("följde med")

    objects = MovedQuerySet.as_manager()

    class Meta:
        verbose_name = "det som följde med"
        indexes = [
            models.Index(fields=["reorganisation", "kind"], name="moved_reorganisation"),
            models.Index(fields=["person", "reorganisation"], name="moved_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id}"
