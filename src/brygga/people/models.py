"""Persons as an organisation knows them, and the cases (ärenden) its units have about them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Organisation, Unit
from brygga.core.actor import Actor
from brygga.core.fields import BlindIndexField, EncryptedTextField
from brygga.core.visibility import GuardedModel, GuardedQuerySet, SeenWithManager


class Protection(models.TextChoices):
    """Law page §1.11: a warning flag, or registered elsewhere. The flag does not say what is secret."""

    NONE = "", "Inget skydd"
    MARKED = "marked", "Sekretessmarkering"
    REGISTERED_ELSEWHERE = "registered_elsewhere", "Skyddad folkbokföring"


class InformationWay(models.TextChoices):
    """How the person wants to be told (KAR-02); several may be chosen."""

    TALK = "talk", "Muntligt"
    PAPER = "paper", "Skriftligt på papper"
    PORTAL = "portal", "Här i Brygga"
    MAIL = "mail", "Mejl"
    SMS = "sms", "Sms"
    PICTURE = "picture", "Bild som vi har ritat på mötet"


#: What is shown instead of the name of a person with protected identity.
MASKED = "Skyddad uppgift"


class PersonQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The units that have or had a case about the person, and the person with their representatives."""
        if actor.is_person:
            return Q(pk__in=actor.person_ids)
        return Q(pk__in=Case._base_manager.filter(unit_id__in=actor.reads).values("person_id"))


class Person(GuardedModel):
    """A person as one organisation knows them. The same human being is another row in another organisation."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    given_name = models.CharField("förnamn", max_length=100)
    family_name = models.CharField("efternamn", max_length=100)
    sort = models.CharField(max_length=700)
    born = models.DateField("född", null=True)
    address = EncryptedTextField("adress", blank=True)
    phone = EncryptedTextField("telefon", blank=True)
    email = EncryptedTextField("e-post", blank=True)
    interpreter = models.CharField("tolkbehov", max_length=100, blank=True)
    information_ways = models.JSONField("vill få information genom", default=list)
    protection = models.CharField("skydd", max_length=30, choices=Protection.choices, blank=True)
    died_on = models.DateField("avliden", null=True)
    registered_at = models.DateTimeField("registrerad")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "person"
        indexes = [models.Index(fields=["organisation", "sort"], name="person_sort")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name, or what may be shown of a person with protected identity."""
        return MASKED if self.protection else self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}"


class PersonIdentity(GuardedModel):
    """An identity number the person has or has had. The number need not tell when they were born."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="identities")
    organisation = models.ForeignKey(Organisation, models.PROTECT)
    kind = models.CharField("slag", max_length=30)
    number = EncryptedTextField("identitetsnummer")
    index = BlindIndexField()
    since = models.DateField("från")
    until = models.DateField("till och med", null=True)

    hangs_on = "person"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "identitetsnummer"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "index"],
                name="identity_once_in_organisation",
                violation_error_message="Numret finns redan hos en person i organisationen.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class RepresentativeKind(models.TextChoices):
    GUARDIAN = "guardian", "Vårdnadshavare"
    GOOD_MAN = "good_man", "God man"
    ADMINISTRATOR = "administrator", "Förvaltare"
    FUTURE_PROXY = "future_proxy", "Framtidsfullmaktshavare"
    PROXY = "proxy", "Ombud med fullmakt"
    RELATIVE = "relative", "Närstående"


class Representative(GuardedModel):
    """Someone who speaks for the person, as far as their mandate goes."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="representatives")
    kind = models.CharField("slag", max_length=30, choices=RepresentativeKind.choices)
    name = models.CharField("namn", max_length=200)
    mandate = models.CharField("uppdraget omfattar", max_length=500, blank=True)
    phone = EncryptedTextField("telefon", blank=True)
    email = EncryptedTextField("e-post", blank=True)
    index = BlindIndexField(null=True, unique=False)
    may_consent = models.BooleanField("får lämna samtycke", default=False)
    since = models.DateField("från")
    until = models.DateField("till och med", null=True)

    hangs_on = "person"
    objects = SeenWithManager()

    class Meta:
        verbose_name = "företrädare"

    #: Set for a reader to whom a protected person's details are open.
    is_open = False

    def __str__(self) -> str:
        return f"{self.shown_name}, {self.get_kind_display().lower()}"

    @property
    def shown_name(self) -> str:
        """A guardian's name would say the family name of a protected child."""
        return MASKED if self.person.protection and not self.is_open else self.name


class CaseQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """The unit's own cases, for those who work with or lead them. Employment in the house opens nothing."""
        if actor.is_person:
            return Q(person_id__in=actor.person_ids)
        return Q(unit_id__in=actor.reads)

    def open(self) -> CaseQuerySet:
        return self.filter(closed_on=None)  # type: ignore[no-any-return]


class Case(GuardedModel):
    """A unit's case (ärende) about a person. An exploratory one is no case in law and is erased if nothing follows."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="cases")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cases")
    number = models.CharField("ärendenummer", max_length=40)
    caseworker = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="cases")
    exploratory = models.BooleanField("förutsättningslös kontakt", default=False)
    opened_on = models.DateField("öppnat")
    closed_on = models.DateField("avslutat", null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "ärende"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "number"], name="case_number_once", violation_error_message="Ärendenumret finns redan."
            ),
            models.UniqueConstraint(
                fields=["unit", "person"],
                condition=Q(closed_on=None),
                name="one_open_case_per_unit",
                violation_error_message="Personen har redan ett öppet ärende på enheten.",
            ),
        ]
        indexes = [models.Index(fields=["unit", "closed_on", "person"], name="case_unit")]

    def __str__(self) -> str:
        return self.number


class OpeningQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(assignment_id=actor.assignment_id)


class Opening(GuardedModel):
    """Protected details opened by someone, with their reason, for a short while."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="openings")
    assignment = models.ForeignKey(Assignment, models.PROTECT)
    reason = models.CharField("skäl", max_length=500)
    opened_at = models.DateTimeField("öppnad")
    closes_at = models.DateTimeField("stängs")

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = "öppning av skyddade uppgifter"

    def __str__(self) -> str:
        return f"{self.person_id} {self.opened_at}"
