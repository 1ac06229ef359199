"""From the picture of the organisations to a signed consent, with a copy given as the person wanted (KAR-02)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from brygga.coordinations.models import Standing
from brygga.demo.telling import Life
from brygga.mappings.models import Mapping

ELLA = "Ella Ström"
#: What has the focus has a ring around it, or around the box and its words together.
SEEN = "one => [one, one.closest('.ds-field')].some(it => it && getComputedStyle(it).outlineStyle !== 'none')"


@pytest.fixture
def mikaela(stage) -> Life:
    mikaela = Life(stage, "mikaela")
    mikaela.known_at("karlstad_ifo", by=ELLA)
    mikaela.opened_by(ELLA, "karlstad_ifo", why="Vet inte vem som gör vad.", standing=Standing.ONGOING)
    return mikaela


@pytest.mark.requirement("KAR-02")
@pytest.mark.requirement("MAL-02")
def test_the_picture_becomes_a_consent_with_a_copy(play, mikaela, picture):
    Journey(play, mikaela, picture).goes()


class Journey:
    def __init__(self, play, mikaela, picture) -> None:
        self.play, self.mikaela, self.picture = play, mikaela, picture

    def goes(self) -> None:
        self.when_ella_begins_the_talk()
        self.and_ticks_the_picture_by_keyboard()
        self.and_asks_what_is_always_asked()
        self.and_makes_a_consent_of_the_picture()
        self.and_gives_the_copy()
        self.then_mikaela_reads_it_herself()
        self.and_nobody_else_does()

    def when_ella_begins_the_talk(self) -> None:
        page = self.ella = self.play.be(ELLA)
        page.goto(self.play.stage_url(page, f"/samordningar/{self.mikaela.coordination.pk}/"))
        page.get_by_role("link", name="Kartläggning", exact=True).click()
        self.play.accessible(page)
        page.get_by_role("link", name="Börja ett samtal").first.click()
        self.play.accessible(page)
        page.get_by_role("button", name="Börja", exact=True).click()
        expect(page.get_by_role("heading", name="Vilka har du omkring dig?", level=1)).to_be_visible()
        self.play.accessible(page)

    def and_ticks_the_picture_by_keyboard(self) -> None:
        page = self.ella
        self.tick(page, "Psykiatrin, vuxenavdelningen", "Kontakt nu")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("Olle Sandin")
        self.tick(page, "Arbetsförmedlingen", "Vill ha kontakt")
        self.tick(page, "Föräldrar", "Kontakt nu")
        self.picture(page, "bilden", whole=True)
        self.press(page, page.get_by_role("button", name="Spara bilden"), "Enter")
        expect(page.get_by_role("heading", name="Bilden", exact=True)).to_be_visible()
        expect(page.locator("main")).to_contain_text("Olle Sandin")
        expect(page.locator("main")).to_contain_text("Återstår att fråga")

    def tick(self, page: Page, who: str, mark: str) -> None:
        box = page.get_by_role("group", name=re.compile(f"^{who}")).get_by_label(mark)
        self.press(page, box, "Space")
        expect(box).to_be_checked()

    def press(self, page: Page, wanted: Locator, key: str) -> None:
        """Reached with Tab alone, and seen when it is reached."""
        for _ in range(150):
            if wanted.evaluate("one => one === document.activeElement"):
                assert wanted.evaluate(SEEN)
                page.keyboard.press(key)
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard does not reach {wanted}")

    def and_asks_what_is_always_asked(self) -> None:
        page = self.ella
        page.get_by_role("link", name="Fyll i frågorna").click()
        self.play.accessible(page)
        page.get_by_role("group", name="Vill du ha hjälp med kontakter").get_by_label("Ja").check()
        page.get_by_label("Skriftligt på papper").check()
        page.get_by_label("Bild som vi har ritat på mötet").check()
        page.get_by_role("button", name="Spara svaren").click()
        expect(page.locator("main")).to_contain_text("Finns det andra du vill att vi kontaktar")
        self.play.accessible(page)

    def and_makes_a_consent_of_the_picture(self) -> None:
        page = self.ella
        page.get_by_role("link", name="Gör ett samtycke av bilden").click()
        self.play.accessible(page)
        for unit in ("Psykiatrins vuxenavdelning", "Arbetsförmedlingen Karlstad"):
            expect(page.get_by_label(unit)).to_be_checked()
        expect(page.get_by_label("Andra, en på varje rad")).to_have_value("Föräldrar")
        self.picture(page, "samtycke-av-bilden")
        page.get_by_label("Arbete och studier").check()
        page.get_by_label("Skriftligt", exact=True).first.check()
        page.get_by_label("Med bild eller ritning").check()
        page.get_by_label(re.compile("Personen vet att det är frivilligt")).check()
        page.get_by_role("button", name="Spara samtycket").click()
        expect(page.get_by_role("heading", name="Kopia till personen", level=1)).to_be_visible()

    def and_gives_the_copy(self) -> None:
        page = self.ella
        self.play.accessible(page)
        for way in ("Skriftligt på papper", "Bild som vi har ritat"):
            expect(page.get_by_label(re.compile(f"^{way}"))).to_be_checked()
        page.get_by_role("button", name="Lämna kopian").click()
        mapping = Mapping._base_manager.get()
        for part in ("brev", "bild/pdf"):
            paper = page.request.get(self.play.stage_url(page, f"/kartlaggningar/{mapping.pk}/{part}/"))
            assert paper.body().startswith(b"%PDF")
        for _ in range(2):
            page.get_by_role("button", name="Personen har fått den").first.click()
        expect(page.get_by_role("button", name="Personen har fått den")).to_have_count(0)
        expect(page.locator("main")).to_contain_text("Personen sa ja")
        self.picture(page, "kartlaggning")
        page.get_by_role("link", name="Se samtycket").click()
        expect(page.locator("main")).to_contain_text("Personen fick en kopia")
        self.play.accessible(page)

    def then_mikaela_reads_it_herself(self) -> None:
        page = self.play.be("Mikaela Lund", width=390, height=844)
        page.get_by_role("link", name="Se det du har berättat i samtal").click()
        self.play.accessible(page)
        page.get_by_role("link", name=re.compile("Inskrivningssamtal")).click()
        expect(page.locator("main")).to_contain_text("Olle Sandin")
        self.play.accessible(page)

    def and_nobody_else_does(self) -> None:
        self.play.neighbours_see_nothing()
