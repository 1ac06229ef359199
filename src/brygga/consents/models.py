"""Consent (samtycke) and disclosure (utlämnande): what a person has allowed, and what has crossed a border."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from brygga.agencies.models import Assignment, Unit
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.people.models import Person, Representative
from brygga.rules.consents import told_because
from brygga.rules.dates import written
from brygga.rules.law import legal_basis
from brygga.rules.words import in_sentence

#: The matter that every consent covers: that these parties work together, and what they plan together.
COORDINATION = "coordination"


class ConsentState(models.TextChoices):
    GIVEN = "given", "Lämnat"
    DECLINED = "declined", "Personen har sagt nej"


class ConsentForm(models.TextChoices):
    WRITTEN = "written", "Skriftligt"
    ORAL = "oral", "Muntligt"
    PORTAL = "portal", "Själv i Brygga"


def _in_force(on: date, consent: str = "") -> Q:
    """Given, begun, not run out, not withdrawn, and not replaced by one that has begun."""
    return _lasts(on, consent) & Q(**{f"{consent}state": ConsentState.GIVEN, f"{consent}valid_from__lte": on})


def _lasts(on: date, consent: str = "") -> Q:
    """In force that day, or to come."""
    kept = Q(**{f"{consent}replaced_by": None}) | Q(**{f"{consent}replaced_by__valid_from__gt": on})
    return Q(**{f"{consent}withdrawn_at": None, f"{consent}valid_until__gte": on}) & kept


class ConsentQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit that took it, each party for as long as it is one, and the person."""
        if actor.is_person:
            return Q(person_id__in=actor.person_ids)
        still = Q(unit_id__in=actor.reads, withdrawn_at=None) & _lasts(clock.today(), "consent__")
        party = ConsentGrant._base_manager.filter(still)
        return Q(unit_id__in=actor.reads) | Q(pk__in=party.values("consent_id"))

    def given(self) -> ConsentQuerySet:
        return self.filter(state=ConsentState.GIVEN)  # type: ignore[no-any-return]

    def in_force(self, on: date) -> ConsentQuerySet:
        return self.filter(_in_force(on))  # type: ignore[no-any-return]


