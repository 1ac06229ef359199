"""The consultant's session every other week (BOR-05): a to-do in time before an empty one, and one press to tell."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from brygga.bookings.acts import book, needed_after_all, tell_not_needed
from brygga.bookings.models import ClosedDay
from brygga.bookings.queries import empty_sessions, offers
from brygga.coordinations.models import InboxItem
from brygga.coordinations.queries import inbox
from brygga.core import clock
from brygga.core.acts import NotAllowed
from tests.bookings.making import MONDAY, NOW, borlange, moment, sessions
from tests.cast import as_

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("BOR-05")]
FROM, LATEST = date(2027, 1, 14), date(2027, 1, 15)


def at(day: date) -> Any:
    return clock.set_to(datetime(day.year, day.month, day.day, 8, tzinfo=clock.SWEDEN))


@pytest.fixture
def town(world: Any) -> Any:
    with clock.set_to(NOW):
        borlange(world)
        world.sessions = sessions(world)
    return world


def test_the_coordinator_has_a_to_do_from_two_working_days_before_until_the_session(town: Any) -> None:
    shown = {}
    for n in range(-1, 6):
        day = FROM + timedelta(days=n)
        shown[day] = [(one.day, one.tell_from, one.tell_latest) for one in empty_sessions(town.kalle, day)]
    assert shown[FROM - timedelta(days=1)] == []
    due = [(MONDAY, FROM, LATEST)]
    assert [shown[FROM + timedelta(days=n)] for n in range(5)] == [due] * 5, "the weekend and the day itself too"
    assert shown[MONDAY + timedelta(days=1)] == [], "two weeks until the next"


def test_nobody_else_has_it_and_a_booked_session_is_no_to_do(town: Any) -> None:
    assert empty_sessions(town.tove, FROM) == empty_sessions(town.dag, FROM) == empty_sessions(town.chef, FROM) == []
    with clock.set_to(NOW):
        book(town.sessions, by=town.tove, starts_at=moment(town.sessions, 3))
    assert empty_sessions(town.kalle, FROM) == []


def test_one_press_tells_the_consultants_unit_and_closes_the_day(town: Any, client: Client) -> None:
    with at(FROM):
        as_(client, town.kalle)
        page = client.get("/").content.decode()
        assert "Ingen har bokat Psykiatrin i En dörr in: säg till Psykiatrin Borlänge" in page
        address = f"/tider/upplagda/{town.sessions.pk}/behovs-inte/?dag={MONDAY}"
        assert address in page
        assert "inte behövs måndag 18 januari kl. 08.00–12.00" in client.get(address).content.decode()
        answer = client.post(address, {"dag": str(MONDAY)}, follow=True)
        assert "har fått veta att de inte behövs måndag 18 januari" in answer.content.decode()
        assert "Ingen har bokat" not in client.get("/").content.decode()
        (told,) = inbox(town.dag)
        assert told.event.sentence.endswith("meddelade att ni inte behövs den 18 januari 2027")
        assert "inte behövs den 18 januari" in as_(client, town.dag).get("/inkorg/").content.decode()
    assert InboxItem._base_manager.get().unit_id == town.clinic.pk
    assert MONDAY not in {offer.day for offer in offers([town.sessions], NOW)}


def test_it_is_late_when_the_last_day_to_tell_has_gone(town: Any, client: Client) -> None:
    with at(MONDAY):
        page = as_(client, town.kalle).get("/").content.decode()
    assert page.index("Försenat") < page.index("Ingen har bokat Psykiatrin")


def test_a_booked_session_is_not_called_off_and_only_the_coordinator_does_it(town: Any) -> None:
    with clock.set_to(NOW):
        for other in (town.tove, town.dag, town.chef):
            with pytest.raises(NotAllowed, match="den som lägger upp"):
                tell_not_needed(town.sessions, by=other, day=MONDAY)
        book(town.sessions, by=town.dag, starts_at=moment(town.sessions))
        with pytest.raises(NotAllowed, match="en bokad tid"):
            tell_not_needed(town.sessions, by=town.kalle, day=MONDAY)
    assert not ClosedDay._base_manager.exists()


def test_needed_after_all_opens_the_day_and_is_told(town: Any) -> None:
    with at(FROM):
        closed = tell_not_needed(town.sessions, by=town.kalle, day=MONDAY)
        needed_after_all(closed, by=town.kalle)
        told = [item.event.sentence for item in inbox(town.dag)]
        assert any(sentence.endswith("meddelade att ni behövs ändå den 18 januari 2027") for sentence in told)
        assert MONDAY in {offer.day for offer in offers([town.sessions], clock.now())}


def test_a_consultant_comes_from_somewhere(town: Any) -> None:
    with clock.set_to(NOW), pytest.raises(NotAllowed, match="vilken enhet konsulten kommer från"):
        sessions(town, consultant_unit=None)
