"""From the overview to a comparison and a file, as whoever follows up the work of many, in the browser."""

from __future__ import annotations

import csv
from datetime import timedelta
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import expect

from brygga.core import clock
from tests.histories.crowd import crowd, wanderers, write

PETRA, LENA, SIV = "Petra Holst", "Lena Hallberg", "Siv Dahl"


@pytest.mark.requirement("MAL-20")
def test_many_are_followed_up_without_a_person_being_seen(play, picture, histories_folder):
    play.on(0, 9)
    city = play.stage.units["malmo_stab"].organisation
    write(histories_folder, f"live-{city.pk.hex}", chain(crowd(clock.today(), 64), wanderers(clock.today())))
    set_a_price(play, picture)
    petra = play.be(PETRA)
    petra.get_by_role("link", name="Uppföljning", exact=True).first.click()
    expect(petra.get_by_role("heading", name="Uppföljning")).to_be_visible()
    play.accessible(petra)
    picture(petra, "uppfoljning")
    petra.get_by_role("link", name="Hämta händelser").click()
    expect(petra.get_by_role("link", name="OCEL 2.0")).to_be_visible()
    play.accessible(petra)
    look_at_the_ways(petra, play, picture)
    petra.get_by_label("Till och med").fill(str(clock.today() + timedelta(days=2)))
    petra.get_by_role("button", name="Visa").click()
    expect(petra.get_by_text("Välj idag eller en dag som har varit.").first).to_be_visible()
    play.accessible(petra)
    petra.get_by_role("link", name="Uppföljning", exact=True).first.click()
    for name in ("Vilka som återkommer", "Vård och dygn", "Kostnad", "Kritiska lägen", "Före och efter"):
        petra.get_by_role("link", name=name, exact=True).first.click()
        expect(petra.get_by_role("heading", name=name, level=1)).to_be_visible()
        play.accessible(petra)
    compare(petra, play)
    siv = play.be(SIV)
    expect(siv.get_by_role("link", name="Uppföljning", exact=True)).to_have_count(0)


def set_a_price(play, picture) -> None:
    lena = play.be(LENA)
    lena.get_by_role("link", name="Min enhet").first.click()
    lena.get_by_role("link", name="Priser").click()
    play.accessible(lena)
    lena.get_by_role("link", name="Nytt pris").click()
    play.accessible(lena)
    lena.get_by_label("Enhet").select_option("Sektion vuxen Innerstaden")
    lena.get_by_label("Vad gäller det?").select_option("contact")
    lena.get_by_label("Gång").check()
    lena.get_by_label("Pris i kronor").fill("1 250,50")
    lena.get_by_label("Var kommer priset ifrån?").fill("Nämndens prislista 2026")
    lena.get_by_role("button", name="Spara priset").click()
    expect(lena.get_by_text("1 250,50 kr per gång").first).to_be_visible()
    picture(lena, "priser")
    lena.get_by_role("table").get_by_role("link").first.click()
    play.accessible(lena)


def look_at_the_ways(petra, play, picture) -> None:
    petra.get_by_role("link", name="Vägar", exact=True).first.click()
    expect(petra.get_by_text("gick från Vårdavdelning till Psykosmottagningen").first).to_be_visible()
    play.accessible(petra)
    petra.locator("figure").first.scroll_into_view_if_needed()
    picture(petra, "uppfoljning-vagar", whole=True)
    petra.get_by_text("Samma sak i ord").first.focus()
    petra.keyboard.press("Enter")
    expect(petra.get_by_role("cell", name="Psykosmottagningen").first).to_be_visible()


def compare(petra, play) -> None:
    petra.get_by_role("link", name="Jämför två grupper").first.click()
    petra.get_by_label("Samordning").first.select_option("med")
    petra.get_by_label("Samordning").last.select_option("utan")
    petra.get_by_role("button", name="Visa").click()
    expect(petra.get_by_role("columnheader", name="Grupp B: Utan samordning")).to_be_visible()
    play.accessible(petra)
    with petra.expect_download() as taken:
        petra.get_by_role("link", name="Hämta siffrorna").click()
    lines = Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines()
    rows = list(csv.reader(lines, delimiter=";"))
    assert ["Personer", "16", "72"] in rows
