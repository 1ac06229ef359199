"""The contact log (kontaktlogg): that units have been in touch about somebody and told each other something (VAR-01).

In a coordination it is read like its notes. Before one, by the units that it was with, while its ground holds.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from brygga.agencies.models import Unit
from brygga.consents.models import Disclosure
from brygga.coordinations.models import Coordination, in_the_circle, open_doors
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWithManager
from brygga.people.models import Person
from brygga.requests.states import RequestState
from brygga.routines.contacts import ContactKind
from brygga.routines.loading import routine
from brygga.rules.words import in_sentence


class LoggedContactQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """One's own unit's always; others' as notes are read, or as whom it was with; the person sees all of them."""
        if actor.is_person:
            return Q(person_id__in=actor.person_ids)
        circle = in_the_circle(actor, stream="coordination_id", unit="unit_id", matter="matter")
        told = Disclosure.objects.unrestricted(because="a contact before a coordination is open to whom it was with")
        told = told.in_force(clock.today(), OuterRef(OuterRef("matter"))).filter(stream_id=OuterRef("pk"))
        with_us = Exists(told.filter(to_unit_id__in=actor.reads))
        shared = Q(coordination__isnull=False) & open_doors(actor, "coordination_id") & circle
        return Q(unit_id__in=actor.reads) | shared | Q(coordination=None) & Q(with_us)


class LoggedContact(GuardedModel):
    """How, when and about what; `unit` is the one that wrote it up."""

    place = models.CharField("rutin", max_length=40)
    kind = models.CharField("slag", max_length=40)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    coordination = models.ForeignKey(Coordination, models.CASCADE, null=True, related_name="contacts")
    matter = models.CharField("fråga", max_length=40)
    held_on = models.DateField("dag")
    with_whom = models.CharField("de som var med", max_length=200, blank=True)
    person_was_there = models.BooleanField("personen var med", default=False)
    about = models.TextField("vad det handlade om")
    written_by = models.CharField("skriven av", max_length=300)
    written_at = models.DateTimeField("skriven")

    objects = LoggedContactQuerySet.as_manager()

    class Meta:
        verbose_name = "kontakt"
        indexes = [
            models.Index(fields=["person", "-id"], name="contact_person"),
            models.Index(fields=["coordination", "-id"], name="contact_coordination"),
            models.Index(fields=["unit", "-id"], name="contact_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"

    @property
    def stream_id(self) -> Any:
        """Told in the coordination's feed; before one there is none."""
        return self.coordination_id

    @property
    def rule(self) -> ContactKind:
        """The routine's word for it, as it stands."""
        return routine(self.place).contact_kind(self.kind)

    @property
    def kind_name(self) -> str:
        return self.rule.term

    @property
    def kind_term(self) -> str:
        """The same inside a sentence: "telefonsamtal"."""
        return in_sentence(self.kind_name)


class ContactParty(GuardedModel):
    """A unit that the contact was with, and the disclosure that lets the two tell each other."""

    contact = models.ForeignKey(LoggedContact, models.CASCADE, related_name="parties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.RESTRICT, related_name="+")

    hangs_on = "contact"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "part i en kontakt"
        constraints = [models.UniqueConstraint(fields=["contact", "unit"], name="contact_party_once")]

    def __str__(self) -> str:
        return str(self.unit_id)


class ContactCorrection(GuardedModel):
    """What was wrong, said afterwards. What was written first stands."""

    contact = models.ForeignKey(LoggedContact, models.CASCADE, related_name="corrections")
    text = models.TextField("rättelse")
    written_by = models.CharField("skriven av", max_length=300)
    written_at = models.DateTimeField("skriven")

    hangs_on = "contact"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "rättelse av en kontakt"


class RoleInformationQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """One's own unit's always; the units told while they may know whom it is about; the person always."""
        if actor.is_person:
            return Q(person_id__in=actor.person_ids)
        told = Disclosure.objects.unrestricted(because="who has been told what a unit does for the person")
        told = told.in_force(clock.today()).filter(stream_id=OuterRef("pk"), to_unit_id__in=actor.reads)
        return Q(unit_id__in=actor.reads) | Q(Exists(told))

    def current(self, on: date) -> RoleInformationQuerySet:
        return self.filter(Q(until=None) | Q(until__gte=on), ended_at=None)  # type: ignore[no-any-return]


class RoleInformation(GuardedModel):
    """VAR-02: what a unit does for the person, told to units that do something else. No coordination is opened."""

    place = models.CharField("rutin", max_length=40)
    kind = models.CharField("slag", max_length=40)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField("vår roll", max_length=300)
    interventions = models.TextField("insatser", blank=True)
    reach = models.CharField("kontakt", max_length=200)
    told_by = models.CharField("berättat av", max_length=300)
    told_at = models.DateTimeField("berättat")
    until = models.DateField("till och med", null=True)
    ended_at = models.DateTimeField("avslutad", null=True)
    ended_why = models.CharField("varför den avslutades", max_length=300, blank=True)
    led_to = models.ForeignKey(Coordination, models.SET_NULL, null=True, related_name="+")

    objects = RoleInformationQuerySet.as_manager()

    class Meta:
        verbose_name = "rollinformation"
        indexes = [
            models.Index(fields=["person", "-id"], name="role_information_person"),
            models.Index(fields=["unit", "-id"], name="role_information_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.unit_id}"

    @property
    def is_current(self) -> bool:
        return self.ended_at is None and (self.until is None or self.until >= clock.today())


class InformedUnitQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        told = RoleInformation.objects.visible_to(actor).filter(pk=OuterRef("information_id"))
        return Q(Exists(told))


class InformedUnit(GuardedModel):
    """A unit that was told: whether it has received it, and what it does itself."""

    information = models.ForeignKey(RoleInformation, models.CASCADE, related_name="told")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_power = models.CharField("mottagande funktion", max_length=40)
    disclosure = models.ForeignKey(Disclosure, models.RESTRICT, related_name="+")
    state = models.CharField("läge", max_length=20, choices=RequestState.choices, default=RequestState.SENT)
    acknowledge_by = models.DateTimeField("ska kvitteras", null=True)
    answered_at = models.DateTimeField("besvarad", null=True)
    answered_by = models.CharField("av", max_length=300, blank=True)
    their_role = models.CharField("deras roll", max_length=300, blank=True)
    reason = models.CharField("skäl", max_length=300, blank=True)

    objects = InformedUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "enhet som har fått rollinformation"
        constraints = [models.UniqueConstraint(fields=["information", "unit"], name="informed_once")]
        indexes = [models.Index(fields=["unit", "state"], name="informed_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.get_state_display()}"
