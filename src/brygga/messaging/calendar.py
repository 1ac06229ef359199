"""Meetings and booked times as a calendar. It says that there is something, and where to read about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from icalendar import Event

from brygga.bookings.models import Booking
from brygga.meetings.calendar import calendar_file, event_of, hidden_event
from brygga.meetings.models import Meeting

BOOKED = "Bokad tid i Brygga"


def event_for(row: Meeting | Booking, *, url: str, at: datetime) -> Event:
    if isinstance(row, Meeting):
        return event_of(row, url=url, at=at)
    return hidden_event(
        uid=str(row.pk),
        sequence=row.sequence,
        at=at,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        summary=BOOKED,
        url=url,
        status="CONFIRMED" if row.is_booked else "CANCELLED",
    )


def feed(rows: Iterable[Meeting | Booking], *, url_of: Callable[[Meeting | Booking], str], at: datetime) -> bytes:
    return calendar_file([event_for(row, url=url_of(row), at=at) for row in rows], name="Brygga")
