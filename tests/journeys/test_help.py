"""From a telephone to a booked first meeting, without an account (BOR-01, BOR-02)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from brygga.portal.help_forms import FASTEST
from tests.journeys.playing import section


@pytest.mark.requirement("BOR-01")
@pytest.mark.requirement("BOR-02")
class TestOneWayIn:
    def test_from_a_telephone_to_a_booked_first_meeting(self, play, picture):
        self.play, self.picture = play, picture
        self.when_petra_asks_for_help_on_her_phone()
        self.then_kalle_takes_it_from_the_queue()
        self.and_calls_her_and_settles_a_time()
        self.and_petra_sees_it_by_her_code()
        self.but_the_neighbour_sees_nothing()

    def when_petra_asks_for_help_on_her_phone(self):
        phone = self.petra = self.play.open_page("/hjalp-mig/borlange/", width=390, height=844)
        phone.get_by_label("Vad vill du ha hjälp med?").fill("Jag får olika besked överallt.")
        phone.get_by_label("Arbetsförmedlingen").check()
        phone.get_by_label("Vad heter du?").fill("Petra Vik")
        phone.get_by_label("Telefon", exact=False).first.fill("070-174 06 61")
        phone.get_by_label("När är du född?").fill("1988-03-14")
        self.picture(phone, "be-om-hjalp")
        self.play.accessible(phone)
        phone.get_by_label("Ja", exact=True).check()
        phone.wait_for_timeout(FASTEST.total_seconds() * 1000)
        phone.get_by_role("button", name="Skicka").click()
        expect(phone.get_by_role("heading", name="Tack. Det har kommit fram.")).to_be_visible()
        self.picture(phone, "kod")
        self.play.accessible(phone)
        self.code = phone.locator("input[name=kod]").input_value()
        assert re.fullmatch(r"(\w{4} ){2}\w{4}", self.code)

    def then_kalle_takes_it_from_the_queue(self):
        kalle = self.kalle = self.play.be("Kalle Moberg")
        kalle.get_by_role("link", name=re.compile("^Intag")).first.click()
        expect(section(kalle, "Petra Vik").or_(kalle.get_by_role("link", name="Petra Vik")).first).to_be_visible()
        self.picture(kalle, "intag")
        self.play.accessible(kalle)
        kalle.get_by_role("link", name="Petra Vik").first.click()
        kalle.get_by_role("button", name="Jag tar det").click()
        expect(kalle.locator("main")).to_contain_text("Kalle Moberg har hand om det")

    def and_calls_her_and_settles_a_time(self):
        kalle = self.kalle
        kalle.get_by_role("link", name="Skriv in kontaktförsök").click()
        kalle.get_by_label("Telefon").check()
        kalle.get_by_label("Vi talades vid").check()
        self.play.accessible(kalle)
        kalle.get_by_role("button", name="Spara", exact=True).click()
        kalle.get_by_role("link", name="Bestäm första mötet").click()
        kalle.get_by_label("När?").fill(f"{self.play.day(4):%Y-%m-%d}T10:00")
        kalle.get_by_label("Var?").fill("Målaregatan 1, rum 4")
        self.play.accessible(kalle)
        kalle.get_by_role("button", name="Spara tiden").click()
        expect(kalle.locator("main")).to_contain_text("Målaregatan 1, rum 4")
        self.picture(kalle, "intag-en")
        self.play.accessible(kalle)
        self.page_of_one = kalle.url

    def and_petra_sees_it_by_her_code(self):
        phone = self.petra
        phone.goto(self.play.stage_url(phone, "/hjalp-mig/kvitto/"))
        self.play.accessible(phone)
        phone.get_by_label("Din kod").fill(self.code.lower())
        phone.get_by_role("button", name="Visa", exact=True).click()
        expect(phone.get_by_role("heading", name="Du har en tid för ett första möte")).to_be_visible()
        expect(phone.locator("main")).to_contain_text("Målaregatan 1, rum 4")
        self.picture(phone, "kvitto")

    def but_the_neighbour_sees_nothing(self):
        """Dag works with cases at the psychiatry in the same town."""
        dag = self.play.be("Dag Dal")
        answer = dag.request.get(self.page_of_one)
        assert (answer.status, "Petra" in answer.text()) == (404, False)
        assert dag.request.get(self.play.stage_url(dag, "/intag/")).status == 404
