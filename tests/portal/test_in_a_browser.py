"""The person's side on a telephone, in light and dark, read by axe; and one day of Amina's by keyboard only."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from brygga.core.traces import log_reading
from brygga.portal.asking import asked
from tests.browser import fits
from tests.cast import as_
from tests.portal.conftest import represented

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.requirement("ALL-01")]

VIEWS = [(390, "light"), (320, "dark"), (1280, "light")]


def cookies(actor: Any) -> dict[str, str]:
    return {"sessionid": as_(Client(), actor).cookies["sessionid"].value}


def addresses(world: Any) -> dict[str, str]:
    plain = ["my-start", "my-plan", "my-meetings", "my-consents", "my-readers", "ask-for-sip", "what-is-a-sip"]
    withdraw = reverse("my-consent-withdraw", args=[world.consent.pk])
    return {
        **{name: reverse(name) for name in plain},
        "my-version": reverse("my-version", args=[world.version.pk]),
        "my-say": reverse("my-say", args=[world.version.pk]),
        "my-meeting": reverse("my-meeting", args=[world.meeting.pk]),
        "my-meeting-answer": reverse("my-meeting-answer", args=[world.meeting.pk]),
        "my-consent": reverse("my-consent", args=[world.consent.pk]),
        "my-consent-withdraw": withdraw,
    }


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_every_page_is_accessible_and_fits(hers, open_page, axe, shot, width, scheme):
    for name, path in addresses(hers).items():
        page = open_page(path, width=width, scheme=scheme, cookies=cookies(hers.amina_herself))
        assert page.locator("h1").count() == 1, name
        shot(page, f"portal-{name}-{width}-{scheme}")
        assert fits(page), name
        axe(page)
        page.context.close()


def tab_to(page: Any, words: str) -> None:
    """Press Tab until what has focus says `words`; everything can be reached without a mouse."""
    for _ in range(80):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.innerText || document.activeElement.value || ''")
        if words in " ".join(here.split()):
            return
    raise AssertionError(f"Tab never came to «{words}»")


def press(page: Any, words: str) -> None:
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.requirement("BOR-07")
@pytest.mark.requirement("MAL-03")
@pytest.mark.parametrize("script", [True, False])
def test_amina_answers_her_plan_and_takes_back_her_consent_by_keyboard_only(hers, open_page, axe, script):
    page = open_page("/min/", width=390, script=script, cookies=cookies(hers.amina_herself))
    expect(page.get_by_role("heading", name="Hej Amina Hassan")).to_be_visible()
    press(page, "Läs och svara")
    press(page, "Svara på planen")
    press(page, "Ja, det här vill jag")
    expect(page.get_by_text("Tack. Du har sagt ja till planen.")).to_be_visible()
    press(page, "Mina samtycken")
    press(page, "Se mer eller ta tillbaka")
    press(page, "Ta tillbaka för Rådmannen")
    expect(page.get_by_text("Från det ögonblicket kan Rådmannen")).to_be_visible()
    press(page, "Ja, ta tillbaka")
    expect(page.get_by_text("Klart. Rådmannen får inte längre veta något")).to_be_visible()
    if script:
        axe(page)


@pytest.mark.requirement("MAL-11")
@pytest.mark.parametrize("script", [True, False])
def test_amina_asks_for_her_first_sip_by_keyboard_only(world, open_page, axe, shot, script):
    page = open_page("/min/", width=390, script=script, cookies=cookies(world.amina_herself))
    press(page, "Be om en SIP")
    page.get_by_label("Vilka vill du ska vara med?").fill("Min syster")
    press(page, "Skicka")
    expect(page).to_have_title("Fel: Be om en SIP – Brygga")
    expect(page.get_by_label("Vilka vill du ska vara med?")).to_have_value("Min syster")
    page.get_by_label("Vad vill du ha hjälp med?").fill("Jag skickas runt.")
    press(page, "Skicka")
    expect(page.get_by_text("Tack. Vuxen Innerstaden har fått det du skrev.")).to_be_visible()
    expect(page.get_by_text("De kallar till ett möte")).to_be_visible()
    shot(page, f"portal-first-ask-{script}")
    assert fits(page)
    if script:
        axe(page)


def test_signing_in_by_keyboard_leads_to_whom_one_can_be(world, open_page, axe):
    page = open_page("/min/logga-in/", width=390)
    axe(page)
    press(page, "Välj vem du vill vara")
    expect(page.get_by_role("heading", level=1)).to_have_text("Välj vem du vill vara")


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_what_comes_back_with_faults_is_accessible(hers, open_page, axe, shot, width, scheme):
    page = open_page(addresses(hers)["my-say"], width=width, scheme=scheme, cookies=cookies(hers.amina_herself))
    page.get_by_text("Säg nej").click()
    page.get_by_role("button", name="Nej, inte så här").click()
    expect(page).to_have_title("Fel: Svara på planen – Brygga")
    shot(page, f"portal-my-say-fault-{width}-{scheme}")
    assert fits(page)
    axe(page)


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_the_receipt_and_the_representatives_side_are_accessible(hers, open_page, axe, shot, width, scheme):
    where = f"{reverse('ask-for-sip')}?om={hers.coordination.pk}"
    as_(Client(), hers.amina_herself).post(where, {"important": "Jag skickas runt."})
    log_reading(hers.sara, what="Samordningens sida", person_id=hers.amina.pk)
    otto = represented(hers)
    paths = {"my-readers": reverse("my-readers"), "ask-for-sip": reverse("ask-for-sip"), "my-start": "/min/"}
    paths["my-request"] = reverse("my-request", args=[asked(hers.amina_herself).get().pk])
    for name, path in paths.items():
        page = open_page(path, width=width, scheme=scheme, cookies=cookies(otto))
        shot(page, f"portal-otto-{name}-{width}-{scheme}")
        assert fits(page), name
        axe(page)
        page.context.close()
