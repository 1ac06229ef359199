"""What leaves the house: subscriptions to one's calendar. Nothing that leaves says whom it is about."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from brygga.agencies.models import Staff
from brygga.core.actor import Actor
from brygga.core.fields import BlindIndexField
from brygga.core.visibility import GuardedModel, GuardedQuerySet


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

    def __str__(self) -> str:
        return str(self.pk)
