"""A calendar that others' programs fetch: all of one's own, nothing of anybody else's, and not a word about whom."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from brygga.agencies.models import Staff
from brygga.bookings.acts import cancel
from brygga.core import clock
from brygga.core.models import AuditRow
from brygga.core.writing import asked_by
from brygga.messaging.acts import open_feed
from brygga.messaging.models import CalendarFeed
from tests.cast import as_
from tests.house.test_classification import kept_close, leaks

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("KAR-07"), pytest.mark.requirement("ALL-04")]
SECRET = "the-secret-of-saras-calendar"


def fetched(secret: str = SECRET) -> Any:
    answer = Client().get(f"/kalender/{secret}.ics")
    assert answer.status_code == 200, answer.status_code
    return Calendar.from_ical(answer.content)


def the_secret(text: str) -> str:
    found = re.search(r"/kalender/([\w-]+)\.ics", text)
    assert found
    return found[1]


def uids(calendar: Any) -> dict[str, str]:
    return {str(event["uid"]): str(event["status"]) for event in calendar.walk("VEVENT")}


def test_saras_calendar_has_her_meetings_and_the_times_of_her_unit(lived: Any) -> None:
    found = uids(fetched())
    assert found[str(lived.meeting.pk)] == "CONFIRMED"
    assert found[str(lived.booking.pk)] == "CONFIRMED"
    assert str(lived.draft_meeting.pk) not in found


def test_it_says_nothing_that_is_kept_close(lived: Any) -> None:
    text = Client().get(f"/kalender/{SECRET}.ics").content.decode()
    assert leaks(kept_close(), text.replace("\r\n ", "")) == []
    assert "Bokad tid i Brygga" in text and "Bokningsrummet" not in text and "Innerstaden" not in text


def test_what_is_cancelled_is_still_there_and_says_so(lived: Any) -> None:
    cancel(lived.booking, by=lived.amina_herself)
    assert uids(fetched())[str(lived.booking.pk)] == "CANCELLED"


def test_the_neighbours_calendar_has_nothing_of_it(lived: Any) -> None:
    for neighbour in (lived.siv, lived.pia, lived.adam):
        open_feed(Staff.objects.get(pk=neighbour.staff_id), by=neighbour, secret=f"s-{neighbour.staff_id}")
        assert uids(fetched(f"s-{neighbour.staff_id}")) == {}


def test_an_address_taken_back_or_replaced_or_of_one_who_left_opens_nothing(lived: Any, client: Client) -> None:
    as_(client, lived.sara)
    text = client.post("/installningar/kalender/", {}).content.decode()
    new = the_secret(text)
    assert Client().get(f"/kalender/{SECRET}.ics").status_code == 404
    assert fetched(new)
    assert new not in client.get("/installningar/").content.decode(), "shown once"
    with asked_by("test"):
        Staff.objects.filter(pk=lived.sara.staff_id).update(left_on=clock.today() - timedelta(days=1))
    assert Client().get(f"/kalender/{new}.ics").status_code == 404
    with asked_by("test"):
        Staff.objects.filter(pk=lived.sara.staff_id).update(left_on=None)
    client.post("/installningar/kalender/", {"revoke": "1"})
    assert Client().get(f"/kalender/{new}.ics").status_code == 404


def test_the_secret_is_kept_nowhere(lived: Any, client: Client) -> None:
    text = as_(client, lived.sara).post("/installningar/kalender/", {}).content.decode()
    new = the_secret(text)
    assert len(new) >= 32
    assert not any(new in str(row.facts) for row in AuditRow.objects.all())
    assert not any(new in str(vars(feed)) for feed in CalendarFeed._base_manager.all())


@pytest.mark.parametrize("secret", ["x", "a" * 300, "019b0000-0000-7000-8000-000000000000"])
def test_a_guessed_address_is_not_found(lived: Any, secret: str) -> None:
    assert Client().get(f"/kalender/{secret}.ics").status_code == 404
