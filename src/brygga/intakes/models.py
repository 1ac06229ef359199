"""Intakes (intag): what comes to a team before anybody there has a case about the person."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.core.actor import Actor
from brygga.core.clock import day_of
from brygga.core.fields import BlindIndexField, EncryptedTextField
from brygga.core.moves import Moving, NamedStep
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWithManager
from brygga.intakes.states import UNDER_WAY, Contact, RequestState, Result, Said, Way
from brygga.people.models import Person
from brygga.requests.models import Request
from brygga.requests.states import TRANSITIONS
from brygga.routines.intakes import Intake as Rule
from brygga.routines.intakes import IntakeOutcome
from brygga.routines.loading import routine
from brygga.rules.intakes import Held


class IntakeQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Those who work at, receive for or lead the unit; the unit that referred; whoever holds the code."""
        if actor.is_person:
            return Q(pk__in=actor.person_ids)
        return Q(unit_id__in=actor.reads | actor.distributes) | Q(from_unit_id__in=actor.reads)

    def under_way(self) -> IntakeQuerySet:
        return self.filter(state__in=UNDER_WAY)  # type: ignore[no-any-return]


class Intake(Moving):
    """Somebody needs help from several: an owner, a clock, an answer. Nothing more is asked than is needed to meet."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="intakes")
    place = models.CharField("rutin", max_length=40)
    door = models.CharField("väg in", max_length=40)
    way = models.CharField("kom genom", max_length=20, choices=Way.choices)
    state = models.CharField("läge", max_length=20, choices=RequestState.choices, default=RequestState.SENT)
    to_power = models.CharField("mottagande funktion", max_length=40)
    from_label = models.CharField("avsändare", max_length=300)
    from_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="intakes_sent")
    from_assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    consent_on = models.DateField("sa ja till remissen", null=True)
    consent_how = models.CharField("sa ja hur", max_length=20, choices=Said.choices, blank=True)
    name = EncryptedTextField("namn", blank=True)
    phone = EncryptedTextField("telefon", blank=True)
    phone_index = BlindIndexField(null=True)
    reach = EncryptedTextField("så når vi personen tryggt", blank=True)
    number = EncryptedTextField("identitetsnummer", blank=True)
    number_index = BlindIndexField(null=True)
    born = models.DateField("född", null=True)
    protected = models.BooleanField("skyddade personuppgifter", default=False)
    interpreter = models.CharField("tolk", max_length=100, blank=True)
    words = EncryptedTextField("vad personen vill ha hjälp med", blank=True)
    contacts = models.JSONField("kontakter personen har", default=list)
    needs = models.JSONField("behov", default=list)
    known_at = models.CharField("känd sedan tidigare hos", max_length=40, blank=True)
    code = BlindIndexField(null=True, unique=True)
    sent_at = models.DateTimeField("kom")
    contact_by = models.DateTimeField("ska kontaktas senast")
    managers_at = models.DateTimeField("cheferna får veta", null=True)
    late_told_at = models.DateTimeField("försening uppmärksammad", null=True)
    managers_told_at = models.DateTimeField("cheferna har fått veta", null=True)
    acknowledged_at = models.DateTimeField("kvitterad", null=True)
    appointed = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="intakes")
    contacted_at = models.DateTimeField("kontaktad", null=True)
    meeting_at = models.DateTimeField("första möte", null=True)
    meeting_place = models.CharField("plats för första mötet", max_length=300, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="intakes")
    outcome = models.CharField("utfall", max_length=40, blank=True)
    answered_at = models.DateTimeField("avslutat", null=True)
    erase_at = models.DateTimeField("raderas", null=True)
    erased_at = models.DateTimeField("raderat", null=True)
    identified_at = models.DateTimeField("identifierad med e-legitimation", null=True)
    reason = models.TextField("skäl", blank=True)

    objects = IntakeQuerySet.as_manager()
    transitions = TRANSITIONS

    class Meta:
        verbose_name = "intag"
        indexes = [
            models.Index(fields=["unit", "state", "contact_by"], name="intake_queue"),
            models.Index(fields=["unit", "answered_at"], name="intake_answered"),
            models.Index(fields=["state", "contact_by"], name="intake_late"),
            models.Index(fields=["erased_at", "erase_at"], name="intake_erase"),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.get_state_display()}"

    @cached_property
    def rule(self) -> Rule:
        """The way in as it stood when this came."""
        return routine(self.place).intake(self.door, self.came_on)

    @property
    def came_on(self) -> date:
        return day_of(self.sent_at)

    @property
    def outcome_rule(self) -> IntakeOutcome | None:
        return self.rule.outcome(self.outcome) if self.outcome else None


class IntakeStep(NamedStep):
    intake = models.ForeignKey(Intake, models.CASCADE, related_name="steps")
    state = models.CharField("läge", max_length=20, choices=RequestState.choices)

    hangs_on = "intake"

    class Meta:
        verbose_name = "steg i ett intag"


class IntakeReceiver(GuardedModel):
    """A unit that it was led on to; several work in parallel (STO-18). With the person's yes each got a request."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="receivers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="+")

    hangs_on = "intake"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "mottagare av ett intag"
        constraints = [models.UniqueConstraint(fields=["intake", "unit"], name="intake_receiver_once")]

    def __str__(self) -> str:
        return str(self.unit)


class ContactAttempt(GuardedModel):
    """Somebody tried to reach the person: when, how, and what came of it."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="attempts")
    at = models.DateTimeField("när")
    how = models.CharField("hur", max_length=20, choices=Contact.choices)
    result = models.CharField("hur det gick", max_length=20, choices=Result.choices)
    note = models.TextField("anteckning", blank=True)
    by_label = models.CharField("av", max_length=300)

    hangs_on = "intake"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "kontaktförsök"

    def __str__(self) -> str:
        return f"{self.get_how_display()}: {self.get_result_display()}"


class HeldBackQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(unit_id__in=actor.reads | actor.distributes)


class HeldBack(GuardedModel):
    """How many that were held back at a unit's door one day, and why: a flood must not pass unseen."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    day = models.DateField("dag")
    why = models.CharField("varför", max_length=20, choices=[(held.value, held.value) for held in Held])
    count = models.PositiveIntegerField("antal", default=0)

    objects = HeldBackQuerySet.as_manager()

    class Meta:
        verbose_name = "stoppade försök"
        constraints = [models.UniqueConstraint(fields=["unit", "day", "why"], name="held_back_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.why}: {self.count}"


class ForNobodyQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(pk__in=[])


class DaySalt(GuardedModel):
    """The salt of one day's fingerprints. When it is gone nobody can tell whose they were."""

    day = models.DateField("dag", unique=True)
    salt = EncryptedTextField("salt")

    objects = ForNobodyQuerySet.as_manager()

    class Meta:
        verbose_name = "dagens salt"

    def __str__(self) -> str:
        return str(self.day)


class Knock(GuardedModel):
    """How many times one address has knocked in an hour, under a fingerprint that lasts for a day."""

    what = models.CharField("vad", max_length=20)
    who = BlindIndexField()
    hour = models.DateTimeField("timme")
    count = models.PositiveIntegerField("antal", default=0)

    objects = ForNobodyQuerySet.as_manager()

    class Meta:
        verbose_name = "knackning"
        constraints = [models.UniqueConstraint(fields=["what", "who", "hour"], name="knock_once")]
        indexes = [models.Index(fields=["what", "hour"], name="knock_hour")]

    def __str__(self) -> str:
        return f"{self.what} {self.hour}"
