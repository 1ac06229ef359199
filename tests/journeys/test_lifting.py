"""Two units say that the other answers for Ragnar: lifted, one level up, and agreed on by both (STO-13, STO-14)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brygga.coordinations.models import Coordination
from brygga.demo.stories import lifted


@pytest.mark.requirement("STO-13")
@pytest.mark.requirement("STO-14")
class TestRagnarsQuestionIsLifted:
    def test_from_the_caseworker_to_the_unit_heads_and_back(self, play, picture):
        self.play, self.picture = play, picture
        play.stage.play((lifted.before,))
        play.on(0, 9)
        rows = Coordination.objects.unrestricted(because="the journey begins in Ragnar's coordination")
        self.coordination = rows.get()
        self.when_ivar_lifts_it_in_writing()
        self.and_ragnar_reads_that_the_help_goes_on()
        self.karin_sees_it_in_another_way()
        self.so_peter_lifts_it_to_the_unit_heads()
        self.where_vivi_proposes_to_take_it()
        self.and_ulla_agrees()
        self.then_socialpsykiatri_answers_and_ragnar_reads_it()
        self.play.neighbours_see_nothing()

    def when_ivar_lifts_it_in_writing(self):
        ivar = self.ivar = self.play.be("Ivar Lo")
        ivar.goto(self.play.stage_url(ivar, f"/samordningar/{self.coordination.pk}/ansvar/"))
        ivar.get_by_role("link", name="Boendestöd tre gånger i veckan").click()
        ivar.get_by_role("link", name="Lyft frågan om ansvaret").click()
        expect(ivar.get_by_label("Boendestöd tre gånger i veckan")).to_be_checked()
        ivar.get_by_label("Socialpsykiatri").check()
        ivar.get_by_label("Vad kommer ni inte överens om?").fill(lifted.QUESTION)
        self.play.accessible(ivar)
        ivar.get_by_role("button", name="Lyft frågan").click()
        expect(ivar.get_by_text("Frågan är lyft till biträdande enhetschefer.")).to_be_visible()
        expect(ivar.get_by_text("Ligger fast")).to_be_visible()
        self.at = "/" + ivar.url.split("/", 3)[3]
        self.play.accessible(ivar)

    def and_ragnar_reads_that_the_help_goes_on(self):
        phone = self.play.be("Ragnar Palm", width=390, height=844)
        expect(phone.get_by_text("Enheterna är inte överens om vem som ansvarar för din hjälp")).to_be_visible()
        expect(phone.get_by_text("De som hjälper dig nu fortsätter")).to_be_visible()

    def karin_sees_it_in_another_way(self):
        karin = self.play.be("Karin Klint")
        karin.get_by_role("link", name="Svara på en lyft fråga").click()
        karin.get_by_role("link", name="Svara på frågan").click()
        karin.get_by_label("Ser det på ett annat sätt").check()
        karin.get_by_label("Hur ser ni på den?").fill("Boendestödet började som en del av behandlingen.")
        self.play.accessible(karin)
        karin.get_by_role("button", name="Spara svaret").click()
        expect(karin.get_by_text("Boendestödet började som en del av behandlingen.")).to_be_visible()

    def so_peter_lifts_it_to_the_unit_heads(self):
        peter = self.play.be("Peter Alm")
        peter.goto(self.play.stage_url(peter, self.at))
        peter.get_by_role("link", name="Lyft vidare").click()
        peter.get_by_label("Varför går det inte att lösa här?").fill("Vi har träffats två gånger.")
        self.play.accessible(peter)
        peter.get_by_role("button", name="Lyft vidare").click()
        expect(peter.get_by_text("Hos enhetschefer")).to_be_visible()
        expect(peter.get_by_role("link", name="Föreslå en lösning")).to_have_count(0)

    def where_vivi_proposes_to_take_it(self):
        vivi = self.play.be("Vivi Ros")
        vivi.get_by_role("link", name="Lyft fråga hos enhetschefer").click()
        vivi.get_by_role("link", name="Föreslå en lösning").click()
        vivi.get_by_label("Hur ska frågan lösas?").fill("Vi tar boendestödet. Behandlingen fortsätter hos er.")
        vivi.get_by_label("Socialpsykiatri").check()
        self.play.accessible(vivi)
        vivi.get_by_role("button", name="Spara").click()
        expect(vivi.get_by_text("Har inte gått med än")).to_be_visible()
        self.picture(vivi, "lyft-fraga")
        self.play.accessible(vivi)

    def and_ulla_agrees(self):
        ulla = self.play.be("Ulla Unger")
        ulla.goto(self.play.stage_url(ulla, self.at))
        ulla.get_by_role("link", name="Gå med på förslaget").click()
        expect(ulla.get_by_text("När du går med är frågan löst.")).to_be_visible()
        self.play.accessible(ulla)
        ulla.get_by_role("button", name="Vi går med på det").click()
        expect(ulla.get_by_text("Frågan är löst.").first).to_be_visible()

    def then_socialpsykiatri_answers_and_ragnar_reads_it(self):
        ivar = self.ivar
        ivar.goto(self.play.stage_url(ivar, f"/samordningar/{self.coordination.pk}/ansvar/"))
        expect(ivar.get_by_text("Socialpsykiatri ansvarar sedan").first).to_be_visible()
        expect(ivar.get_by_text("Ansvaret ligger fast")).to_have_count(0)
        phone = self.play.be("Ragnar Palm", width=390, height=844)
        expect(phone.get_by_text("Socialpsykiatri ansvarar för din hjälp")).to_be_visible()
        self.play.accessible(phone)
