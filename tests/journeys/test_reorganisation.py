"""Two units become one in Malmö: decided, seen by both heads, done on the day, and the person is told."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from brygga.demo.stories import ines, nadja, omorganisation, tom


@pytest.mark.requirement("STO-17")
def test_two_units_become_one(play, picture):
    play.stage.play((nadja.story, tom.story, ines.story, omorganisation.in_malmo))
    play.on(0, 9)
    adam = play.be("Adam Ask")
    adam.get_by_role("link", name="Sektion vuxen Norr går upp i Sektion vuxen Innerstaden").first.click()
    expect(adam.get_by_role("heading", name="Det här följer med")).to_be_visible()
    expect(adam.get_by_text("Ines")).to_have_count(0)
    play.accessible(adam)
    nour = play.be("Nour Haddad")
    nour.get_by_role("link", name="Sektion vuxen Norr går upp i Sektion vuxen Innerstaden").first.click()
    picture(nour, "omorganisation")
    play.accessible(nour)
    play.neighbours_see_nothing()
    play.on(22, 9)
    call_command("run_clocks", stdout=StringIO())
    siv = play.be("Siv Dahl")
    expect(siv.get_by_text("Sektion vuxen Innerstaden").first).to_be_visible()
    seen = adam.url
    adam = play.be("Adam Ask")
    adam.goto(seen)
    expect(adam.get_by_role("heading", name="Det här följde med")).to_be_visible()
    play.accessible(adam)
    adam.goto(play.stage_url(adam, f"/kontakter/{play.stage.unit('norr').pk}/"))
    expect(adam.get_by_text("gick upp i Sektion vuxen Innerstaden").first).to_be_visible()
    play.accessible(adam)
