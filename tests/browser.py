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
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
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


def fits(page: Page) -> bool:
    """Nothing sticks out to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
