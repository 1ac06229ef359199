"""Discharges from inpatient care (utskrivningar): what the ward has told, to which units, and the law's clocks.

The notice itself rests on the law (2017:612) and says four things. Everything else rests on the person's consent.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from brygga.agencies.models import Unit
from brygga.consents.models import Disclosure
from brygga.coordinations.models import Coordination, open_doors
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.clock import day_of
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.discharges.states import OPEN, DischargeState
from brygga.people.models import Person
from brygga.routines.loading import routine
from brygga.rules.discharge import DischargeAgreement, call_by, notice_by, pays_from

BECAUSE = "whether a unit was told, or takes part"


def reads_whole(actor: Actor, path: str = "") -> Q:
    """The ward, and those who take part in the coordination while the ward does. Others were told four things."""
    doors = Disclosure.objects.unrestricted(because=BECAUSE).in_force(clock.today())
    doors = doors.filter(stream_id=OuterRef(f"{path}coordination_id"), to_unit_id=OuterRef(f"{path}ward_id"))
    there = Q(**{f"{path}ward_id": F(f"{path}coordination__unit_id")}) | Q(Exists(doors))
    return Q(**{f"{path}ward_id__in": actor.reads}) | open_doors(actor, f"{path}coordination_id") & there


def in_force() -> Any:
    return Disclosure.objects.unrestricted(because=BECAUSE).in_force(clock.today())


def holds() -> Q:
    """Receipts whose disclosure is open."""
    return Q(Exists(in_force().filter(pk=OuterRef("disclosure_id"))))


class DischargeQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Those who read the whole, the units told by a notice that holds, and the person."""
        if actor.is_person:
            return Q(person_id__in=actor.person_ids)
        told = in_force().filter(stream_id=OuterRef("pk"), to_unit_id__in=actor.reads | actor.distributes)
        return reads_whole(actor) | Q(Exists(told))

    def open(self) -> DischargeQuerySet:
        return self.filter(state__in=OPEN)  # type: ignore[no-any-return]


class Discharge(GuardedModel):
    """From admission to discharge. `person` is as the ward knows them.

    `judged_at` is when the doctor judged that support is needed, if that came later; `told_at` is when those told were
    last told something.
    """

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="discharges")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    ward = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    state = models.CharField("läge", max_length=10, choices=DischargeState.choices, default=DischargeState.ADMITTED)
    admitted_at = models.DateTimeField("inskriven")
    judged_at = models.DateTimeField("bedömdes behöva insatser", null=True)
    notified_at = models.DateTimeField("inskrivningsmeddelande skickat")
    told_at = models.DateTimeField("senast meddelat")
    estimated_on = models.DateField("beräknad utskrivning")
    compulsory = models.BooleanField("öppen tvångsvård", default=False)
    contact = models.CharField("fast vårdkontakt", max_length=200, blank=True)
    contact_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    ready_at = models.DateTimeField("meddelad utskrivningsklar", null=True)
    called_on = models.DateField("kallad på annat sätt", null=True)
    discharged_at = models.DateTimeField("utskriven", null=True)
    informed_on = models.DateField("informationen överförd", null=True)
    withdrawn_on = models.DateField("avbruten", null=True)
    withdrawn_why = models.TextField("varför den avbröts", blank=True)

    objects = DischargeQuerySet.as_manager()

    class Meta:
        verbose_name = "utskrivning från slutenvård"
        constraints = [
            models.UniqueConstraint(
                fields=["coordination"],
                condition=Q(state__in=OPEN),
                name="one_open_discharge",
                violation_error_message="En utskrivning pågår redan i samordningen.",
            ),
            models.CheckConstraint(
                name="discharge_judged_after_admission",
                condition=Q(judged_at=None) | Q(judged_at__gte=F("admitted_at")),
                violation_error_message="Läkarens bedömning kan inte vara före inskrivningen.",
            ),
        ]
        indexes = [
            models.Index(fields=["ward", "state", "ready_at"], name="discharge_ward"),
            models.Index(fields=["person", "-id"], name="discharge_person"),
        ]

    def __str__(self) -> str:
        return self.get_state_display()

    @property
    def stream_id(self) -> Any:
        """The coordination hears of it while the ward takes part there; after that nobody but those told by the law."""
        opened_it = self.ward_id == self.coordination.unit_id
        doors = in_force().filter(stream_id=self.coordination_id, to_unit_id=self.ward_id)
        return self.coordination_id if opened_it or doors.exists() else self.pk

    @property
    def about(self) -> Person:
        """As others than the ward may be told whom it is about: a person protected in the coordination is so here."""
        known = self.coordination.person
        return known if known.protection else self.person

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def notice_by(self) -> datetime:
        return notice_by(self.judged_at or self.admitted_at)

    @property
    def notice_was_late(self) -> bool:
        return self.notified_at > self.notice_by

    @property
    def call_by(self) -> date | None:
        return call_by(self.ready_at) if self.ready_at else None

    @property
    def agreement(self) -> DischargeAgreement | None:
        """What the law's days of payment are replaced by, as it stood the day that the person was told ready."""
        on = day_of(self.ready_at) if self.ready_at else clock.today()
        return routine(self.coordination.place).discharge_agreement_on(on)

    @property
    def pays_from(self) -> date | None:
        return pays_from(self.ready_at, self.agreement) if self.ready_at else None

    @property
    def discharged_on(self) -> date | None:
        return day_of(self.discharged_at) if self.discharged_at else None


class DischargeReceiverQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """One's own while it holds; all of them for those who read the whole."""
        if actor.is_person:
            return Q(discharge__person_id__in=actor.person_ids)
        own = Q(unit_id__in=actor.reads | actor.distributes) & holds()
        return own | reads_whole(actor, "discharge__")


class DischargeReceiver(GuardedModel):
    """A unit told of the admission: until when it has seen what was told, and since when it plans."""

    discharge = models.ForeignKey(Discharge, models.CASCADE, related_name="receivers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.RESTRICT, related_name="+")
    seen_at = models.DateTimeField("sett till och med", null=True)
    planning_since = models.DateField("planerar sedan", null=True)
    received_by = models.CharField("tagit emot", max_length=300, blank=True)

    objects = DischargeReceiverQuerySet.as_manager()

    class Meta:
        verbose_name = "mottagare av ett inskrivningsmeddelande"
        constraints = [
            models.UniqueConstraint(
                fields=["discharge", "unit"],
                name="discharge_receiver_once",
                violation_error_message="Enheten har redan fått meddelandet.",
            )
        ]
        indexes = [models.Index(fields=["unit", "seen_at"], name="discharge_receiver_unit")]

    def __str__(self) -> str:
        return str(self.unit_id)
