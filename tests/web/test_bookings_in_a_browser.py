"""A time is booked on a telephone: by Sara for Amina, and by Amina herself; read by axe on the way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from brygga.bookings.models import BookedPerson, Booking
from brygga.core import clock
from tests.bookings.making import hours
from tests.browser import fits
from tests.cast import as_

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.requirement("BOR-04")]


def cookies(actor: Any) -> dict[str, str]:
    return {"sessionid": as_(Client(), actor).cookies["sessionid"].value}


def upcoming(world: Any) -> Any:
    first = clock.today() + timedelta(days=2)
    return hours(world, since=first, weekday=first.weekday(), place="Bokningsrummet")


@pytest.mark.parametrize("script", [True, False])
def test_sara_books_for_amina_on_her_telephone(world: Any, open_page: Any, axe: Any, shot: Any, script: bool) -> None:
    upcoming(world)
    page = open_page(f"/personer/{world.amina.pk}/", width=390, script=script, cookies=cookies(world.sara))
    page.get_by_role("link", name="Boka tid").click()
    page.get_by_label("Tid", exact=True).select_option(index=2)
    page.get_by_label("Vad gäller det?").fill("Hyran")
    expect(page.get_by_text("Vuxen Innerstaden").first).to_be_visible()
    shot(page, "booking-form-390")
    if script:
        axe(page)
    page.get_by_role("button", name="Boka tiden").click()
    expect(page.get_by_text("Tiden är bokad")).to_be_visible()
    assert fits(page)
    shot(page, "booking-done-390")
    if script:
        axe(page)
    page.get_by_role("link", name="Bokade tider").first.click()
    expect(page.get_by_role("heading", name="Bokade tider")).to_be_visible()
    assert fits(page)
    assert BookedPerson._base_manager.get().about == "Hyran"


@pytest.mark.parametrize("script", [True, False])
def test_amina_presses_a_time_and_cancels_it(world: Any, open_page: Any, axe: Any, shot: Any, script: bool) -> None:
    upcoming(world)
    page = open_page("/min/tider/", width=390, script=script, cookies=cookies(world.amina_herself))
    page.get_by_role("link", name="Boka en tid").click()
    page.get_by_label("Vill du säga något innan?").fill("Jag kommer med min syster.")
    shot(page, "my-time-book-390")
    if script:
        axe(page)
    page.get_by_role("button", name="09.30–10.00").first.click()
    expect(page.get_by_text("Tack. Du har en tid")).to_be_visible()
    assert fits(page)
    shot(page, "my-time-390")
    if script:
        axe(page)
    page.get_by_role("link", name="Avboka").click()
    page.get_by_role("button", name="Avboka").click()
    expect(page.get_by_text("Tiden är avbokad.")).to_be_visible()
    assert Booking._base_manager.get().state == "cancelled"
