"""The consent pages as people meet them: accessible, on a wide screen and on a phone, and alive with script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brygga.consents.acts import record_no
from brygga.core.writing import asked_by
from tests.browser import faults
from tests.cast import as_, build, share
from tests.consents.saying import say_yes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(db: Any) -> Any:
    """Amina has answered: yes to some, no to others."""
    with asked_by("the cast"):
        world = share(build())
    terms = {"matters": ["housing", "finances"], "other_parties": ["Mormor"], "exclusions": "Inget om min syster."}
    left_out = [(world.radmannen.pk, "finances")]
    world.yes = say_yes(world, world.radmannen, world.psykiatri, excepted=left_out, replaces=world.consent, **terms)
    world.no = record_no(world.amina, by=world.sara, said="Inte Arbetsförmedlingen.", need="Hon vill arbeta.")
    world.open = world.yes.disclosures.unrestricted(because="the test ends it").get()
    return world


def _cookies(actor: Any) -> dict[str, str]:
    return {"sessionid": as_(Client(), actor).cookies["sessionid"].value}


PAGES = {
    "consent-give": "amina",
    "consent-decline": "amina",
    "consents": "amina",
    "consent": "yes",
    "consent-withdraw": "yes",
    "disclosures": "coordination",
    "disclosure-add": "coordination",
    "disclosure-end": "open",
}


def test_the_pages_are_accessible_and_fit(asked: Any, open_page: Any) -> None:
    for name, about in PAGES.items():
        page = open_page(reverse(name, args=[getattr(asked, about).pk]), cookies=_cookies(asked.sara))
        assert page.get_by_role("heading", level=1).is_visible(), name
        assert list(faults(page, f"sa-{name}")) == [], name
        page.context.close()


@pytest.mark.requirement("MAL-03")
def test_what_the_person_says_yes_to_follows_each_tick(asked: Any, open_page: Any, axe: Any) -> None:
    page = open_page(reverse("consent-give", args=[asked.amina.pk]), cookies=_cookies(asked.sara))
    summary = page.locator("#sammanfattning")
    summary.get_by_text("Inget om min syster.").wait_for()
    assert "får inte veta något om ekonomi" in summary.inner_text()
    page.get_by_label("Rådmannen", exact=True).uncheck()
    summary.get_by_text("Rådmannen").first.wait_for(state="detached")
    page.get_by_label("Fysisk hälsa").check()
    summary.get_by_text("Sjukdomar, medicin, tänder").wait_for()
    axe(page)
