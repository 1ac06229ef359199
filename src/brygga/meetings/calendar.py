"""A meeting as a calendar file. It says that there is a meeting, and where to read about it; nothing about whom."""

from __future__ import annotations

from collections.abc import Sequence
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
    return calendar_file([event_of(meeting, url=url, at=at)])


def event_of(meeting: Meeting, *, url: str, at: datetime) -> Event:
    assert meeting.starts_at is not None
    return hidden_event(
        uid=str(meeting.pk),
        sequence=meeting.sequence,
        at=at,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at or meeting.starts_at + timedelta(hours=1),
        summary=SUMMARY,
        url=url,
        status=STATUS[MeetingState(meeting.state)],
    )


def hidden_event(
    *,
    uid: str,
    sequence: int,
    at: datetime,
    starts_at: datetime,
    ends_at: datetime,
    summary: str,
    url: str,
    status: str,
) -> Event:
    """One event (RFC 5545). No name, kind, purpose or place: calendars are read by others, and leave the house."""
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", at)
    event.add("dtstart", starts_at.astimezone(SWEDEN))
    event.add("dtend", ends_at.astimezone(SWEDEN))
    event.add("summary", vText(summary))
    event.add("location", vText(LOCATION))
    event.add("url", vUri(url))
    event.add("class", "PRIVATE")
    event.add("status", status)
    return event


def calendar_file(events: Sequence[Event], *, method: str = "PUBLISH", name: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Brygga//SV")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(event)
    if events:
        years = [event.start.year for event in events]
        calendar.add_missing_timezones(first_date=date(min(years), 1, 1), last_date=date(max(years) + 1, 12, 31))
    return calendar.to_ical()
