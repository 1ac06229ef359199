"""Kim has left the treatment home and nobody has booked: seen by both sides, explained, and read by Kim."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brygga.coordinations.models import Coordination
from brygga.demo.stories import kim
from tests.journeys.playing import section

SAID = "Jag har talat med Kims syster. Kim bor hos henne, och Doris ringer i morgon."


@pytest.mark.requirement("MAL-17")
@pytest.mark.requirement("MAL-19")
def test_a_gap_is_seen_explained_and_read_by_the_one_it_is_about(play, picture):
    play.stage.play((kim.story,))
    play.on(0, 10)
    rows = Coordination.objects.unrestricted(because="the journey begins at Kim's coordination")
    at = f"/samordningar/{rows.get(person__given_name='Kim').pk}/"

    sven = play.be("Sven Ek")
    sven.goto(play.stage_url(sven, f"{at}ansvar/"))
    expect(section(sven, "Tidiga varningar")).to_contain_text("Glapp")
    sven.get_by_role("link", name="Se tidslinjen").click()
    gap = section(sven, "Kritiska lägen").locator("li", has_text="Glapp").first
    expect(gap).to_contain_text("Pågår")
    play.accessible(sven)
    picture(sven, "tidslinje")
    sven.get_by_role("link", name="En månad").click()
    expect(section(sven, "I ordning")).to_contain_text("behandlingshem")
    sven.get_by_role("link", name="Allt", exact=True).click()
    gap.get_by_role("link", name="Förklara").click()
    play.accessible(sven)
    sven.get_by_role("button", name="Spara förklaringen").click()
    expect(sven.get_by_text("Skriv en förklaring.").first).to_be_visible()
    sven.get_by_label("Vad är förklaringen?").fill(SAID)
    sven.get_by_role("button", name="Spara förklaringen").click()
    expect(gap).to_contain_text(SAID)

    doris = play.be("Doris Holm")
    doris.goto(play.stage_url(doris, f"{at}tidslinje/"))
    expect(section(doris, "Kritiska lägen")).to_contain_text(SAID)
    doris.goto(play.stage_url(doris, f"{at}ansvar/"))
    expect(doris.get_by_role("heading", name="Insatser och vem som ansvarar")).to_be_visible()
    expect(doris.get_by_role("heading", name="Tidiga varningar")).to_have_count(0)

    mine = play.be("Kim Sandberg", width=390, height=844)
    mine.get_by_role("link", name="Se allt som har hänt, i en bild").click()
    expect(section(mine, "Där det kan ha brustit")).to_contain_text(SAID)
    play.accessible(mine)
    picture(mine, "tidslinje-personen")
    play.neighbours_see_nothing()
