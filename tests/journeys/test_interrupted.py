"""Kim's placement: warned about before it ends with nothing booked at home, and then interrupted (MAL-18, MAL-19)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brygga.coordinations.models import Coordination
from brygga.demo.stories import kim
from tests.journeys.playing import section

BOOK, STEP = "Boka en kontakt hemma före placeringens slut", "Gör ett steg efter ett avbrott"
SAID = {
    "Sven Ek": (kim.CALLS, "Ringde Doris. Hon hade inte hört av Kim."),
    "Doris Holm": (kim.BOOKS, "Kim kommer till Rådmannen på torsdag."),
}


def placed(stage):
    """As the demo tells it, until Kim has moved in."""
    for moment in kim.story(stage):
        if moment > stage.moment(-20, 0):
            return
        yield moment


@pytest.mark.requirement("MAL-18", "MAL-19")
def test_from_the_warning_to_every_step_done(play, picture):
    play.stage.play((placed,))
    today = play.on(-20, 9)
    rows = Coordination.objects.unrestricted(because="the journey begins at Kim's coordination")
    here = f"/samordningar/{rows.get(person__given_name='Kim').pk}/ansvar/"
    for who in SAID:
        page = play.be(who)
        expect(page.get_by_role("link", name=BOOK).first).to_be_visible()
        page.goto(play.stage_url(page, here))
        expect(page.get_by_text("ingen kontakt hemma är bokad").first).to_be_visible()
        play.accessible(page)
    picture(page, "ansvar-placering")
    sven = play.be("Sven Ek")
    sven.goto(play.stage_url(sven, here))
    sven.get_by_role("link", name=kim.HOME).first.click()
    play.accessible(sven)
    sven.get_by_role("link", name="Den är avbruten").click()
    play.accessible(sven)
    sven.get_by_label("Vad har hänt?").fill("Kim lämnade hemmet i går kväll.")
    sven.get_by_label("Vilken dag?").fill(today.isoformat())
    sven.get_by_role("button", name="Anmäl avbrottet").click()
    expect(sven.get_by_text("Avbrottet är anmält.").first).to_be_visible()
    for who, (step, done) in SAID.items():
        page = play.be(who)
        page.get_by_role("link", name=STEP).first.click()
        expect(page.get_by_role("heading", name=step)).to_be_visible()
        play.accessible(page)
        picture(page, "ansvar-avbrott")
        page.get_by_label("Vad gjordes?").fill(done)
        page.get_by_role("button", name="Bocka av").click()
        expect(page.get_by_text("Steget är avbockat.").first).to_be_visible()
    doris = page
    steps = section(doris, "Steg efter ett avbrott")
    for _, done in SAID.values():
        expect(steps.get_by_text(done)).to_be_visible()
    expect(steps.get_by_text("Att göra")).to_have_count(0)
    doris.goto(play.stage_url(doris, "/"))
    expect(doris.get_by_role("heading", name="Hej Doris")).to_be_visible()
    expect(doris.get_by_role("link", name=STEP)).to_have_count(0)
    play.neighbours_see_nothing()
