from __future__ import annotations

from brygga.agencies.models import Staff
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, no
from brygga.messaging.models import CalendarFeed

NOT_YOURS = "Det här ställer var och en in för sig själv."


def may_set_own(actor: Actor, staff: Staff) -> Decision:
    return YES if actor.is_staff and actor.staff_id == staff.pk else no(NOT_YOURS)


def may_revoke(actor: Actor, feed: CalendarFeed) -> Decision:
    if actor.staff_id != feed.staff_id:
        return no(NOT_YOURS)
    return no("Adressen är redan återkallad.") if feed.revoked_at else YES
