"""Two units that work side by side in Värmland: who does what is told and received, and a talk is written up."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brygga.demo.stories import tyra
from brygga.demo.telling import humans

TYRA = f"Tyra {humans()['tyra'].family_name}"
SETTLED = "Stolen är klar. Ledsagningen börjar på måndag."


@pytest.fixture
def side_by_side(play):
    play.stage.play((tyra.story,))
    play.on(0, 9)
    return play


@pytest.mark.requirement("VAR-02")
def test_who_does_what_is_received_from_the_start_page(side_by_side, picture):
    ylva = side_by_side.be("Ylva Lind")
    ylva.get_by_role("link", name="Kvittera vad").click()
    side_by_side.accessible(ylva)
    ylva.get_by_label("Vad gör ni för personen?").fill("Beslutar om ledsagning")
    ylva.get_by_role("button", name="Kvittera").click()
    expect(ylva.get_by_text("Beslutar om ledsagning").first).to_be_visible()
    picture(ylva, "vem-gor-vad")
    side_by_side.accessible(ylva)
    page, hanna = ylva.url, side_by_side.be("Hanna Tjäder")
    hanna.goto(page)
    expect(hanna.get_by_text("Beslutar om ledsagning").first).to_be_visible()
    ylva.goto(side_by_side.stage_url(ylva, "/"))
    expect(ylva.get_by_text("Kvittera vad")).to_have_count(0)
    side_by_side.neighbours_see_nothing()


@pytest.mark.requirement("VAR-01")
def test_a_talk_is_written_up_on_one_short_page_and_read_by_the_other_unit(side_by_side, picture):
    ylva = side_by_side.be("Ylva Lind")
    ylva.get_by_role("link", name="Ärenden").first.click()
    ylva.get_by_role("link", name=TYRA).first.click()
    side_by_side.accessible(ylva)
    ylva.get_by_role("link", name="Skriv upp en kontakt").click()
    ylva.get_by_label("Telefon").check()
    ylva.locator("[name=to_units]").first.check()
    ylva.locator("[name=matter]").select_option("disability")
    ylva.get_by_label("Vad kom ni fram till?").fill(SETTLED)
    picture(ylva, "kontakt")
    side_by_side.accessible(ylva)
    ylva.get_by_role("button", name="Spara", exact=True).click()
    expect(ylva.locator("main p", has_text=SETTLED).first).to_be_visible()
    hanna = side_by_side.be("Hanna Tjäder")
    hanna.get_by_role("link", name="Ärenden").first.click()
    hanna.get_by_role("link", name="Kontaktlogg").first.click()
    side_by_side.accessible(hanna)
    hanna.get_by_role("link", name=f"Telefonsamtal: {TYRA}").first.click()
    expect(hanna.locator("main p", has_text=SETTLED).first).to_be_visible()
    side_by_side.accessible(hanna)
