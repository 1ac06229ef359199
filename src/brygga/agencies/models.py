"""Organisations, their units, and the staff who act in assignments there. Nobody who gets help is found here."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from brygga.core.visibility import Record
from brygga.rules.words import in_sentence


class Organisation(Record):
    """A controller: a municipal board, a region, an authority. Its records are its own."""

    name = models.CharField("namn", max_length=200)
    sort = models.CharField(max_length=700, db_index=True)
    place = models.CharField("rutin", max_length=40)
    party = models.CharField("part", max_length=40)
    number = models.CharField("organisationsnummer", max_length=13, blank=True)
    closed_on = models.DateField("avvecklad", null=True)

    class Meta:
        verbose_name = "organisation"

    def __str__(self) -> str:
        return self.name


class Unit(Record):
    """A unit (enhet, mottagning), in a tree below its organisation. Inner secrecy runs between units."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name = models.CharField("namn", max_length=200)
    sort = models.CharField(max_length=700, db_index=True)
    kind = models.CharField("slag av enhet", max_length=40)
    phone = models.CharField("telefon", max_length=40, blank=True)
    email = models.EmailField("e-post", blank=True)
    address = models.CharField("adress", max_length=300, blank=True)
    distribution_days = models.CharField("fördelningsdagar", max_length=40, blank=True)
    closed_on = models.DateField("avvecklad", null=True)

    class Meta:
        verbose_name = "enhet"

    def __str__(self) -> str:
        return self.name


class Succession(Record):
    """Into which unit one has gone (uppgick i), and from which day. What it wrote stays its own."""

    old = models.ForeignKey(Unit, models.PROTECT, related_name="went_into")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="came_from")
    on = models.DateField("från och med")

    class Meta:
        verbose_name = "enhet som gick upp i en annan"
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="went_into_once")]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"


class Staff(Record):
    """Someone who works. Signs in once, acts in one assignment at a time."""

    name = models.CharField("namn", max_length=200)
    sort = models.CharField(max_length=700, db_index=True)
    email = models.EmailField("e-post", blank=True)
    hsa_id = models.CharField("HSA-id", max_length=40, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    protected = models.BooleanField("skyddade personuppgifter", default=False)
    left_on = models.DateField("slutade", null=True)
    signed_out_at = models.DateTimeField("utloggad överallt", null=True)

    class Meta:
        verbose_name = "medarbetare"
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"], condition=~models.Q(subject=""), name="staff_subject_once"
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=~models.Q(email=""),
                name="staff_email_once",
                violation_error_message="E-postadressen används redan av en annan medarbetare.",
            ),
            models.UniqueConstraint(
                fields=["hsa_id"],
                condition=~models.Q(hsa_id=""),
                name="staff_hsa_id_once",
                violation_error_message="HSA-id:t används redan av en annan medarbetare.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_signed_out_since(self, signed_in_at: datetime) -> bool:
        return self.signed_out_at is not None and self.signed_out_at >= signed_in_at


class Assignment(Record):
    """An assignment (uppdrag): one person holding one function at one unit for a time.

    Who followed when a unit went into another still reads what was left in the old one's name: `earlier_units` says
    which, and until when the assignment was there.
    """

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    function = models.CharField("funktion", max_length=40)
    title = models.CharField("befattning", max_length=100)
    phone = models.CharField("telefon", max_length=40, blank=True)
    since = models.DateField("från")
    until = models.DateField("till och med", null=True)
    earlier_units = models.JSONField("enheter som uppdraget har följt med från", default=dict)

    class Meta:
        verbose_name = "uppdrag"
        constraints = [
            models.CheckConstraint(
                name="assignment_ends_after_start",
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                violation_error_message="Uppdraget kan inte sluta före det börjar.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff.name}, {in_sentence(self.title)}"


class StandIn(Record):
    """A stand-in (ersättare): acts in another's assignment while they are away."""

    absent = models.ForeignKey(Assignment, models.PROTECT, related_name="stand_ins")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="standing_in")
    since = models.DateField("från")
    until = models.DateField("till och med")

    class Meta:
        verbose_name = "ersättare"
        constraints = [
            models.CheckConstraint(
                name="stand_in_ends_after_start",
                condition=models.Q(until__gte=models.F("since")),
                violation_error_message="Ersättningen kan inte sluta före den börjar.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff} för {self.absent}"
