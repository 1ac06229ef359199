"""What stands in a mail or an SMS: that there is something, and where to read it. Never about whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from icalendar import Event, vCalAddress, vText

from brygga.agencies.queries import actor_of, choices_of
from brygga.bookings.models import Booking, told
from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.meetings.calendar import calendar_file
from brygga.meetings.models import Meeting
from brygga.messaging.acts.queue import last_news
from brygga.messaging.calendar import event_for
from brygga.messaging.models import NoticeChoice, Outgoing
from brygga.messaging.states import Kind
from brygga.messaging.telling import reachable_by, way_of

NEWS = "Du har något nytt i Brygga"
FOOTER = "Det här mejlet går inte att svara på."


@dataclass(frozen=True, slots=True)
class Letter:
    to: str
    subject: str
    words: str
    invitation: bytes = b""
    method: str = ""


def letter_for(row: Outgoing, now: datetime) -> Letter | None:
    """As things stand when it is sent; nothing when it is no longer true, or no longer wanted."""
    to = _address(row)
    if not to or not _wanted(row):
        return None
    if row.kind == Kind.NEWS:
        return Letter(to, NEWS, _words(f"{NEWS}.", _home(row))) if _is_news(row) else None
    if row.kind == Kind.REMINDER:
        return _reminder(row, to, now)
    return _invitation(row, to, now)


def _address(row: Outgoing) -> str:
    if row.staff:
        return "" if row.staff.left_on else row.staff.email
    assert row.person is not None
    if row.channel not in (reachable_by(row.person) if row.copy_id else [way_of(row.person)]):
        return ""
    return row.person.email if row.channel == "mail" else row.person.phone


def _wanted(row: Outgoing) -> bool:
    if row.staff_id is None:
        return True
    choice = NoticeChoice.objects.unrestricted(because="what the receiver has chosen").filter(staff_id=row.staff_id)
    chosen = choice.first()
    return chosen is None or (chosen.news if row.kind == Kind.NEWS else chosen.times)


def _is_news(row: Outgoing) -> bool:
    """Silent when all of it has been read already."""
    if row.staff is None:
        return True
    since = last_news(row)
    for choice in choices_of(row.staff.pk, clock.today()):
        unread = InboxItem.objects.visible_to(actor_of(choice, row.staff)).unread()
        if (unread.filter(arrived_at__gt=since) if since else unread).exists():
            return True
    return False


def _home(row: Outgoing) -> str:
    return _link("inbox" if row.staff_id else "my-start")


def _link(name: str, *args: object) -> str:
    return f"{settings.BRYGGA_URL}{reverse(name, args=args)}"


def _words(*lines: str) -> str:
    return "\n\n".join([*lines, FOOTER]) + "\n"


def _stands(row: Outgoing) -> bool:
    """Whether it is still as it was when this was put in the queue; a change has put a newer one there."""
    about = row.booking or row.meeting
    return about is not None and about.sequence == row.sequence


def _reminder(row: Outgoing, to: str, now: datetime) -> Letter | None:
    booking = row.booking
    if booking is None or not booking.is_booked or booking.starts_at <= now or not _stands(row):
        return None
    url = _link("booking" if row.staff_id else "my-time", booking.pk)
    when = told(booking.starts_at)
    return Letter(to, "Påminnelse från Brygga", _words(f"Du har en bokad tid {when}.", url))


def _invitation(row: Outgoing, to: str, now: datetime) -> Letter | None:
    about: Meeting | Booking | None = row.meeting or row.booking
    if about is None or about.starts_at is None or about.starts_at <= now or not _stands(row):
        return None
    url = _link("meeting" if row.meeting else "booking", about.pk)
    event = event_for(about, url=url, at=now)
    _address_it(event, to, cancels=row.cancels)
    method = "CANCEL" if row.cancels else "REQUEST"
    thing = "Ett möte" if row.meeting else "En bokad tid"
    happened = "är inställt" if row.meeting else "är avbokad"
    words = f"{thing} i Brygga {happened}." if row.cancels else f"{thing} i Brygga: {told(about.starts_at)}."
    subject = words.split(":", maxsplit=1)[0].rstrip(".")
    return Letter(to, subject, _words(words, url), calendar_file([event], method=method), method)


def _address_it(event: Event, to: str, *, cancels: bool) -> None:
    """Who invites and who is invited (RFC 5546). The program invites: who called stands in Brygga."""
    organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organizer.params["cn"] = vText("Brygga")
    event.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{to}")
    attendee.params["partstat"] = vText("NEEDS-ACTION")
    attendee.params["rsvp"] = vText("FALSE")
    event.add("attendee", attendee)
    if cancels:
        event["status"] = vText("CANCELLED")
