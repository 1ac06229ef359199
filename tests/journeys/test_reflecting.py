"""Sven learns something of Kim's gap and writes it without Kim in it; Pia finds it, another place does not (MAL-25)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brygga.coordinations.models import Coordination
from brygga.demo.stories import kim, lardomar
from tests.journeys.playing import section

LEARNT = "Vi bokade inget hemma innan vistelsen tog slut. Nästa gång bokar vi när placeringen börjar."


@pytest.mark.requirement("MAL-25")
def test_what_a_gap_taught_is_written_without_a_name_and_found_by_others(play, picture):
    play.stage.play((kim.story, lardomar.in_malmo))
    play.on(0, 10)
    rows = Coordination.objects.unrestricted(because="the journey begins at Kim's coordination")
    sven = play.be("Sven Ek")
    sven.goto(play.stage_url(sven, f"/samordningar/{rows.get(person__given_name='Kim').pk}/tidslinje/"))
    gap = section(sven, "Kritiska lägen").locator("li", has_text="Glapp").first
    gap.get_by_role("link", name="Skriv en lärdom utan namn").click()
    expect(sven.get_by_label("Vilket slags läge?")).to_have_value("gap")
    sven.get_by_label("Vad har ni lärt er?").fill("Kim försvann. " + LEARNT)
    sven.get_by_label("hem efter hvb").check()
    sven.get_by_label("Egna taggar").fill("#Bokning")
    play.accessible(sven)
    sven.get_by_role("button", name="Spara").click()
    expect(sven.get_by_text("Ta bort ”Kim”.").first).to_be_visible()
    picture(sven, "lardom-stoppad")
    sven.get_by_label("Vad har ni lärt er?").fill(LEARNT)
    sven.get_by_role("button", name="Spara").click()
    expect(sven.get_by_text("Lärdomen är sparad, utan namn.")).to_be_visible()
    play.accessible(sven)
    sven.get_by_role("link", name="Skriv ett tillägg").click()
    play.accessible(sven)
    sven.go_back()
    sven.get_by_role("link", name="Ta tillbaka").click()
    play.accessible(sven)

    pia = play.be("Pia Sjö")
    pia.get_by_role("link", name="Lärdomar").click()
    play.accessible(pia)
    picture(pia, "lardomar")
    pia.get_by_label("Tagg", exact=True).fill("bokning")
    pia.get_by_role("button", name="Sök", exact=True).last.click()
    pia.get_by_role("link", name=LEARNT).click()
    expect(pia.get_by_role("link", name="Ta tillbaka")).to_have_count(0)
    pia.get_by_role("link", name="Lärdomar").first.click()
    pia.get_by_role("link", name="Antal över tid").click()
    expect(pia.get_by_role("table", name="Lärdomar efter läge")).to_contain_text("Dubbelarbete")
    play.accessible(pia)
    picture(pia, "lardomar-antal")

    ivar = play.be("Ivar Lo")
    ivar.get_by_role("link", name="Lärdomar").click()
    expect(ivar.get_by_text("Ingen har skrivit någon lärdom än.")).to_be_visible()
