"""From the door to work or studies: a place in the coaching team, a group added in a minute, a step drawn (BOR-09)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from brygga.demo.stories import coacherna, intag
from tests.journeys.playing import section


@pytest.mark.requirement("BOR-09")
@pytest.mark.requirement("BOR-06")
class TestCoachteam:
    def test_from_the_door_to_a_step_on_the_way(self, play, picture):
        self.play, self.picture = play, picture
        play.stage.play((*intag.INTAG, *coacherna.COACHERNA))
        self.when_cecilia_looks_at_the_queue()
        self.and_offers_selma_a_place()
        self.then_selma_says_yes_on_her_phone()
        self.and_cecilia_writes_her_in_with_jon_as_coach()
        self.and_the_one_who_asked_sees_that_she_is_enrolled()
        self.then_bodil_connects_a_new_actor()
        self.and_adds_an_activity_that_the_new_one_holds()
        self.and_jon_puts_selma_in_it()
        self.and_writes_in_who_was_there()
        self.and_a_step_that_selma_sees()
        self.but_the_neighbours_see_nothing()

    def when_cecilia_looks_at_the_queue(self):
        cecilia = self.cecilia = self.play.be("Cecilia Hed")
        cecilia.get_by_role("link", name=re.compile("^Coachingteamet")).first.click()
        expect(section(cecilia, "Platser")).to_contain_text("av 40")
        self.picture(cecilia, "coachteam")
        self.play.accessible(cecilia)
        cecilia.get_by_role("link", name="Selma Ros").click()
        expect(cecilia.locator("main")).to_contain_text("Ung med aktivitetsersättning")
        self.picture(cecilia, "coachteam-ko")
        self.play.accessible(cecilia)
        self.selmas_page = cecilia.url

    def and_offers_selma_a_place(self):
        """It is offered already; she hears from them meanwhile, and the forms of the queue are looked at."""
        cecilia = self.cecilia
        for link in ("Bedöm grupp i kön", "Skriv in", "Ta ur kön", "Vi har hört av oss"):
            cecilia.goto(self.selmas_page)
            cecilia.get_by_role("link", name=link, exact=True).click()
            self.play.accessible(cecilia)
        cecilia.get_by_label("Vad sa ni?").fill("Selma tänker på saken.")
        cecilia.get_by_role("button", name="Spara", exact=True).click()
        expect(cecilia.locator("main")).to_contain_text("Klockan har börjat om")
        cecilia.goto(self.play.stage_url(cecilia, "/coachingteam/"))
        cecilia.get_by_role("link", name="Nathalie Fors").click()
        cecilia.get_by_role("link", name="Erbjud plats").click()
        self.play.accessible(cecilia)

    def then_selma_says_yes_on_her_phone(self):
        selma = self.selma = self.play.be("Selma Ros", width=390, height=844)
        expect(selma.get_by_role("heading", name="Du har fått en plats")).to_be_visible()
        self.play.accessible(selma)
        selma.get_by_role("link", name="Läs och svara").first.click()
        self.play.accessible(selma)
        selma.get_by_role("link", name="Tacka nej").click()
        self.play.accessible(selma)
        selma.get_by_role("link", name="Nej, jag vill vara kvar").click()
        selma.get_by_role("link", name="Tacka ja").click()
        self.play.accessible(selma)
        selma.get_by_role("button", name="Ja, jag vill ha platsen").click()
        expect(selma.locator("main")).to_contain_text("Du har tackat ja.")

    def and_cecilia_writes_her_in_with_jon_as_coach(self):
        cecilia = self.cecilia
        cecilia.goto(self.selmas_page)
        expect(cecilia.locator("main")).to_contain_text("Har tackat ja")
        cecilia.get_by_role("link", name="Skriv in", exact=True).click()
        cecilia.get_by_label("Coach", exact=True).select_option(label="Jon Ekberg, coach")
        cecilia.get_by_role("button", name="Skriv in").click()
        expect(cecilia.locator("main")).to_contain_text("Personen är inskriven.")

    def and_the_one_who_asked_sees_that_she_is_enrolled(self):
        tove = self.play.be("Tove Älg")
        tove.goto(self.play.stage_url(tove, "/samordningar/"))
        tove.get_by_role("link", name=re.compile("Selma")).first.click()
        expect(tove.locator("main")).to_contain_text("Inskriven: Coachingteamet")
        assert tove.request.get(self.selmas_page).status == 404

    def then_bodil_connects_a_new_actor(self):
        bodil = self.bodil = self.play.be("Bodil Ståhl")
        bodil.get_by_role("link", name="Administration").first.click()
        self.play.accessible(bodil)
        bodil.get_by_role("link", name="Lägg till en organisation").click()
        bodil.get_by_label("Organisationens namn").fill("Studieförbundet Tunet")
        bodil.get_by_label("Part", exact=True).select_option(label="Annan aktör")
        bodil.get_by_label("Första enheten").fill("Kursgården")
        bodil.get_by_label("Slag av enhet").select_option(value="other_unit")
        bodil.get_by_label("Administratörens namn").fill("Kaj Nord")
        bodil.get_by_label("Administratörens e-post").fill("kaj.nord@example.se")
        bodil.locator("main button[type=submit]").last.click()
        expect(bodil.locator("main")).to_contain_text("Studieförbundet Tunet")

    def and_adds_an_activity_that_the_new_one_holds(self):
        bodil = self.bodil
        bodil.get_by_role("link", name="Administration").first.click()
        bodil.get_by_role("link", name="Se och lägg till aktiviteter").click()
        self.play.accessible(bodil)
        bodil.get_by_role("link", name="Lägg till en aktivitet").click()
        bodil.get_by_label("Vad heter aktiviteten?").fill("Prova på snickeri")
        bodil.get_by_label("Vem håller i det?").select_option(label="Kursgården, Studieförbundet Tunet")
        self.picture(bodil, "coachteam-ny-aktivitet")
        self.play.accessible(bodil)
        bodil.get_by_role("button", name="Lägg till aktiviteten").click()
        expect(bodil.locator("main")).to_contain_text("Aktiviteten finns nu.")
        self.play.accessible(bodil)
        self.activity = bodil.url

    def and_jon_puts_selma_in_it(self):
        jon = self.jon = self.play.be("Jon Ekberg")
        jon.goto(self.activity)
        jon.get_by_role("link", name="Lägg till deltagare").first.click()
        jon.get_by_label("Selma Ros").check()
        self.play.accessible(jon)
        jon.get_by_role("button", name="Lägg till", exact=True).click()
        expect(section(jon, "Deltagare")).to_contain_text("Selma Ros")
        jon.get_by_role("link", name=re.compile(r"kl\. 09\.00")).first.click()
        self.play.accessible(jon)

    def and_writes_in_who_was_there(self):
        jon = self.jon
        jon.goto(self.play.stage_url(jon, "/coachingteam/aktiviteter/"))
        jon.get_by_role("link", name="Må bra-gruppen").click()
        self.play.accessible(jon)
        section(jon, "Tillfällen som varit").locator("a").first.click()
        person = jon.locator("fieldset").first
        person.get_by_label("Anmälde frånvaro").check()
        self.picture(jon, "coachteam-narvaro")
        self.play.accessible(jon)
        jon.get_by_role("button", name="Spara närvaron").click()
        expect(jon.locator("main")).to_contain_text("Närvaron är sparad.")

    def and_a_step_that_selma_sees(self):
        jon = self.jon
        jon.goto(self.selmas_page)
        jon.get_by_role("link", name="Skriv in ett steg").click()
        jon.get_by_label("Coachas enskilt").check()
        self.play.accessible(jon)
        jon.get_by_role("button", name="Spara steget").click()
        expect(section(jon, "På väg")).to_contain_text("Coachas enskilt")
        for how in ("enskilt", "coach", "avsluta"):
            jon.goto(f"{self.selmas_page}{how}/")
            self.play.accessible(jon)
        jon.goto(self.play.stage_url(jon, "/coachingteam/inskrivna/"))
        self.play.accessible(jon)
        jon.get_by_role("link", name="Wilma Ek").click()
        self.picture(jon, "coachteam-steg")
        self.play.accessible(jon)
        self.selma.reload()
        expect(self.selma.locator("main")).to_contain_text("Du träffar din coach.")
        expect(self.selma.locator("main")).to_contain_text("Prova på snickeri")
        self.picture(self.selma, "min-plats", whole=True)
        self.play.accessible(self.selma)

    def but_the_neighbours_see_nothing(self):
        dag = self.play.be("Dag Dal")
        assert dag.request.get(self.selmas_page).status == 404
        assert dag.request.get(self.play.stage_url(dag, "/coachingteam/")).status == 404
        shown = dag.request.get(self.activity).text()
        assert "Selma" not in shown and "1 deltagare från andra" in shown
