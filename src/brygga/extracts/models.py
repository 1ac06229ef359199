"""Extracts (utdrag): contact histories out of other systems, of one person or of many, and on what ground."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from brygga.agencies.models import Organisation, Unit
from brygga.consents.models import Consent, ConsentGrant
from brygga.coordinations.models import Coordination, in_the_circle, open_doors
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWithManager, once_a_page
from brygga.extracts.states import BEFORE, RUNNING, ExtractState
from brygga.histories.reading import Profile, Report
from brygga.routines.loading import routine
from brygga.rules.critical import Kind
from brygga.rules.law import FOLLOW_UP_BASES, follow_up_basis, legal_basis
from brygga.rules.powers import Power

#: More than this about one person is no history that anybody reads.
MOST_OF_ONE = 5000
FOLLOW_UP = [(one.key, one.term) for one in FOLLOW_UP_BASES]


class ProfileQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Those of the organisation; a profile says nothing of anybody."""
        return Q(organisation_id=actor.organisation_id) if actor.is_staff else Q(pk__in=[])


class ExtractProfile(GuardedModel):
    """How the columns of a system's extract are read, kept from time to time."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField("namn", max_length=80)
    content = models.JSONField("så läses kolumnerna")
    saved_by = models.CharField("sparad av", max_length=300)
    saved_at = models.DateTimeField("sparad")

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "profil för utdrag"
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="extract_profile_once")]

    def __str__(self) -> str:
        return self.name


class ExtractQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Of one person: the unit that read it in, the circle of the matter while the ground holds, and the person.

        Of many: those who follow up the work of that organisation.
        """
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids, state=ExtractState.DONE)
        if not actor.is_staff:
            return Q(pk__in=[])
        circle = in_the_circle(actor, stream="coordination_id", unit="unit_id", matter="matter")
        others = Q(state=ExtractState.DONE) & open_doors(actor, "coordination_id") & circle & _ground_holds(actor)
        of_one = Q(coordination__isnull=False) & (Q(unit_id__in=actor.reads) | others)
        many = Q(coordination=None, organisation_id=actor.organisation_id) if actor.has(Power.ANALYSE) else Q(pk__in=[])
        return of_one | many


def _ground_holds(actor: Actor) -> Q:
    """The consent it rests on still lets both the unit that read it in and the reader's know about the matter."""
    holds: Q = once_a_page(("ground of an extract", actor.reads), lambda: _ground(actor))
    return holds


def _ground(actor: Actor) -> Q:
    grants = ConsentGrant.objects.unrestricted(because="the ground of an extract is tested where the extract is")
    held = grants.in_force(clock.today()).filter(consent_id=OuterRef("consent_id"), matter=OuterRef("matter"))
    reader = Q(unit_id__in=actor.reads) | Q(unit__came_from__old_id__in=actor.reads)
    writer = Q(unit_id=OuterRef("unit_id")) | Q(unit__came_from__old_id=OuterRef("unit_id"))
    return Q(consent=None) | Q(Exists(held.filter(reader)), Exists(held.filter(writer)))


