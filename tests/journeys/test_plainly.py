"""The same way without a mouse, and without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from brygga.coordinations.models import Standing
from brygga.demo.planning import Does, Words
from brygga.demo.telling import Life

PLAN = Words(
    important="Att få hjälp nu.",
    needs=("Jag klarar inte att sluta hemma.",),
    goals=("Vara nykter",),
    does=(Does(who="Sara Berg", what="Behandlingshem", when="På måndag", good="Jag får lugn."),),
    interruption=(("Folke lämnar hemmet", "Sara ringer Rut", "Sara Berg"),),
)


@pytest.fixture
def folke(stage) -> Life:
    folke = Life(stage, "folke")
    folke.known_at("radmannen", by="Rut Månsson")
    folke.opened_by("Rut Månsson", "radmannen", why="Dricker allt mer.", standing=Standing.ONGOING)
    folke.says_yes("Rut Månsson", to=["innerstaden"], about=["addiction"])
    return folke


class TestByKeyboardOnly:
    """Fred hands out what has come to the unit without touching the mouse."""

    def test_a_wish_is_handed_out(self, play, folke):
        folke.wish("Rut Månsson", "innerstaden", "Alkohol. Vill ha ett första möte.")
        self.page = play.be("Fred Lund")
        self.when_he_goes_straight_to_the_content()
        self.and_follows_the_menu_to("Att fördela")
        self.and_chooses_whom_to_appoint("Sara Berg")
        self.then_somebody_is_appointed()

    def when_he_goes_straight_to_the_content(self):
        self.page.keyboard.press("Tab")
        expect(self.page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#innehall")).to_be_focused()

    def and_follows_the_menu_to(self, name: str):
        self.page.reload()
        self.tab_to(self.page.get_by_role("navigation").get_by_role("link", name=re.compile(name)).first)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", name=name, level=1)).to_be_visible()

    def and_chooses_whom_to_appoint(self, name: str):
        who = self.page.get_by_label("Ansvarig handläggare")
        self.tab_to(who)
        self.page.keyboard.type(name)
        expect(who.locator("option:checked")).to_contain_text(name)
        self.tab_to(self.page.get_by_role("button", name="Utse"))
        self.page.keyboard.press("Enter")

    def then_somebody_is_appointed(self):
        expect(self.page.get_by_label("Ansvarig handläggare")).to_have_count(0)

    def tab_to(self, wanted):
        """What has the focus is always seen."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                assert wanted.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
                return
        raise AssertionError(f"The keyboard does not reach {wanted}")


class TestWithoutScript:
    """Rut wishes for a GFI, and Folke says yes to his plan, with JavaScript switched off."""

    def test_from_a_wish_to_a_yes(self, play, folke):
        play.scripted = False
        self.play, self.folke = play, folke
        self.when_rut_wishes_for_a_gfi()
        self.and_fred_hands_it_out()
        self.and_there_is_a_plan()
        self.when_folke_says_yes()
        self.then_the_plan_holds()

    def when_rut_wishes_for_a_gfi(self):
        rut = self.rut = self.play.be("Rut Månsson")
        rut.goto(self.play.stage_url(rut, f"/samordningar/{self.folke.coordination.pk}/"))
        rut.get_by_role("link", name="Förfrågningar").first.click()
        self.play.accessible(rut)
        rut.goto(self.play.stage_url(rut, f"/samordningar/{self.folke.coordination.pk}/forfragningar/ny/gfi_wish/"))
        units = rut.get_by_label("Vilken enhet vill du fråga?")
        units.select_option(units.locator("option", has_text="Innerstaden").get_attribute("value"))
        rut.get_by_role("button", name="Fortsätt").click()
        rut.get_by_role("button", name="Skicka", exact=True).click()
        self.what_is_missing_is_said(rut)
        rut.get_by_label("Kort kring ärendet").fill("Alkohol.")
        rut.get_by_role("button", name="Skicka", exact=True).click()
        expect(rut.get_by_role("navigation", name="Förfrågans steg")).to_contain_text("Skickad")

    def what_is_missing_is_said(self, page: Page):
        expect(page).to_have_title(re.compile("^Fel: "))
        expect(page.get_by_role("heading", name=re.compile("behöver rättas"))).to_be_visible()

    def and_fred_hands_it_out(self):
        fred = self.play.be("Fred Lund")
        fred.goto(self.play.stage_url(fred, "/fordelning/"))
        fred.get_by_label("Ansvarig handläggare").select_option("Sara Berg, socialsekreterare")
        fred.get_by_role("button", name="Utse").click()
        expect(fred.get_by_label("Ansvarig handläggare")).to_have_count(0)

    def and_there_is_a_plan(self):
        """Written by the acts: the writing without script has its own journey in the plans' tests."""
        folke = self.folke
        folke.plan_started("Rut Månsson")
        folke.written("Rut Månsson", PLAN, held_by="Sara Berg", follow_up=60)
        folke.put_forward("Rut Månsson")
        folke.agrees("Rut Månsson", "Sara Berg")

    def when_folke_says_yes(self):
        page = self.play.be("Folke Lind", width=390, height=844)
        page.get_by_role("link", name="Min plan").first.click()
        page.get_by_role("link", name="Läs förslaget").click()
        page.get_by_role("link", name="Svara på planen").first.click()
        page.get_by_role("button", name="Ja, det här vill jag").click()
        expect(page.locator("main")).to_contain_text("Antagen")

    def then_the_plan_holds(self):
        self.rut.goto(self.play.stage_url(self.rut, f"/planer/version/{self.folke.version.pk}/"))
        expect(self.rut.get_by_text("Gäller nu")).to_be_visible()
