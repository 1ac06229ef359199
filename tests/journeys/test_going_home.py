"""From the ward to the home: the municipality is told by the law, plans, and learns the day; the person reads along."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brygga.demo.stories import bertil


@pytest.mark.requirement("MAL-01")
def test_bertil_goes_home_and_the_municipality_plans_for_solveig(play, picture):
    play.stage.play((bertil.story, bertil.solveig))
    play.on(0, 9)
    sara = play.be("Sara Berg")
    sara.get_by_role("link", name="Ett inskrivningsmeddelande har kommit").click()
    expect(sara.get_by_role("heading", name="Solveig Ask")).to_be_visible()
    expect(sara.get_by_text("Ystadsgatan 4, 214 44 Malmö")).to_be_visible()
    picture(sara, "inskrivningsmeddelande")
    play.accessible(sara)
    sara.get_by_role("link", name="Vi planerar").click()
    play.accessible(sara)
    sara.get_by_role("button", name="Vi planerar").click()
    expect(sara.get_by_text("Avdelningen ser att ni planerar.")).to_be_visible()
    sara.get_by_role("link", name="Utskrivningar", exact=True).first.click()
    expect(sara.get_by_role("link", name="Bertil Åberg")).to_be_visible()
    play.accessible(sara)

    ida = play.be("Ida Nilsson")
    ida.goto(play.stage_url(ida, "/utskrivningar/?visa=fran"))
    ida.get_by_role("link", name="Bertil Åberg").click()
    expect(ida.get_by_role("link", name="Skriv ut", exact=True)).to_be_visible()
    picture(ida, "utskrivning")
    play.accessible(ida)
    ida.get_by_role("link", name="Skriv ut", exact=True).click()
    play.accessible(ida)
    ida.get_by_role("button", name="Skriv ut").click()
    expect(ida.get_by_text("Personen är utskriven.")).to_be_visible()

    himself = play.be("Bertil Åberg")
    expect(himself.get_by_role("heading", name="Hem från sjukhuset")).to_be_visible()
    himself.goto(play.stage_url(himself, "/min/utskrivning/"))
    expect(himself.get_by_text("är din fasta vårdkontakt")).to_be_visible()
    play.accessible(himself)
    play.neighbours_see_nothing()
