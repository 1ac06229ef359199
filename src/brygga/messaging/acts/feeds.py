"""A secret address for one's calendar, and taking it back."""

from __future__ import annotations

from datetime import datetime

from brygga.agencies.models import Staff
from brygga.core.actor import Actor
from brygga.core.acts import act
from brygga.core.saving import change, create
from brygga.core.secrets import blind_index
from brygga.messaging import may
from brygga.messaging.models import CalendarFeed

PURPOSE = "calendar feed"


@act("messaging.open_feed", may=may.may_set_own, told_as="{by} skapade en kalenderadress")
def open_feed(staff: Staff, *, by: Actor, at: datetime, secret: str) -> CalendarFeed:
    """One address at a time: the one before stops working."""
    live = CalendarFeed.objects.unrestricted(because="a new address ends the old one of the same member")
    for feed in live.filter(staff=staff, revoked_at=None):
        change(feed, revoked_at=at)
    return create(CalendarFeed, staff=staff, index=blind_index(secret, PURPOSE), made_at=at)


@act("messaging.revoke_feed", may=may.may_revoke, told_as="{by} återkallade sin kalenderadress")
def revoke_feed(feed: CalendarFeed, *, by: Actor, at: datetime) -> CalendarFeed:
    return change(feed, revoked_at=at)
