"""What the person takes back is closed at once, also in the middle of a meeting (MAL-03)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brygga.coordinations.models import Standing
from brygga.demo.telling import Life


@pytest.fixture
def folke(stage):
    """Folke's GFI is under way: Rut and Sara are there, and Sara can write in the notes."""
    folke = Life(stage, "folke")
    folke.people["radmannen"] = folke.known_at("radmannen", by="Rut Månsson")
    folke.opened_by("Rut Månsson", "radmannen", why="Dricker allt mer.")
    folke.says_yes("Rut Månsson", to=["innerstaden"], about=["addiction"])
    folke.along("Rut Månsson", "innerstaden", "Sara Berg", standing=Standing.NEW)
    folke.calls("Rut Månsson", "gfi", in_days=7, hour=10, place="Rådmannen, rum 2", to=["Rut Månsson", "Sara Berg"])
    folke.held("Rut Månsson", now=True)
    return folke


@pytest.mark.requirement("MAL-03")
class TestWithdrawnInTheMiddleOfAMeeting:
    def test_the_other_organisation_sees_nothing_at_the_next_request(self, play, folke):
        self.play, self.folke = play, folke
        self.given_that_sara_writes_in_the_meeting()
        self.when_folke_takes_back_his_consent_on_his_phone()
        self.then_nothing_more_opens_for_sara()
        self.and_what_she_sends_is_not_saved()
        self.but_rut_still_has_what_she_wrote()

    def given_that_sara_writes_in_the_meeting(self):
        self.sara = self.play.be("Sara Berg")
        self.coordination = self.play.stage_url(self.sara, f"/samordningar/{self.folke.coordination.pk}/")
        self.meeting = self.play.stage_url(self.sara, f"/moten/{self.folke.meeting.pk}/")
        self.sara.goto(self.meeting + "hall/")
        notes = self.sara.get_by_role("textbox", name="Anteckningar")
        notes.fill("Folke vill ha ett boende.")
        self.sara.get_by_role("button", name="Spara", exact=True).click()
        expect(self.sara.get_by_role("textbox", name="Anteckningar")).to_have_value("Folke vill ha ett boende.")

    def when_folke_takes_back_his_consent_on_his_phone(self):
        folke = self.play.be("Folke Lind", width=390, height=844)
        folke.get_by_role("link", name="Mina samtycken").first.click()
        self.play.accessible(folke)
        folke.get_by_role("link", name="Se mer eller ta tillbaka").first.click()
        self.play.accessible(folke)
        folke.get_by_role("link", name="Ta tillbaka hela samtycket").click()
        self.play.accessible(folke)
        folke.get_by_role("button", name="Ja, ta tillbaka").click()
        expect(folke.locator("main")).to_contain_text("Tillbakataget")
        self.play.accessible(folke)

    def then_nothing_more_opens_for_sara(self):
        for address in (self.coordination, self.meeting, self.meeting + "hall/"):
            other = self.sara.request.get(address)
            assert (other.status, "Folke" in other.text()) == (404, False), address
        assert "Folke" not in self.sara.request.get(self.play.stage_url(self.sara, "/")).text()

    def and_what_she_sends_is_not_saved(self):
        """Her page still stands on the screen, as it was."""
        self.sara.get_by_role("textbox", name="Anteckningar").fill("Mer om Folke.")
        self.sara.get_by_role("button", name="Spara", exact=True).click()
        expect(self.sara.locator("main")).not_to_contain_text("Folke")

    def but_rut_still_has_what_she_wrote(self):
        rut = self.play.be("Rut Månsson")
        rut.goto(self.meeting)
        expect(rut.get_by_text("Folke vill ha ett boende.")).to_be_visible()
        expect(rut.get_by_text("Mer om Folke.")).to_have_count(0)
