"""Advice without a name that gets its name, and a three-party meeting from question to held, in the browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from brygga.demo.stage import Stage
from brygga.demo.telling import Life, humans
from tests.browser import arrived

FOLKE = f"Folke {humans()['folke'].family_name}"
ASKED = "Någon dricker allt mer och är osäker på om han vill ha hjälp. Vad kan ni erbjuda?"


def choose(page: Page, label: str, words: str) -> None:
    field = page.get_by_label(label)
    field.select_option(field.locator("option", has_text=words).first.get_attribute("value"))


@pytest.mark.requirement("MAL-15", "STO-08", "MAL-12")
def test_advice_without_a_name_gets_its_name_when_the_person_says_yes(play, picture):
    play.on(0, 9)
    rut = play.be("Rut Månsson")
    rut.get_by_role("link", name="Konsultation").first.click()
    play.accessible(rut)
    rut.get_by_role("link", name="Skriv upp ett samtal").click()
    play.accessible(rut)
    choose(rut, "Med vilken enhet?", "Innerstaden")
    rut.get_by_label("Vem talade du med?").fill("Sara Berg")
    rut.get_by_label("Vad frågade ni om?").fill(f"{FOLKE} dricker allt mer.")
    rut.get_by_label("Vad kom ni fram till?").fill("Ett gemensamt möte, om han vill.")
    rut.get_by_label("Enheten som frågade").check()
    rut.get_by_label("Vad är nästa steg?").fill("Fråga honom")
    rut.get_by_role("button", name="Spara").click()
    expect(rut.get_by_text("Så heter någon som din enhet arbetar med").first).to_be_visible()
    picture(rut, "30-konsultation-stoppad")
    rut.get_by_label("Vad frågade ni om?").fill(ASKED)
    rut.get_by_role("button", name="Spara").click()
    expect(rut.get_by_text(ASKED)).to_be_visible()
    consultation = rut.url
    play.accessible(rut)
    sara = play.be("Sara Berg")
    sara.goto(consultation)
    expect(sara.get_by_text(ASKED)).to_be_visible()
    assert "Folke" not in sara.content()
    coordinated(rut, play)
    rut.goto(consultation)
    rut.get_by_role("link", name="Visa vem det gäller").click()
    play.accessible(rut)
    choose(rut, "Vem gäller det?", "Folke")
    rut.get_by_role("button", name="Visa vem det gäller").click()
    expect(rut.get_by_text("ser nu vem konsultationen gäller").first).to_be_visible()
    picture(rut, "31-konsultation-med-namn")
    sara.reload()
    expect(sara.get_by_text(FOLKE).first).to_be_visible()
    play.neighbours_see_nothing()


def coordinated(rut: Page, play) -> None:
    """Folke says yes to advice being sought about him."""
    rut.get_by_role("searchbox").first.fill("Folke")
    rut.keyboard.press("Enter")
    rut.get_by_role("link", name=FOLKE).click()
    rut.get_by_role("link", name="Starta en samordning").click()
    rut.get_by_label("Varför behövs samordning?").fill("Vi vill förebygga att det blir akut.")
    rut.get_by_role("button", name="Öppna samordningen").click()
    rut.get_by_role("link", name="Fråga om samtycke").first.click()
    if arrived(rut).get_by_role("button", name="Spara samtycket").count() == 0:
        rut.get_by_role("link", name=re.compile("[Tt]a emot samtycke")).first.click()
    rut.get_by_label("Sektion vuxen Innerstaden").check()
    rut.get_by_label("Rådgöra med en annan verksamhet").check()
    rut.get_by_role("group", name="Hur lämnas samtycket?").get_by_label("Muntligt").check()
    rut.get_by_role("group", name="Hur?", exact=True).get_by_label("Muntligt").check()
    rut.get_by_label("Personen vet att det är frivilligt").check()
    rut.get_by_role("button", name="Spara samtycket").click()
    expect(rut.get_by_role("heading", name="Vem får veta vad")).to_be_visible()


def novas_yes(stage: Stage) -> Iterator[datetime]:
    nova = Life(stage, "nova")
    yield stage.moment(-9, 9)
    nova.known_at("barn_ungdom", by="Astrid Ung")
    nova.opened_by("Astrid Ung", "barn_ungdom", why="Söker stöd hos socialpsykiatrin.", reasons=["several_competences"])
    nova.says_yes("Astrid Ung", to=["socialpsykiatri"], about=["mental_health"], form="written")


@pytest.mark.requirement("STO-04", "STO-05")
def test_a_three_party_meeting_from_question_to_held(play, picture):
    play.stage.play((novas_yes,))
    play.on(0, 9)
    astrid = play.be("Astrid Ung")
    astrid.get_by_role("link", name="Nova").first.click()
    coordination = arrived(astrid).url
    astrid.goto(f"{coordination}forfragningar/ny/gfi_wish/")
    play.accessible(astrid)
    choose(astrid, "Vilken enhet vill du fråga?", "Socialpsykiatri")
    astrid.get_by_role("button", name="Fortsätt").click()
    for label, words in (
        ("Kort bakgrund", "Utredning pågår."),
        ("Vilket behov har ni uppmärksammat?", "Stöd i vardagen."),
        ("Vad vill ni att den andra enheten bidrar med på mötet?", "Berätta om boendestöd."),
    ):
        astrid.get_by_label(label).fill(words)
    astrid.get_by_role("button", name="Skicka", exact=True).click()
    karin = play.be("Karin Klint")
    karin.goto(play.stage_url(karin, "/fordelning/"))
    play.accessible(karin)
    choose(karin, "Ansvarig handläggare", "Hedda Sten")
    karin.get_by_role("button", name="Utse").click()
    for who in ("Astrid Ung", "Hedda Sten"):
        page = play.be(who)
        expect(page.get_by_text("Boka tid för trepartsmöte").first).to_be_visible()
    picture(page, "32-boka-trepartsmote")
    planned(astrid, play, "three_party")
    three_party = arrived(astrid).url
    expect(astrid.get_by_text("Håll förmötet").first).to_be_visible()
    play.accessible(astrid)
    picture(astrid, "33-forst-formote")
    planned(astrid, play, "pre_meeting")
    held(astrid)
    astrid.get_by_role("textbox", name="Anteckningar").fill("Syfte: informera. Hedda berättar, Astrid lyssnar.")
    astrid.get_by_role("button", name="Spara", exact=True).click()
    astrid.goto(three_party)
    astrid.get_by_role("link", name="Läs igenom och skicka kallelsen").click()
    play.accessible(astrid)
    astrid.get_by_role("button", name="Skicka kallelsen").click()
    expect(astrid.get_by_text("Väntar på svar").first).to_be_visible()
    hedda = play.be("Hedda Sten")
    expect(hedda.get_by_text("Boka tid för trepartsmöte")).to_have_count(0)
    play.on(7, 10)
    astrid = play.be("Astrid Ung")
    astrid.goto(three_party)
    held(astrid)
    expect(astrid.get_by_role("textbox", name="Anteckningar")).to_be_visible()
    play.accessible(astrid)


def held(page: Page) -> None:
    """Whoever is called is here."""
    page.get_by_role("link", name=re.compile("Håll mötet nu|Öppna mötet")).first.click()
    for here in arrived(page).get_by_role("checkbox").all():
        here.check()
    page.get_by_role("button", name="Börja mötet").click()


def planned(page: Page, play, kind: str) -> None:
    page.goto(play.stage_url(page, "/"))
    page.get_by_role("link", name="Boka tid för trepartsmöte").first.click()
    play.accessible(page)
    page.locator(f"[name=kind][value={kind}]").check()
    page.locator("[name=day]").fill(play.day(7).isoformat())
    page.locator("[name=time]").fill("10:00")
    page.get_by_label("Adress, telefonnummer eller länk").fill("Rum 2")
    page.get_by_role("textbox", name="Syfte").fill("Informera och göra det möjligt att ansöka")
    page.get_by_role("button", name="Spara utkast").click()
