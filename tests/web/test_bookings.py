"""Booked hours through the pages of those who work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brygga.bookings.acts import book, close_day
from brygga.bookings.models import TAKEN, BookedHours, BookedPerson, Booking, ClosedDay
from brygga.core import clock
from brygga.core.models import ReadRow
from tests.bookings.making import MONDAY, NOW, again, booked, hours, moment
from tests.cast import as_

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("BOR-04")]


@pytest.fixture(autouse=True)
def _wednesday() -> Any:
    with clock.set_to(NOW):
        yield


def key(row: BookedHours, number: int = 0) -> str:
    return f"{row.pk}_{moment(row, number):%Y%m%dT%H%MZ}"


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_head_sets_hours_up_through_the_page(world: Any, client: Client) -> None:
    as_(client, world.chef)
    assert "Lägg upp tider" in page(client, "/tider/")
    form = {
        "kind": "residents", "weekday": "2", "starts": "13:00", "ends": "15:00", "slot_minutes": "30",
        "every_weeks": "2", "since": "2027-01-20", "place_kind": "phone", "place": "040-10 00 00",
    }  # fmt: skip
    wrong = client.post("/tider/upplagda/nya/", {**form, "ends": "12:00"})
    assert wrong.status_code == 422 and "sluta efter att de börjar" in wrong.content.decode()
    assert "Varannan onsdag kl. 13.00–15.00" in client.post(
        "/tider/upplagda/nya/", form, follow=True
    ).content.decode().replace(":00", ".00")
    assert "13.00" in page(client, "/tider/?vecka=2027-01-18")


def test_those_without_the_function_are_told_why(world: Any, client: Client) -> None:
    answer = as_(client, world.sara).get("/tider/upplagda/nya/")
    assert answer.status_code == 403 and "som rutinen säger" in answer.content.decode()
    assert "Inga tider är upplagda" in page(client, "/tider/upplagda/")


def test_the_neighbour_sees_the_hours_but_neither_ends_nor_closes_them(world: Any, client: Client) -> None:
    row = hours(world)
    closed = close_day(row, by=world.chef, day=MONDAY + timedelta(days=7))
    for other in (world.siv, world.pia, world.sigrid):
        as_(client, other)
        assert "Vuxen Innerstaden" in page(client, "/tider/")
        for address in (
            f"upplagda/{row.pk}/ta-bort/",
            f"upplagda/{row.pk}/stang-dag/",
            f"stangd-dag/{closed.pk}/oppna/",
        ):
            assert client.get(f"/tider/{address}").status_code == 403
            client.post(f"/tider/{address}", {"until": str(MONDAY), "day": str(MONDAY)})
        client.post(f"/tider/upplagda/{row.pk}/behovs-inte/", {"dag": str(MONDAY)})
    assert again(row).until is None and ClosedDay._base_manager.count() == 1


@pytest.mark.requirement("MAL-15")
def test_rut_books_a_consultation_from_the_week(world: Any, client: Client) -> None:
    row = hours(world, kind="consultation")
    as_(client, world.rut)
    week = page(client, "/tider/?vecka=2027-01-18")
    address = f"/tider/enhet/{world.innerstaden.pk}/boka/?tid={key(row)}"
    assert address in week
    assert f'value="{key(row)}" selected' in page(client, address)
    done = client.post(address, {"slot": key(row)}, follow=True)
    assert "Tiden är bokad: måndag 18 januari 2027 kl. 09.00" in done.content.decode()
    assert "Utan person" in page(as_(client, world.sara), "/tider/?dag=2027-01-18")


def test_sara_books_for_amina_from_her_page_and_the_reading_is_logged(world: Any, client: Client) -> None:
    row = hours(world)
    as_(client, world.sara)
    address = f"/personer/{world.amina.pk}/boka-tid/"
    assert address in page(client, f"/personer/{world.amina.pk}/")
    done = client.post(address, {"slot": key(row), "about": "Hyran"}, follow=True).content.decode()
    assert "Amina Hassan" in done and "Hyran" in done
    assert ReadRow.objects.filter(what="Bokad tid", person_id=world.amina.pk).count() == 1
    assert "Amina Hassan" in page(client, "/tider/?dag=2027-01-18")


def test_the_second_who_wants_the_last_time_is_told_and_what_was_typed_stays(world: Any, client: Client) -> None:
    row = hours(world)
    as_(client, world.sara)
    address = f"/personer/{world.amina.pk}/boka-tid/"
    page(client, address)
    book(row, by=world.sven, starts_at=moment(row))
    answer = client.post(address, {"slot": key(row), "about": "Det som jag har skrivit"})
    text = answer.content.decode()
    assert answer.status_code == 422 and TAKEN in text and "Det som jag har skrivit" in text
    assert key(row) not in text and key(row, 1) in text, "what is left is offered"
    assert not BookedPerson._base_manager.exists()


def test_a_booking_is_moved_and_cancelled_with_a_reason(world: Any, client: Client) -> None:
    row = hours(world)
    booking = booked(world, row)
    as_(client, world.sara)
    address = f"/tider/bokning/{booking.pk}/"
    client.post(f"{address}flytta/", {"slot": key(row, 1), "why": "Krock"})
    assert again(booking).starts_at == moment(row, 1)
    answer = client.post(f"{address}avboka/", {"why": ""})
    assert answer.status_code == 422 and "Skriv varför" in answer.content.decode()
    text = client.post(f"{address}avboka/", {"why": "Sjuk"}, follow=True).content.decode()
    assert "Tiden är avbokad" in text and "Krock" in text and "Sjuk" in text
    assert client.get(f"{address}flytta/").status_code == 403


def test_whether_the_person_came_is_noted_on_the_booking_and_can_be_changed(world: Any, client: Client) -> None:
    address = f"/tider/bokning/{booked(world, hours(world)).pk}/"
    as_(client, world.sara)
    assert f"{address}narvaro/" not in page(client, address)
    assert client.get(f"{address}narvaro/").status_code == 403
    with clock.set_to(NOW + timedelta(days=30)):
        as_(client, world.sara)
        assert f"{address}narvaro/" in page(client, address)
        assert "Välj om personen kom" in client.post(f"{address}narvaro/", {"came": ""}).content.decode()
        text = client.post(f"{address}narvaro/", {"came": "no"}, follow=True).content.decode()
        assert "Det är noterat" in text and text.count("Personen kom inte") == 2
        text = client.post(f"{address}narvaro/", {"came": "yes"}, follow=True).content.decode()
        assert text.count("Personen kom inte") == 1 and text.count("Personen kom<") == 2
        assert as_(Client(), world.siv).get(f"{address}narvaro/").status_code == 404


def test_the_unit_finds_what_the_person_booked_in_its_inbox(world: Any, client: Client) -> None:
    booking = booked(world, hours(world))
    text = page(as_(client, world.sara), "/inkorg/")
    assert "Personen själv bokade en tid: måndag 18 januari 2027 kl. 09.00" in text
    assert f"/tider/bokning/{booking.pk}/" in text


@pytest.mark.parametrize(
    "query", ["vecka=x", "dag=9999-12-31", "dag=0001-01-01", "enhet=x", "vecka=9999-12-31", "vecka=0001-01-01"]
)
def test_strange_addresses_still_show_a_page(world: Any, client: Client, query: str) -> None:
    hours(world)
    assert "Vuxen Innerstaden" in page(as_(client, world.sara), f"/tider/?{query}")


@pytest.mark.parametrize(
    "path",
    ["/tider/?vecka=2027-01-18", "/tider/upplagda/", "/", "/tider/enhet/{unit}/boka/", "/personer/{amina}/boka-tid/"],
)
def test_a_full_day_costs_no_more_questions_than_a_nearly_empty_one(world: Any, client: Client, path: str) -> None:
    row = hours(world, slot_minutes=5)
    booked(world, row)
    as_(client, world.sara)
    path = path.format(unit=world.innerstaden.pk, amina=world.amina.pk)
    page(client, path)
    with CaptureQueriesContext(connection) as few:
        page(client, path)
    for number in range(1, 20):
        book(row, by=world.sara, starts_at=moment(row, number), person=world.amina)
    for weekday in range(1, 5):
        hours(world, weekday=weekday)
    with CaptureQueriesContext(connection) as many:
        page(client, path)
    assert len(many) == len(few)
    assert Booking._base_manager.count() == 20
