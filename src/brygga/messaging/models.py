"""What leaves the house: mail, SMS and subscriptions to one's calendar. Nothing that leaves says whom it is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Staff, Unit
from brygga.bookings.models import Booking
from brygga.core.actor import Actor
from brygga.core.fields import BlindIndexField
from brygga.core.visibility import GuardedModel, GuardedQuerySet
from brygga.mappings.models import MappingCopy
from brygga.meetings.models import Meeting
from brygga.messaging.states import Channel, Kind, State
from brygga.people.models import Person


class OwnQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Only for the one whose it is, in whatever assignment they act."""
        return Q(staff_id=actor.staff_id) if actor.is_staff else Q(pk__in=[])


class CalendarFeed(GuardedModel):
    """A secret address where a calendar fetches one's meetings. Only a fingerprint of the secret is kept."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="calendar_feeds")
    index = BlindIndexField()
    made_at = models.DateTimeField("skapad")
    revoked_at = models.DateTimeField("återkallad", null=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "kalenderprenumeration"


class NoticeChoice(GuardedModel):
    """What a member of staff wants by mail. Who has chosen nothing wants all of it."""

    staff = models.OneToOneField(Staff, models.CASCADE, related_name="notice_choice")
    news = models.BooleanField("när något nytt har kommit", default=True)
    times = models.BooleanField("kallelser och påminnelser", default=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "val av aviseringar"


class OutgoingQuerySet(GuardedQuerySet):
    def visibility(self, actor: Actor) -> Q:
        """Only for the one it is to; what it says is written when it is sent."""
        return Q(person_id__in=actor.person_ids) if actor.is_person else Q(staff_id=actor.staff_id)


class Outgoing(GuardedModel):
    """Something to send, written in the transaction of what it tells of. It holds keys, never words or addresses."""

    kind = models.CharField("slag", max_length=20, choices=Kind.choices)
    channel = models.CharField("sätt", max_length=10, choices=Channel.choices, default=Channel.MAIL)
    key = models.CharField("en gång", max_length=200, unique=True)
    staff = models.ForeignKey(Staff, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    booking = models.ForeignKey(Booking, models.CASCADE, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="+")
    copy = models.ForeignKey(MappingCopy, models.CASCADE, null=True, related_name="+")
    cancels = models.BooleanField("återkallar", default=False)
    sequence = models.PositiveIntegerField("ändring nr", default=0)
    from_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    state = models.CharField("läge", max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField("försök", default=0)
    made_at = models.DateTimeField("skrivet")
    due_at = models.DateTimeField("ska skickas")
    leased_until = models.DateTimeField("tas om", null=True)
    lease = models.UUIDField("arbetare", null=True)
    done_at = models.DateTimeField("klart", null=True)
    fault = models.CharField("fel", max_length=60, blank=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        verbose_name = "utskick"
        constraints = [
            models.UniqueConstraint(
                fields=["staff"], condition=Q(kind="news", state="sending"), name="one_news_at_a_time_staff"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(kind="news", state="sending"), name="one_news_at_a_time_person"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="waiting"), name="outgoing_due"),
            models.Index(fields=["leased_until"], condition=Q(state="sending"), name="outgoing_leased"),
            models.Index(fields=["staff", "kind", "state", "done_at"], name="outgoing_staff"),
            models.Index(fields=["person", "kind", "state", "done_at"], name="outgoing_person"),
        ]

    @property
    def stream_id(self) -> UUID | Any:
        """The history of the hours, which holds no person; what gave up about a meeting stays with the sender."""
        return self.booking.hours_id if self.booking else self.meeting_id or self.copy_id

    @property
    def what(self) -> str:
        """What never arrived, as said to whoever sent it."""
        if self.booking:
            word = "Påminnelsen om tiden" if self.kind == Kind.REMINDER else "Mejlet om tiden"
            return f"{word} {self.booking.when}"
        if self.copy_id:
            return "Meddelandet till en person om en kopia"
        return f"Kallelsen till mötet {self.meeting.when}" if self.meeting else "Ett mejl"
