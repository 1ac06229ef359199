"""One play: who is on, where they are, and what their neighbours may not see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client
from playwright.sync_api import Locator, Page, expect

from brygga.core import clock
from brygga.demo.stage import Stage
from tests.browser import arrived, faults, fits

#: The same work, at the unit next door: in the municipality, and in the region.
NEIGHBOURS = ("Siv Dahl", "Pia Sjö")
OWN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


@dataclass
class Play:
    open_page: Callable[..., Page]
    stage: Stage
    hands: Callable[[Any], None]
    scripted: bool = True
    visited: set[str] = field(default_factory=set)
    checked: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def on(self, days: int, hour: int) -> date:
        """So many days from when the play began, at that hour."""
        moment = self.stage.moment(days, hour)
        self.hands(moment)
        return moment.astimezone(clock.SWEDEN).date()

    def day(self, days: int) -> date:
        return self.stage.day(days)

    def be(self, who: str, **look: Any) -> Page:
        """Choose whom to be, as anybody who tries the demo does."""
        page = self.open_page("/prova/", script=self.scripted, **look)
        page.set_default_timeout(15_000)
        page.locator(f"summary:has(+ div button:has-text('{who}'))").first.click()
        page.locator("details button", has_text=who).first.click()
        expect(page).not_to_have_url(re.compile("/prova/"))
        return page

    def stage_url(self, page: Page, path: str) -> str:
        return "/".join(page.url.split("/")[:3]) + path

    def accessible(self, page: Page) -> None:
        """Axe on a phone in the dark and on a wide screen in the light, and nothing sticks out; each kind of page once.

        What is found is told when the journey is over, all of it at once.
        """
        self.visited.add(arrived(page).url)
        kind = OWN.sub("x", page.url.partition("?")[0])
        if kind in self.checked:
            return
        self.checked.add(kind)
        if not self.scripted:  # axe is a script
            assert fits(page), kind
            return
        self.faults += [f"{kind} {fault}" for fault in faults(page)]

    def neighbours_see_nothing(self) -> None:
        """Nothing of what has been opened so far is there for the unit next door: not forbidden, not there."""
        objects = {url for url in self.visited if OWN.search(url) and "/min/" not in url}
        for neighbour in NEIGHBOURS:
            other = Client()
            other.post("/prova/", {"assignment": str(self.stage.assignment(neighbour).pk)})
            found = {url: other.get(_path(url)).status_code for url in objects}
            assert {url: code for url, code in found.items() if code not in (404, 405)} == {}, neighbour
            for listed in ("/", "/inkorg/", "/samordningar/", "/moten/", "/uppfoljningar/", "/fordelning/"):
                answer = other.get(listed, follow=True).content.decode()
                assert "Folke" not in answer, (neighbour, listed)


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("/")[2].partition("#")[0]


def section(page: Page, heading: str) -> Locator:
    return page.locator("section", has=page.get_by_role("heading", name=heading, exact=True)).last