class Consent(GuardedModel):
    """What the person agrees to: matters × parties × purposes × period (Malmö handbook, "Inhämta samtycke").

    A secrecy consent, not the legal ground for processing personal data. It can be withdrawn at any time, in any form.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    stream_id = models.UUIDField(null=True)
    state = models.CharField("läge", max_length=10, choices=ConsentState.choices)
    form = models.CharField("form", max_length=10, choices=ConsentForm.choices, blank=True)
    given_by = models.ForeignKey(Representative, models.PROTECT, null=True, related_name="consents")
    also_given_by = models.ForeignKey(Representative, models.PROTECT, null=True, related_name="+")
    given_on = models.DateField("lämnat")
    valid_from = models.DateField("gäller från", null=True)
    valid_until = models.DateField("gäller till och med", null=True)
    purposes = models.JSONField("ändamål", default=list)
    exclusions = models.TextField("får inte omfatta", blank=True)
    own_opinion = models.TextField("personens egen inställning", blank=True)
    maturity = models.TextField("bedömning av mognad", blank=True)
    informed_by = models.CharField("information lämnad av", max_length=300)
    informed_how = models.CharField("hur informationen lämnades", max_length=300, blank=True)
    said = models.TextField("vad som sades", blank=True)
    need = models.TextField("varför vi ser ett behov", blank=True)
    taken_by = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    copy_given_on = models.DateField("kopia lämnad", null=True)
    copy_given_how = models.CharField("kopian lämnad genom", max_length=40, blank=True)
    withdrawn_at = models.DateTimeField("återkallat", null=True)
    withdrawn_by = models.CharField("registrerat av", max_length=300, blank=True)
    withdrawn_how = models.CharField("hur det återkallades", max_length=300, blank=True)
    withdrawn_reason = models.TextField("skäl", blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    ran_out_at = models.DateTimeField("noterat som utgånget", null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "samtycke"
        constraints = [
            models.CheckConstraint(
                name="consent_given_has_period",
                condition=~Q(state="given")
                | Q(valid_from__isnull=False, valid_until__isnull=False, valid_until__gte=models.F("valid_from")),
                violation_error_message="Ett samtycke ska ha en period som slutar efter att den börjat.",
            )
        ]
        indexes = [
            models.Index(fields=["person", "valid_until"], name="consent_person"),
            models.Index(fields=["stream_id"], name="consent_stream"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {written(self.given_on)}"


class ConsentGrantQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """All grants for those who took the consent and for the person; its own for a party."""
        if actor.is_person:
            return Q(consent__person_id__in=actor.person_ids)
        return Q(consent__unit_id__in=actor.reads) | Q(unit_id__in=actor.reads)

    def in_force(self, on: date) -> ConsentGrantQuerySet:
        return self.filter(Q(withdrawn_at=None) & _in_force(on, "consent__"))  # type: ignore[no-any-return]


class ConsentGrant(GuardedModel):
    """One matter opened to one party: a unit here, or someone named outside Brygga."""

    consent = models.ForeignKey(Consent, models.CASCADE, related_name="grants")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    party_name = models.CharField("annan part", max_length=200, blank=True)
    matter = models.CharField("fråga", max_length=40)
    withdrawn_at = models.DateTimeField("återkallat", null=True)
    withdrawn_by = models.CharField("registrerat av", max_length=300, blank=True)
    withdrawn_how = models.CharField("hur det återkallades", max_length=300, blank=True)
    withdrawn_reason = models.TextField("skäl", blank=True)

    objects = ConsentGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "samtyckets omfattning"
        constraints = [
            models.UniqueConstraint(fields=["consent", "unit", "party_name", "matter"], name="grant_once"),
            models.CheckConstraint(name="grant_has_party", condition=Q(unit__isnull=False) | ~Q(party_name="")),
        ]
        indexes = [models.Index(fields=["unit", "matter", "withdrawn_at"], name="grant_unit")]

    def __str__(self) -> str:
        return f"{self.matter} {self.unit_id or self.party_name}"


class DisclosureQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The one who disclosed, the one who received, and the person."""
        if actor.is_person:
            return Q(person_id__in=actor.person_ids)
        return Q(from_unit_id__in=actor.reads) | Q(to_unit_id__in=actor.reads)

    def in_force(self, on: date, matter: Any = COORDINATION) -> DisclosureQuerySet:
        """Open disclosures whose ground holds today: a consent that covers receiver and matter, or a named rule."""
        grants = ConsentGrant.objects.unrestricted(
            because="the ground of a disclosure is tested where the disclosure is"
        ).in_force(on)
        covered = grants.filter(consent_id=OuterRef("consent_id"), unit_id=OuterRef("to_unit_id"), matter=matter)
        return self.filter(  # type: ignore[no-any-return]
            Q(ended_at=None) & (Q(valid_until=None) | Q(valid_until__gte=on)) & (Q(consent=None) | Exists(covered))
        )


class Disclosure(GuardedModel):
    """The records of a stream, opened to a receiving unit, for a purpose, on a legal basis, decided by someone."""

    stream_id = models.UUIDField()
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    from_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="disclosures")
    legal_basis = models.CharField("rättslig grund", max_length=40, blank=True)
    legal_note = models.TextField("bedömning", blank=True)
    purpose = models.CharField("ändamål", max_length=40)
    decided_by = models.CharField("beslutat av", max_length=300)
    decided_at = models.DateTimeField("beslutat")
    valid_until = models.DateField("gäller till och med", null=True)
    ended_at = models.DateTimeField("upphörde", null=True)
    ended_because = models.CharField("varför det upphörde", max_length=300, blank=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = "utlämnande"
        constraints = [
            models.CheckConstraint(
                name="disclosure_has_one_ground",
                condition=Q(consent__isnull=False, legal_basis="") | (Q(consent__isnull=True) & ~Q(legal_basis="")),
                violation_error_message="Ett utlämnande vilar på ett samtycke eller på en namngiven regel.",
            )
        ]
        indexes = [models.Index(fields=["stream_id", "to_unit", "ended_at"], name="disclosure_stream")]

    def __str__(self) -> str:
        return f"{self.stream_id} → {self.to_unit_id}"

    @property
    def told_why(self) -> str:
        return told_because(self.ended_because)

    @property
    def ground(self) -> str:
        """What it rests on, in words."""
        return "personens samtycke" if self.consent_id else in_sentence(legal_basis(self.legal_basis).term)
