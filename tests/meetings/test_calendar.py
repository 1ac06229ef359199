"""The calendar file: when, and where to read more. Nothing about whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from brygga.meetings.acts import cancel_meeting, change_meeting
from brygga.meetings.calendar import ics
from brygga.meetings.states import PlaceKind
from brygga.rules.meetings import moment
from tests.meetings.making import both, called, facts, now, the_time

URL = "https://brygga.example.se/moten/0/"
AT = datetime(2026, 11, 22, 8, tzinfo=UTC)


def the_event(meeting: Any) -> Any:
    calendar = Calendar.from_ical(ics(meeting, url=URL, at=AT))
    assert calendar["METHOD"] == "PUBLISH"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Stockholm"]
    (event,) = calendar.walk("VEVENT")
    return event


@pytest.mark.requirement("KAR-07")
def test_it_says_that_there_is_a_meeting_and_nothing_about_whom(shared: Any) -> None:
    link = "https://video.example.se/amina-hassan"
    meeting = called(shared, place_kind=PlaceKind.VIDEO, place=link, purpose="Amina Hassans boende")
    text = ics(meeting, url=URL, at=AT).decode()
    for secret in ("Amina", "Hassan", "199104", "Rådmannen", "Innerstaden", "GFI", "boende", "Sara", "video.example"):
        assert secret not in text
    event = the_event(meeting)
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Möte i Brygga", "Plats: se Brygga")
    assert (str(event["CLASS"]), str(event["URL"]), str(event["UID"])) == ("PRIVATE", URL, str(meeting.pk))
    assert {str(key) for key in event} == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "URL", "CLASS", "STATUS",
    }  # fmt: skip


def test_a_changed_meeting_is_the_same_one_with_a_higher_number(shared: Any) -> None:
    meeting = called(shared)
    before = the_event(meeting)
    change_meeting(meeting, by=shared.sara, facts=facts(purpose="Annat"), called=both(shared))
    after = the_event(now(meeting))
    assert (before["UID"], before["SEQUENCE"], after["SEQUENCE"]) == (after["UID"], 0, 1)
    cancel_meeting(now(meeting), by=shared.sara, why="Sjukdom")
    gone = the_event(now(meeting))
    assert (gone["SEQUENCE"], str(gone["STATUS"])) == (2, "CANCELLED")


@pytest.mark.parametrize(
    ("day", "clock", "utc"),
    [
        (date(2027, 1, 12), time(13), time(12)),
        (date(2027, 7, 12), time(13), time(11)),
        (date(2027, 3, 28), time(1, 30), time(0, 30)),
        (date(2027, 3, 28), time(3, 30), time(1, 30)),
        (date(2027, 10, 31), time(1, 30), time(23, 30)),
        (date(2027, 10, 31), time(9), time(8)),
        (date(2027, 12, 31), time(23, 30), time(22, 30)),
    ],
)
def test_the_time_is_right_on_both_sides_of_summer_time(shared: Any, day: date, clock: time, utc: time) -> None:
    starts_at = moment(day, clock)
    with the_time(datetime(2026, 12, 1, tzinfo=UTC)):
        from brygga.core.writing import asked_by

        with asked_by("the test"):
            shared.consent.valid_until = date(2028, 12, 31)
            shared.consent.valid_from = date(2026, 1, 1)
            shared.consent.save()
        meeting = called(shared, starts_at=starts_at, minutes=60)
    event = the_event(meeting)
    assert event.decoded("DTSTART").astimezone(UTC).time() == utc
    assert event.decoded("DTSTART").replace(tzinfo=None) == datetime.combine(day, clock)
    assert event.decoded("DTEND").astimezone(UTC) - event.decoded("DTSTART").astimezone(UTC) == timedelta(hours=1)
