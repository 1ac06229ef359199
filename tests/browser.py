"""The browser of the tests: Chromium on this machine, in Swedish, and what every page must hold.

def test_a_page(open_page, axe):
    page = open_page("/ui/", width=390)        # anonymous
    axe(page)                                  # no violation of WCAG 2.2 AA or good practice
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.cast import as_ as signed_in

ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=sv-SE",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe().axe_script
#: Only what is wrong comes back: telling of all that is right takes longer than looking.
LOOK = "options => axe.run(document, options).then(found => found.violations)"
#: Every page must hold on a wide screen in the light and on a phone in the dark.
LOOKS = ((1280, 900, "light"), (390, 844, "dark"))
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
STICKING_OUT = """() => [...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map(one => one.outerHTML.slice(0, 90)).slice(0, 6)"""
#: Where pictures go, when somebody wants to look: BRYGGA_SHOTS=/some/folder pytest …
SHOTS = os.environ.get("BRYGGA_SHOTS")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": ARGS,
    }


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails with what is wrong, where, on the page as it stands."""
    return no_violations


def no_violations(page: Page) -> None:
    if not arrived(page).evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(LOOK, {"runOnly": RULES, "resultTypes": ["violations"], "preload": False})
    assert not found, "\n".join(
        f"{one['id']}: {one['help']}\n"
        + "\n".join(f"   {node['target']} {node['html'][:160]}" for node in one["nodes"])
        for one in found
    )


@pytest.fixture
def open_page(live_server: Any, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address; fails at the end on any script error or breach of the content security policy."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def opened(
        path: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        script: bool = True,
        cookies: dict[str, str] | None = None,
        as_: Any = None,
        **more: Any,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="sv-SE",
            java_script_enabled=script,
            reduced_motion="reduce",
            **more,
        )
        contexts.append(context)
        if as_ is not None:
            session = signed_in(Client(), as_).cookies[settings.SESSION_COOKIE_NAME]
            cookies = {**(cookies or {}), session.key or settings.SESSION_COOKIE_NAME: session.value}
        if cookies:
            context.add_cookies(
                [{"name": key, "value": value, "url": live_server.url} for key, value in cookies.items()]
            )
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None
        )
        page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def shot() -> Callable[[Page, str], None]:
    """A picture of the whole page, if pictures are wanted."""

    def take(page: Page, name: str) -> None:
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)

    return take


def faults(page: Page, name: str = "") -> Iterator[str]:
    """What is wrong with the page as it stands, in both its looks; it is left as it was found."""
    was = arrived(page).viewport_size
    for width, height, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate(SETTLED)
        if not fits(page):
            yield f"wider than {width}: {page.evaluate(STICKING_OUT)}"
        if SHOTS and name:
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
        try:
            no_violations(page)
        except AssertionError as found:
            yield f"{width} {scheme}: {found}"
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(was or {"width": 1280, "height": 900})


def arrived(page: Page) -> Page:
    """All of the page is there: a click is over when the next page has only begun."""
    page.wait_for_load_state()
    return page


def fits(page: Page) -> bool:
    """Nothing sticks out to the right."""
    return bool(arrived(page).evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
