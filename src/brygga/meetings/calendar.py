"""A meeting as a calendar file. It says that there is a meeting, and where to read about it; nothing about whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vText, vUri

from brygga.core.clock import SWEDEN
from brygga.meetings.models import Meeting
from brygga.meetings.states import MeetingState

SUMMARY, LOCATION = "Möte i Brygga", "Plats: se Brygga"
STATUS = {
    MeetingState.DRAFT: "TENTATIVE",
    MeetingState.CALLED: "CONFIRMED",
    MeetingState.HELD: "CONFIRMED",
    MeetingState.MISSED: "CANCELLED",
    MeetingState.CANCELLED: "CANCELLED",
}


def ics(meeting: Meeting, *, url: str, at: datetime) -> bytes:
    """One event (RFC 5545). No name, kind, purpose or place: calendars are read by others, and leave the house."""
    assert meeting.starts_at is not None
    event = Event()
    event.add("uid", str(meeting.pk))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at)
    event.add("dtstart", meeting.starts_at.astimezone(SWEDEN))
    event.add("dtend", (meeting.ends_at or meeting.starts_at + timedelta(hours=1)).astimezone(SWEDEN))
    event.add("summary", vText(SUMMARY))
    event.add("location", vText(LOCATION))
    event.add("url", vUri(url))
    event.add("class", "PRIVATE")
    event.add("status", STATUS[MeetingState(meeting.state)])
    calendar = Calendar()
    calendar.add("prodid", "-//Brygga//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    year = meeting.starts_at.year
    calendar.add_missing_timezones(first_date=date(year, 1, 1), last_date=date(year + 1, 12, 31))
    return calendar.to_ical()
