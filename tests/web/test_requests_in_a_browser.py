"""The queue, the request as both sides see it, the start page and the inbox: accessible, wide and narrow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import expect

from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.requests.acts import send_request
from tests.browser import faults
from tests.cast import as_, build
from tests.requests.asking import consent_to, fresh, sent_wish, wish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(db: Any) -> Any:
    """A late wish from Innerstaden at Rådmannen, one that was declined, and a draft."""
    with asked_by("the cast"):
        world = build()
    with clock.set_to(clock.now() - timedelta(days=6)):
        world.request = sent_wish(world)
        consent_to(world, world.amina, world.innerstaden, world.psykiatri)
        other = send_request(wish(world, world.request.coordination, world.psykiatri), by=world.sara)
    world.draft = wish(world, world.request.coordination, world.norr)
    world.other = other
    return world


def _cookies(actor: Any) -> dict[str, str]:
    return {"sessionid": as_(Client(), actor).cookies["sessionid"].value}


PAGES = [
    ("start-sara", "sara", "/"),
    ("start-rolf", "rolf", "/"),
    ("start-adam", "adam", "/"),
    ("inkorg", "sara", "/inkorg/"),
    ("fordelning", "rolf", "/fordelning/"),
    ("forfragan-avsandare", "sara", "/forfragningar/{r}/"),
    ("forfragan-mottagare", "rolf", "/forfragningar/{r}/"),
    ("forfragningar", "sara", "/forfragningar/"),
    ("samordningens-forfragningar", "sara", "/samordningar/{c}/forfragningar/"),
    ("samordning-sara", "sara", "/samordningar/{c}/"),
    ("ny", "sara", "/samordningar/{c}/forfragningar/ny/gfi_wish/"),
    ("skriv", "sara", "/forfragningar/{d}/skriv/"),
    ("nej", "rolf", "/forfragningar/{r}/nej/"),
    ("vidare", "rolf", "/forfragningar/{r}/vidare/"),
    ("utse", "rolf", "/forfragningar/{r}/utse/"),
    ("oppna", "rut", "/samordningar/oppna/{f}/"),
]


def test_the_pages_are_accessible_and_fit(asked: Any, open_page: Any) -> None:
    keys = {"r": asked.request.pk, "c": asked.request.coordination_id, "d": asked.draft.pk, "f": asked.folkes_case.pk}
    for name, who, path in PAGES:
        page = open_page(path.format(**keys), cookies=_cookies(getattr(asked, who)))
        assert page.get_by_role("heading", level=1).is_visible(), name
        assert list(faults(page, f"rq-{name}")) == [], name
        page.context.close()


@pytest.mark.requirement("MAL-05")
def test_a_no_is_said_in_the_queue_without_leaving_it(asked: Any, open_page: Any, axe: Any) -> None:
    page = open_page("/fordelning/", cookies=_cookies(asked.rolf))
    page.get_by_role("link", name="Säg nej").click()
    dialog = page.get_by_role("dialog", name="Säg nej")
    expect(dialog).to_be_visible()
    axe(page)
    dialog.get_by_label("Skäl").fill("Personen har redan kontakt hos oss.")
    dialog.get_by_role("button", name="Säg nej").click()
    expect(page.get_by_text("Inget väntar på att fördelas.")).to_be_visible()
    assert fresh(asked.request).state == "declined"


@pytest.mark.requirement("MAL-05")
def test_without_script_the_same_answer_has_a_page_of_its_own(asked: Any, open_page: Any) -> None:
    page = open_page("/fordelning/", cookies=_cookies(asked.rolf), script=False)
    page.get_by_role("link", name="Fel mottagare").click()
    page.get_by_label("Skäl").fill("Det hör till psykiatrin.")
    page.get_by_role("button", name="Fel mottagare").click()
    assert page.url.endswith("/fordelning/")
    assert fresh(asked.request).state == "misdirected"


def test_what_one_writes_is_kept_as_one_writes_it(asked: Any, open_page: Any) -> None:
    page = open_page(f"/forfragningar/{asked.draft.pk}/skriv/", cookies=_cookies(asked.sara))
    page.get_by_label("Kort kring ärendet").fill("Sover inte, dricker mer.")
    expect(page.get_by_text("Utkast sparat")).to_be_visible(timeout=10_000)
    assert fresh(asked.draft).answers["matter"] == "Sover inte, dricker mer."
    page.get_by_label("Kort kring ärendet").fill("Sover inte alls.")
    page.get_by_role("button", name="Spara utkast").click()
    expect(page.get_by_label("Kort kring ärendet")).to_have_value("Sover inte alls.")
