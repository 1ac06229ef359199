"""Every page, in the browser: axe on a wide screen and on a phone, and nothing sticks out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from tests.browser import faults
from tests.house.test_addresses import OBJECT_ADDRESSES, PLAIN_ADDRESSES, address
from tests.house.test_hostile import INSIDE, asker

SITE = "http://brygga.test"
PUBLIC = [name for name in OBJECT_ADDRESSES + PLAIN_ADDRESSES if name not in INSIDE]


def _asset(route: Route) -> None:
    path = finders.find(route.request.url.removeprefix(f"{SITE}/static/"))
    route.fulfill(path=path) if path else route.abort()


@pytest.fixture(scope="module")
def screen(browser: Browser) -> Iterator[Page]:
    """One browser for all pages. The answers come straight from the program, so no server has to be started."""
    context = browser.new_context(locale="sv-SE", reduced_motion="reduce")
    context.route(f"{SITE}/static/**", _asset)
    yield context.new_page()
    context.close()


@pytest.fixture
def see(screen: Page) -> Iterator[Callable[[Any], Page]]:
    def opened(answer: Any) -> Page:
        headers = {key: value for key, value in answer.headers.items() if key.lower() != "set-cookie"}
        screen.route(SITE + "/", lambda route: route.fulfill(body=answer.content, headers=headers))
        screen.goto(SITE + "/")
        return screen

    yield opened
    screen.unroute_all()


@pytest.mark.parametrize("name", INSIDE)
def test_a_page_is_accessible_and_fits(name: str, lived: Any, see: Callable[[Any], Page]) -> None:
    client = asker(name, lived)
    answer = client and client.get(address(name, lived))
    if not answer or not answer["Content-Type"].startswith("text/html"):
        pytest.skip("no page")
    assert list(faults(see(answer), name)) == []


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_before_one_has_signed_in_is_accessible_and_fits(
    name: str, lived: Any, see: Callable[[Any], Page]
) -> None:
    answer = Client().get(address(name, lived))
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        pytest.skip("no page")
    assert list(faults(see(answer), name)) == []
