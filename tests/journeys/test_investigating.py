"""Robin is mapped twice: seen while it goes on, planned together, summarised, decided and told (MAL-09, MAL-17)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from brygga.coordinations.models import Coordination
from brygga.demo.stories import robin
from tests.journeys.playing import section


@pytest.mark.requirement("MAL-17")
@pytest.mark.requirement("MAL-09")
@pytest.mark.requirement("STO-02")
@pytest.mark.requirement("STO-03")
class TestRobinIsAskedOnce:
    def test_from_the_warning_to_a_decision_that_robin_knows_of(self, play, picture):
        self.play, self.picture = play, picture
        play.stage.play((robin.story,))
        play.on(0, 9)
        rows = Coordination.objects.unrestricted(because="the journey begins at Robin's coordination")
        self.at = f"/samordningar/{rows.get(person__given_name='Robin').pk}/"
        self.when_sven_is_warned()
        self.then_they_plan_it_together()
        self.and_kurt_writes_down_what_he_knows()
        self.and_sven_reads_it_and_decides()
        self.and_robin_reads_the_decision_on_the_phone()
        self.play.neighbours_see_nothing()

    def when_sven_is_warned(self):
        sven = self.sven = self.play.be("Sven Ek")
        sven.goto(self.play.stage_url(sven, self.at))
        expect(sven.get_by_role("heading", name=re.compile("Samma sak två gånger"))).to_be_visible()
        self.play.accessible(sven)
        sven.get_by_role("link", name="Utredningar").first.click()
        expect(section(sven, "Rådmannen").or_(sven.get_by_role("heading", name="Rådmannen")).first).to_be_visible()
        expect(sven.get_by_text("Föreslaget sätt: delar görs tillsammans.")).to_be_visible()
        self.picture(sven, "utreda-dubbelarbete")
        self.play.accessible(sven)

    def then_they_plan_it_together(self):
        sven = self.sven
        sven.get_by_role("link", name="Planera ihop").click()
        self.play.accessible(sven)
        expect(sven.get_by_label("Delar görs tillsammans")).to_be_checked()
        sven.get_by_label("Utifrån den andres kunskap").check()
        sven.get_by_label("Varför detta sätt?").fill("Rådmannen har redan börjat sina samtal och vet det mesta.")
        sven.get_by_role("group", name="Vilka är med, utöver er?").get_by_role("checkbox").first.check()
        for area in ("Missbruk och beroende", "Psykisk hälsa"):
            field = sven.get_by_label(area, exact=True)
            field.select_option(field.locator("option", has_text="Rådmannen vet redan").get_attribute("value"))
        sven.get_by_label("Vilken information behövs, och vad får lämnas ut?").fill("Kontakten och proverna.")
        sven.get_by_label("Hur får personen veta vad ni gör?").fill("Sven ringer Robin i dag.")
        sven.get_by_role("button", name="Spara planen").click()
        expect(sven.get_by_role("heading", name="Vem tar reda på vad")).to_be_visible()
        self.picture(sven, "utreda-plan")
        self.play.accessible(sven)
        sven.get_by_role("link", name="Be om en sammanfattning").click()
        field = sven.get_by_label("Vilken enhet vill du fråga?")
        field.select_option(field.locator("option", has_text="Rådmannen").first.get_attribute("value"))
        sven.get_by_role("button", name="Fortsätt").click()
        sven.get_by_label("Missbruk och beroende").check()
        sven.get_by_label(re.compile("^Vilken information behövs för")).fill("Vad har provats?")
        sven.get_by_label(re.compile("^Vad har ni kommit överens om")).fill("Samtalen och proverna.")
        sven.get_by_label("När behövs den?").fill(f"{self.play.day(10):%Y-%m-%d}")
        self.play.accessible(sven)
        sven.get_by_role("button", name="Skicka", exact=True).click()
        expect(sven.get_by_role("heading", name="Så här långt")).to_be_visible()
        self.asked = sven.url

    def and_kurt_writes_down_what_he_knows(self):
        kurt = self.kurt = self.play.be("Kurt Åkesson")
        kurt.goto(self.asked)
        kurt.get_by_role("link", name="Skriv sammanfattningen").click()
        self.play.accessible(kurt)
        kurt.get_by_label(re.compile("^Kontakten: hur länge")).fill("Två besök den senaste månaden.")
        kurt.get_by_label("Problematik").fill("Blandmissbruk, sover dåligt.")
        kurt.get_by_label("Behov", exact=True).fill("En samlad plan.")
        for area in ("alkoholanvändning", "narkotikaanvändning"):
            group = kurt.get_by_role("group", name=f"Täcker sammanfattningen {area}?")
            group.get_by_label("Ja, hela området").check()
        kurt.get_by_role("button", name="Lämna sammanfattningen").click()
        expect(kurt.get_by_role("cell", name="ASI").first).to_be_visible()

    def and_sven_reads_it_and_decides(self):
        sven = self.sven
        sven.goto(self.asked)
        sven.get_by_role("link", name="Läs sammanfattningen").click()
        expect(sven.get_by_text("Blandmissbruk, sover dåligt.")).to_be_visible()
        self.picture(sven, "utreda-sammanfattning")
        self.play.accessible(sven)
        sven.get_by_role("link", name=re.compile("^Utredningar")).first.click()
        expect(sven.get_by_role("heading", name=re.compile("Samma sak två gånger"))).to_have_count(0)
        section(sven, "Sektion vuxen Innerstaden").get_by_role("link", name=re.compile("^Började")).click()
        self.play.accessible(sven)
        sven.get_by_role("link", name="Skriv in beslutet").click()
        self.play.accessible(sven)
        sven.get_by_label("Bifall", exact=True).check()
        sven.get_by_label("Vad har ni beslutat?").fill("Du får en plats på dagbehandlingen från måndag.")
        sven.get_by_label("Enligt vilken delegation?").fill("Delegationsordningen, punkt 3.1")
        sven.get_by_role("button", name="Spara beslutet").click()
        self.play.accessible(sven)
        sven.get_by_label("I telefon").check()
        sven.get_by_role("button", name="Personen vet").click()
        expect(sven.get_by_text("i telefon, av Sven Ek").first).to_be_visible()

    def and_robin_reads_the_decision_on_the_phone(self):
        phone = self.play.be("Robin Hult", width=390, height=844)
        phone.get_by_role("link", name="Alla beslut").click()
        expect(phone.get_by_text("Du får en plats på dagbehandlingen från måndag.")).to_be_visible()
        self.picture(phone, "utreda-beslut")
        self.play.accessible(phone)
