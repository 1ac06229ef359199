"""Gerd goes from the social services to the clinic: the old unit stops when the new contact works (MAL-16, MAL-21)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from brygga.coordinations.models import Coordination
from brygga.demo.stories import avsluten
from tests.journeys.playing import section


def together(stage):
    """Sven and Kurt have helped her for half a year."""
    yield from avsluten.known(stage, "gerd", why="Boendestöd och behandling samtidigt.", days=180)


@pytest.mark.requirement("MAL-16")
@pytest.mark.requirement("MAL-21")
class TestGerdGoesOnAtTheClinic:
    def test_from_the_first_word_of_it_to_the_way_back_in_her_telephone(self, play, picture):
        self.play, self.picture = play, picture
        play.stage.play((together,))
        play.on(0, 9)
        rows = Coordination.objects.unrestricted(because="the journey begins at Gerd's coordination")
        self.at = f"/samordningar/{rows.get(person__given_name='Gerd').pk}/"
        self.when_sven_begins_it()
        self.and_writes_what_they_said_in_the_talk()
        self.then_he_may_not_leave_yet()
        self.and_gerd_reads_what_is_planned()
        self.when_kurt_says_that_the_contact_works()
        self.then_sven_carries_it_out()
        self.and_gerd_has_the_way_back_in_her_telephone()
        play.neighbours_see_nothing()

    def when_sven_begins_it(self):
        sven = self.sven = self.play.be("Sven Ek")
        sven.goto(self.play.stage_url(sven, self.at))
        sven.get_by_role("link", name="Avslut", exact=True).first.click()
        self.play.accessible(sven)
        sven.get_by_role("link", name="Börja ett avslut").click()
        self.play.accessible(sven)
        sven.get_by_label(re.compile("^Övergång till en annan verksamhet")).check()
        sven.get_by_role("group", name=re.compile("^Vilka slutar")).get_by_label("Sektion vuxen Innerstaden").check()
        field = sven.get_by_label("Vem tar emot personen?")
        field.select_option(field.locator("option", has_text="Rådmannen").get_attribute("value"))
        sven.get_by_label("Varför avslutar ni?").fill("Gerd klarar hemmet själv, och går på samtal på Rådmannen.")
        sven.get_by_role("button", name="Börja avslutet").click()
        expect(sven.get_by_role("heading", name="Det här ska vara på plats")).to_be_visible()
        self.one = sven.url

    def and_writes_what_they_said_in_the_talk(self):
        sven = self.sven
        self.step("Skriv om samtalet")
        sven.get_by_label("Vilka var med?").fill("Gerd, Sven och Kurt")
        sven.get_by_label("Den nya kontakten var med").check()
        sven.get_by_role("button", name="Spara").click()
        self.step("Skriv planen")
        sven.get_by_label("Vem hör personen av sig till?").fill("Ring Kurt på Rådmannen, 040-628 04 14.")
        sven.get_by_label("Hur gör personen?").fill("Ring eller kom förbi. Du behöver ingen remiss.")
        sven.get_by_label("Vilka tecken är bra att se upp med?").fill("Att du drar dig undan.")
        sven.get_by_role("button", name="Spara planen").click()
        self.step("Skriv vad personen vill")
        sven.get_by_label("Samtyckena upphör när avslutet är genomfört").check()
        sven.get_by_role("button", name="Spara").click()

    def step(self, name):
        self.sven.get_by_role("link", name=re.compile(f"^{name}")).first.click()
        self.play.accessible(self.sven)

    def then_he_may_not_leave_yet(self):
        sven = self.sven
        expect(sven.get_by_text("Vänta tills kontakten med Beroendemottagningen Rådmannen är i gång")).to_be_visible()
        expect(sven.get_by_role("link", name="Genomför avslutet")).to_have_count(0)
        self.picture(sven, "avsluta-steg")
        self.play.accessible(sven)

    def and_gerd_reads_what_is_planned(self):
        phone = self.phone = self.play.be("Gerd Ohlin", width=390, height=844)
        phone.get_by_role("link", name="Läs om att sluta").click()
        expect(phone.get_by_text("Kontakten med dem som tar över ska fungera först.")).to_be_visible()
        self.picture(phone, "avsluta-mobilen")
        self.play.accessible(phone)

    def when_kurt_says_that_the_contact_works(self):
        kurt = self.kurt = self.play.be("Kurt Åkesson")
        kurt.get_by_role("link", name=re.compile("^Svara på övergång till en annan verksamhet")).first.click()
        kurt.get_by_role("link", name=re.compile("^Bekräfta kontakten")).first.click()
        kurt.get_by_label("Hur vet ni det?").fill("Gerd har varit här fyra gånger och säger att det fungerar.")
        self.play.accessible(kurt)
        kurt.get_by_role("button", name="Bekräfta").click()
        kurt.get_by_role("link", name=re.compile("^Svara för din enhet")).first.click()
        kurt.get_by_label("Ja", exact=True).check()
        self.play.accessible(kurt)
        kurt.get_by_role("button", name="Skicka svaret").click()
        expect(section(kurt, "Enheterna").get_by_text("Har sagt ja")).to_have_count(2)
        self.picture(kurt, "avsluta-ny-kontakt")

    def then_sven_carries_it_out(self):
        sven = self.sven
        sven.goto(self.one)
        sven.get_by_role("link", name="Genomför avslutet").click()
        expect(sven.get_by_text("Fortsätter i sitt eget ärende.")).to_be_visible()
        self.play.accessible(sven)
        sven.get_by_role("button", name="Genomför avslutet").click()
        expect(sven.get_by_role("heading", name="Avslutet är genomfört")).to_be_visible()
        self.play.accessible(sven)

    def and_gerd_has_the_way_back_in_her_telephone(self):
        phone = self.phone
        phone.reload()
        expect(phone.get_by_role("heading", name="Om du behöver hjälp igen")).to_be_visible()
        expect(phone.get_by_text("Ring Kurt på Rådmannen, 040-628 04 14.")).to_be_visible()
        expect(phone.get_by_role("link", name=re.compile("^Hämta som papper"))).to_be_visible()
        self.play.accessible(phone)