class Extract(GuardedModel):
    """One file, from when it came until it is read in, stopped or taken away. The file itself lies in `keeping`."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    coordination = models.ForeignKey(Coordination, models.CASCADE, null=True, related_name="extracts")
    matter = models.CharField("fråga", max_length=40, blank=True)
    file_name = models.CharField("fil", max_length=200)
    sha256 = models.CharField("filens kontrollsumma", max_length=64)
    profile = models.JSONField("så läses kolumnerna", default=dict)
    report = models.JSONField("vad läsningen gav", null=True)
    state = models.CharField("läge", max_length=20, choices=ExtractState.choices, default=ExtractState.READ)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")
    legal_basis = models.CharField("rättslig grund", max_length=40, blank=True)
    legal_note = models.TextField("bedömning", blank=True)
    purpose = models.CharField("ändamål", max_length=300, blank=True)
    started_by = models.CharField("påbörjat av", max_length=300)
    started_at = models.DateTimeField("påbörjat")
    done_by = models.CharField("inläst av", max_length=300, blank=True)
    done_at = models.DateTimeField("inläst", null=True)
    ended_by = models.CharField("borttaget av", max_length=300, blank=True)
    ended_at = models.DateTimeField("borttaget", null=True)
    ended_because = models.CharField("varför", max_length=300, blank=True)

    objects = ExtractQuerySet.as_manager()

    class Meta:
        verbose_name = "utdrag"
        constraints = [
            models.CheckConstraint(
                name="extract_rests_on_one_ground",
                condition=~Q(state__in=["importing", "done"])
                | Q(consent__isnull=False, legal_basis="")
                | Q(consent=None) & ~Q(legal_basis=""),
                violation_error_message="En inläsning vilar på ett samtycke eller på en namngiven regel.",
            )
        ]
        indexes = [
            models.Index(fields=["coordination", "-id"], name="extract_coordination"),
            models.Index(fields=["organisation", "state"], name="extract_organisation"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def stream_id(self) -> Any:
        return self.coordination_id

    @property
    def batch(self) -> str:
        return f"x{self.pk.hex}"

    @property
    def is_of_one(self) -> bool:
        return self.coordination_id is not None

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_before(self) -> bool:
        return self.state in BEFORE

    @property
    def reading(self) -> Profile:
        return Profile.from_dict(self.profile)

    @property
    def told(self) -> Report | None:
        return Report.from_dict(self.report) if self.report else None

    @property
    def tone(self) -> str:
        return ExtractState(self.state).tone

    @property
    def ground(self) -> str:
        if self.consent_id:
            return "Personens samtycke"
        if not self.legal_basis:
            return ""
        return (legal_basis if self.is_of_one else follow_up_basis)(self.legal_basis).term

    @property
    def matter_term(self) -> str:
        return routine(self.coordination.place).matter(self.matter).term if self.coordination else ""


class ExtractRow(GuardedModel):
    """Something that happened to the person, as the extract says; on the timeline while the extract is read in."""

    hangs_on = "extract"
    extract = models.ForeignKey(Extract, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField("rad")
    key = models.CharField("radens innehåll", max_length=40)
    unit_name = models.CharField("enhet", max_length=200)
    organisation_name = models.CharField("organisation", max_length=200)
    kind = models.CharField("slag", max_length=20, choices=[(kind.value, kind.term) for kind in Kind])
    begins = models.DateField("börjar")
    ends = models.DateField("slutar", null=True)
    broken_off = models.BooleanField("avbröts", default=False)
    compulsory = models.BooleanField("tvång", default=False)
    words = models.CharField("vad det var", max_length=500, blank=True)

    objects = SeenWithManager()

    class Meta:
        verbose_name = "rad i ett utdrag"
        constraints = [models.UniqueConstraint(fields=["extract", "key"], name="extract_row_once")]

    def __str__(self) -> str:
        return str(self.pk)


class FollowUpParticipationQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """All in the place who follow up or administer: it says nothing of anybody."""
        may = actor.is_staff and actor.powers & {Power.ANALYSE, Power.ADMINISTER}
        return Q(organisation__place=actor.place) if may else Q(pk__in=[])

    def standing(self) -> FollowUpParticipationQuerySet:
        return self.filter(ended_on=None)  # type: ignore[no-any-return]


class FollowUpParticipation(GuardedModel):
    """An organisation lets the others of the place that take part count its pseudonymised events with their own."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    legal_basis = models.CharField("rättslig grund", max_length=40, choices=FOLLOW_UP)
    words = models.TextField("bedömning", max_length=2000)
    since = models.DateField("från")
    decided_by = models.CharField("beslutat av", max_length=300)
    ended_on = models.DateField("till", null=True)
    ended_by = models.CharField("avslutat av", max_length=300, blank=True)

    objects = FollowUpParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "deltagande i gemensam uppföljning"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_on=None), name="participation_one_at_a_time",
                violation_error_message="Organisationen är redan med i den gemensamma uppföljningen.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def basis_term(self) -> str:
        return follow_up_basis(self.legal_basis).term
