"""Whose calendar it is, and what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from brygga.agencies.models import Staff
from brygga.agencies.queries import actor_of, choices_of
from brygga.bookings.models import Booking
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.secrets import blind_index
from brygga.mappings.models import MappingCopy
from brygga.meetings.models import Meeting
from brygga.meetings.queries import my_meetings
from brygga.meetings.states import MeetingState
from brygga.messaging.acts.feeds import PURPOSE
from brygga.messaging.models import CalendarFeed, NoticeChoice, Outgoing
from brygga.messaging.states import State

BACK, AHEAD = timedelta(days=30), timedelta(days=400)


def subscriber(secret: str) -> Staff | None:
    """Whose calendar the address opens; nobody's when it is taken back, or they have left."""
    feeds = CalendarFeed.objects.unrestricted(because="the secret of the address is the key to it")
    feed = feeds.filter(index=blind_index(secret, PURPOSE), revoked_at=None).select_related("staff").first()
    return feed.staff if feed and feed.staff.left_on is None else None


def live_feed(actor: Actor) -> CalendarFeed | None:
    found: CalendarFeed | None = CalendarFeed.objects.visible_to(actor).filter(revoked_at=None).first()
    return found


def choice_of(actor: Actor) -> dict[str, bool]:
    """Who has chosen nothing wants all of it."""
    chosen = NoticeChoice.objects.visible_to(actor).first()
    return {"news": chosen.news, "times": chosen.times} if chosen else {"news": True, "times": True}


def lost(actor: Actor) -> Outgoing | None:
    """The last mail to oneself, when it never arrived."""
    done = Outgoing.objects.visible_to(actor).filter(state__in=[State.SENT, State.GAVE_UP]).order_by("-done_at")
    last: Outgoing | None = done.first()
    return last if last and last.state == State.GAVE_UP else None


#: How it went with what was to be sent, as said to whoever sent it.
FATES = {
    State.WAITING: "Väntar på att skickas",
    State.SENDING: "Skickas nu",
    State.SENT: "Skickat",
    State.NEEDLESS: "Sades i ett annat meddelande",
    State.GAVE_UP: "Kom aldrig fram",
}


def fates(copies: Iterable[MappingCopy]) -> dict[UUID, str]:
    """How it went with the mail or SMS about each copy that the reader sees."""
    rows = Outgoing.objects.unrestricted(because="whoever sees the copy sees how it was sent").filter(copy__in=copies)
    return {row.copy_id: FATES[State(row.state)] for row in rows}


def calendar_of(staff: Staff, now: datetime) -> Iterator[Meeting | Booking]:
    """In each of their assignments: the meetings one sits at, and the times one has booked or one's unit receives."""
    seen = set()
    for choice in choices_of(staff.pk, clock.today()):
        actor = actor_of(choice, staff)
        for row in (*_meetings(actor, now), *_bookings(actor, now)):
            if row.pk not in seen:
                seen.add(row.pk)
                yield row


def _meetings(actor: Actor, now: datetime) -> Iterator[Meeting]:
    rows = my_meetings(actor).exclude(state=MeetingState.DRAFT)
    yield from rows.filter(starts_at__gte=now - BACK, starts_at__lt=now + AHEAD).order_by("starts_at", "pk")


def _bookings(actor: Actor, now: datetime) -> Iterator[Booking]:
    rows = Booking.objects.visible_to(actor).filter(starts_at__gte=now - BACK, starts_at__lt=now + AHEAD)
    received = rows.filter(unit_id=actor.unit_id) if actor.reads else rows.none()
    yield from (received | rows.filter(from_assignment_id=actor.assignment_id)).order_by("starts_at", "pk")
