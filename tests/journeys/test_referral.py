"""A referral with the person's yes, until its sender reads what came of it (BOR-01, BOR-03)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

WORDS = "Har varit hemma i ett år efter vården. Vill börja röra på sig mot ett arbete."


@pytest.mark.requirement("BOR-01")
@pytest.mark.requirement("BOR-03")
class TestAReferralAnswered:
    def test_from_the_psychiatry_to_an_answer_that_the_sender_reads(self, play, picture):
        self.play, self.picture = play, picture
        play.on(0, 9)
        self.when_dag_refers_somebody_who_has_said_yes()
        self.then_kalle_receives_it_and_takes_it_in_hand()
        self.and_dag_sees_each_step()
        self.when_they_have_talked_and_nothing_more_is_needed()
        self.then_dag_reads_what_it_came_to()
        play.neighbours_see_nothing()

    def when_dag_refers_somebody_who_has_said_yes(self):
        dag = self.dag = self.play.be("Dag Dal")
        dag.get_by_role("link", name="Skickat").first.click()
        self.play.accessible(dag)
        dag.get_by_role("link", name="Skriv en remiss").click()
        to = dag.get_by_label("Till vem?")
        to.select_option(to.locator("option", has_text="En dörr in").get_attribute("value"))
        dag.get_by_label("Personens namn").fill("Maj Lind")
        dag.get_by_label("Född").fill("1990-05-02")
        dag.get_by_label("Personen är folkbokförd i kommunen").check()
        dag.get_by_label("Telefon").fill("070-174 06 77")
        dag.get_by_label("Vad behöver personen hjälp med?").fill(WORDS)
        self.picture(dag, "remiss")
        self.play.accessible(dag)
        dag.get_by_role("button", name="Skicka remissen").click()
        expect(dag.get_by_text("Rådgör anonymt i stället").first).to_be_visible()
        dag.get_by_label("Vilken dag sa personen ja till remissen?").fill(self.play.day(0).isoformat())
        dag.get_by_label("Muntligt").check()
        dag.get_by_role("button", name="Skicka remissen").click()
        expect(dag.get_by_text("Remissen är skickad").first).to_be_visible()
        self.referral = dag.url
        self.play.accessible(dag)

    def then_kalle_receives_it_and_takes_it_in_hand(self):
        kalle = self.kalle = self.play.be("Kalle Moberg")
        expect(kalle.get_by_text("Maj Lind har bett om hjälp").first).to_be_visible()
        kalle.get_by_role("button", name=re.compile("^Jag tar det")).first.click()
        expect(kalle).to_have_url(re.compile("/$"))
        kalle.get_by_role("link", name="Kontakta Maj Lind").click()
        expect(kalle.get_by_text(WORDS).first).to_be_visible()
        self.play.accessible(kalle)

    def and_dag_sees_each_step(self):
        self.dag.goto(self.referral)
        expect(self.dag.get_by_text("Kalle Moberg").first).to_be_visible()

    def when_they_have_talked_and_nothing_more_is_needed(self):
        kalle = self.kalle
        kalle.get_by_role("link", name="Skriv in kontaktförsök").click()
        kalle.get_by_label("Telefon").check()
        kalle.get_by_label("Vi talades vid").check()
        kalle.get_by_role("button", name="Spara", exact=True).click()
        kalle.get_by_role("link", name="Skriv vad det blev").click()
        self.play.accessible(kalle)
        kalle.locator("[name=outcome]").last.check()
        kalle.get_by_label("Vad behöver de veta?").fill("Maj har fått plats på en utbildning och klarar resten själv.")
        kalle.get_by_role("button", name="Spara och avsluta").click()
        expect(kalle.locator("main")).to_contain_text("Vad det blev")

    def then_dag_reads_what_it_came_to(self):
        self.dag.goto(self.referral)
        expect(self.dag.get_by_text("Ingen fortsättning").first).to_be_visible()
        expect(self.dag.get_by_text("klarar resten själv")).to_have_count(0)
        self.picture(self.dag, "remiss-svar")
        self.play.accessible(self.dag)
