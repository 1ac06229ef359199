"""Meetings (möten) around a person: called with a purpose, prepared, held or missed, written down."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.coordinations.models import Coordination, open_doors
from brygga.core.actor import Actor
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.meetings.states import Answer, Attendance, Mandate, MeetingState, Outcome, PlaceKind
from brygga.requests.models import Request


class MeetingQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Those who see the coordination; the person sees meetings they are invited to.

        A unit that has been asked to a meeting but is not engaged yet sees that meeting, through its request's disclosure.
        """
        if actor.is_person:
            return Q(coordination__person_id__in=actor.person_ids, person_invited=True) & ~Q(state=MeetingState.DRAFT)
        return Q(coordination_id__in=open_doors(actor))


class Meeting(GuardedModel):
    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="meetings")
    kind = models.CharField("mötestyp", max_length=40)
    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="meetings")
    state = models.CharField("läge", max_length=20, choices=MeetingState.choices, default=MeetingState.DRAFT)
    called_by = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    called_by_label = models.CharField("kallat av", max_length=300)
    called_at = models.DateTimeField("kallelsen skickad", null=True)
    purpose = models.TextField("syfte", blank=True)
    covers = models.TextField("vem eller vad mötet omfattar", blank=True)
    other = models.TextField("övrigt", blank=True)
    person_invited = models.BooleanField("personen är med", default=True)
    starts_at = models.DateTimeField("börjar", null=True)
    ends_at = models.DateTimeField("slutar", null=True)
    place_kind = models.CharField("mötesform", max_length=10, choices=PlaceKind.choices, default=PlaceKind.ROOM)
    place = models.CharField("plats, telefonnummer eller länk", max_length=500, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    rebooked_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="rebooked_to")
    held_at = models.DateTimeField("hölls", null=True)
    minutes = models.TextField("minnesanteckningar", blank=True)
    minutes_by = models.CharField("skrivna av", max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)
    outcome = models.CharField("utfall", max_length=20, choices=Outcome.choices, blank=True)
    outcome_note = models.TextField("vad som bestämdes", blank=True)
    evaluation_asked_at = models.DateTimeField("utvärdering erbjuden", null=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "möte"
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=models.F("starts_at")),
                violation_error_message="Mötet måste sluta efter att det börjat.",
            )
        ]
        indexes = [models.Index(fields=["coordination", "starts_at"], name="meeting_coordination")]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_at}"

    @property
    def stream_id(self) -> Any:
        return self.coordination_id if self.state != MeetingState.DRAFT else None


class AttendeeQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(meeting__in=Meeting.objects.visible_to(actor))


class Attendee(GuardedModel):
    """Someone called: a unit through its responsible person, the person themself, or somebody outside Brygga."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    is_person = models.BooleanField("personen själv", default=False)
    name = models.CharField("namn", max_length=200, blank=True)
    role = models.CharField("roll", max_length=200, blank=True)
    required = models.BooleanField("måste vara med", default=True)
    answer = models.CharField("svar", max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField("svarade", null=True)
    answer_note = models.CharField("meddelande", max_length=500, blank=True)
    mandate = models.CharField("mandat", max_length=10, choices=Mandate.choices, blank=True)
    preparation = models.TextField("förberedelse och förslag på insatser", blank=True)
    attendance = models.CharField("närvaro", max_length=10, choices=Attendance.choices, blank=True)
    absence_followed_up_at = models.DateTimeField("frånvaron uppföljd", null=True)
    absence_note = models.CharField("uppföljning av frånvaron", max_length=500, blank=True)

    objects = AttendeeQuerySet.as_manager()

    class Meta:
        verbose_name = "deltagare i möte"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "unit"],
                condition=Q(unit__isnull=False),
                name="unit_called_once",
                violation_error_message="Enheten är redan kallad.",
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.unit_id)


class CirclePlaceQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(coordination_id__in=open_doors(actor))


class CirclePlace(GuardedModel):
    """A place in the meeting circle (mötescirkeln): who the person wants there, who answers for what, and with what mandate."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="circle")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    name = models.CharField("namn", max_length=200)
    role = models.CharField("roll", max_length=200, blank=True)
    answers_for = models.CharField("ansvarar för", max_length=500, blank=True)
    reach = models.CharField("nås på", max_length=200, blank=True)
    mandate = models.CharField("mandat att besluta", max_length=10, choices=Mandate.choices, blank=True)
    wanted = models.BooleanField("personen vill ha med", default=True)
    position = models.PositiveIntegerField(default=0)

    objects = CirclePlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "plats i mötescirkeln"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def stream_id(self) -> Any:
        return self.coordination_id


class PreparationQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        return Q(coordination_id__in=open_doors(actor))


class PreMeeting(GuardedModel):
    """The talk with the person before the meeting (förmöte): what matters to them, and what they do not want raised."""

    coordination = models.OneToOneField(Coordination, models.CASCADE, related_name="pre_meeting")
    held_on = models.DateField("förmötet hölls", null=True)
    matters_to_me = models.TextField("det här är viktigt för mig", blank=True)
    not_raised = models.TextField("det här vill jag inte ta upp", blank=True)
    needs_for_meeting = models.TextField("så blir mötet bra för mig", blank=True)
    officials_first = models.BooleanField("de professionella behöver träffas först", default=False)
    written_by = models.CharField("skrivet av", max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = PreparationQuerySet.as_manager()

    class Meta:
        verbose_name = "förmöte"

    def __str__(self) -> str:
        return str(self.coordination_id)

    @property
    def stream_id(self) -> Any:
        return self.coordination_id
