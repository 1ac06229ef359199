"""Amina books, moves and cancels a time herself, on her telephone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from brygga.bookings.acts import book
from brygga.bookings.models import TAKEN, BookedPerson, Booking
from brygga.core import clock
from tests.bookings.making import NOW, again, booked, hours, moment
from tests.cast import as_
from tests.portal.conftest import represented

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("BOR-04")]


@pytest.fixture(autouse=True)
def _wednesday() -> Any:
    with clock.set_to(NOW):
        yield


def key(row: Any, number: int = 0) -> str:
    return f"{row.pk}_{moment(row, number):%Y%m%dT%H%MZ}"


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_without_hours_she_is_told_to_call(world: Any, client: Client) -> None:
    text = page(as_(client, world.amina_herself), "/min/tider/")
    assert "inga tider att boka här" in text and "Boka en tid" not in text
    assert "inga lediga tider" in page(client, "/min/tider/boka/")


def test_she_presses_the_time_she_wants(world: Any, client: Client) -> None:
    row = hours(world)
    as_(client, world.amina_herself)
    text = page(client, "/min/tider/boka/")
    assert "Måndag 18 januari" in text and key(row) in text
    done = client.post("/min/tider/boka/", {"slot": key(row), "about": "Hyran"}, follow=True).content.decode()
    assert "Du har en tid måndag 18 januari 2027 kl. 09.00" in done and "Hyran" in done
    assert "klockan 09.00" in page(client, "/min/tider/")
    assert key(row, 1) not in page(client, "/min/tider/boka/"), "one at a time"


def test_when_somebody_was_faster_her_words_stay(world: Any, client: Client) -> None:
    row = hours(world)
    as_(client, world.amina_herself)
    page(client, "/min/tider/boka/")
    book(row, by=world.sara, starts_at=moment(row))
    answer = client.post("/min/tider/boka/", {"slot": key(row), "about": "Mina egna ord"})
    text = answer.content.decode()
    assert answer.status_code == 422 and TAKEN in text and "Mina egna ord" in text and key(row, 1) in text


def test_she_moves_and_cancels_it(world: Any, client: Client) -> None:
    row = hours(world)
    booking = booked(world, row)
    as_(client, world.amina_herself)
    moved = client.post(f"/min/tider/{booking.pk}/flytta/", {"slot": key(row, 2)}, follow=True).content.decode()
    assert "Din nya tid är måndag 18 januari 2027 kl. 10.00" in moved
    assert "Tiden är avbokad" in client.post(f"/min/tider/{booking.pk}/avboka/", {}, follow=True).content.decode()
    assert again(booking).state == "cancelled"


def test_the_person_next_door_finds_nothing(world: Any, client: Client) -> None:
    row = hours(world)
    booking = booked(world, row)
    as_(client, world.folke_himself)
    for way in ("", "flytta/", "avboka/"):
        assert client.get(f"/min/tider/{booking.pk}/{way}").status_code == 404
    client.post("/min/tider/boka/", {"slot": key(row, 1)})
    assert Booking._base_manager.count() == 1 and BookedPerson._base_manager.get().person == world.amina


@pytest.mark.parametrize("may", [True, False])
def test_the_one_who_represents_her_books_only_with_that_mandate(world: Any, client: Client, may: bool) -> None:
    row = hours(world)
    otto = represented(world, may_consent=may)
    as_(client, otto)
    text = page(client, "/min/tider/boka/")
    assert (key(row) in text) is may
    client.post("/min/tider/boka/", {"slot": key(row)})
    assert Booking._base_manager.exists() is may
