"""A nineteenth birthday in Stockholm: the unit is reminded, announces with consent, and the other takes over."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brygga.demo.stories import nova, overforingar


@pytest.mark.requirement("STO-10", "STO-11", "STO-16")
def test_a_late_transfer_is_announced_and_received(play, picture):
    play.stage.play((nova.story, *overforingar.OVERFORINGAR))
    play.on(0, 9)
    bengt = play.be("Bengt Bro")
    expect(bengt.get_by_text("Avisera en överföring").first).to_be_visible()
    bengt.get_by_role("link", name="Överföringar", exact=True).first.click()
    expect(bengt.get_by_text("Viggo Hell")).to_be_visible()
    picture(bengt, "overforingar")
    play.accessible(bengt)
    bengt.get_by_role("link", name="Viggo Hell").click()
    play.accessible(bengt)
    bengt.get_by_role("link", name="Avisera", exact=True).click()
    bengt.get_by_label("Vilken enhet tar över?").select_option("Socialpsykiatri")
    bengt.get_by_label("Boende").check()
    bengt.get_by_label("Beskriv behoven med några ord").fill("Stöd hemma, och någon att prata med.")
    play.accessible(bengt)
    bengt.get_by_role("button", name="Avisera").click()
    expect(bengt.get_by_text("Överföringen är aviserad till Socialpsykiatri.")).to_be_visible()
    karin = play.be("Karin Klint")
    karin.get_by_role("link", name="Utse handläggare inför en överföring").click()
    expect(karin.get_by_text("Stöd hemma, och någon att prata med.")).to_be_visible()
    picture(karin, "overforing")
    play.accessible(karin)
    karin.goto(play.stage_url(karin, "/overforingar/inventering/"))
    expect(karin.get_by_role("heading", name="Aviserade, för varje mottagande enhet")).to_be_visible()
    play.accessible(karin)
    play.neighbours_see_nothing()
    viggo = play.be("Viggo Hell")
    expect(viggo.get_by_role("heading", name="Du byter enhet")).to_be_visible()
    viggo.get_by_role("link", name="Läs mer").first.click()
    expect(viggo.get_by_text("Socialpsykiatri").first).to_be_visible()
    play.accessible(viggo)
