"""Harald is handed over: the receiver is late, takes him step by step, and from today it answers (STO-15–17)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brygga.demo.stories import handovers
from brygga.handovers.models import Handover
from brygga.meetings.acts import hold_now, plan_meeting
from brygga.meetings.facts import Called, MeetingFacts


@pytest.mark.requirement("STO-17")
class TestHaraldIsHandedOver:
    def test_from_silence_to_the_day_that_somebody_else_answers(self, play, picture):
        self.play, self.picture = play, picture
        play.stage.play((handovers.unanswered,))
        play.on(0, 9)
        rows = Handover.objects.unrestricted(because="the journey begins at Harald's handover")
        self.handover = rows.get()
        self.at = f"/overlamningar/{self.handover.pk}/"
        self.when_peter_sees_that_nobody_has_answered()
        self.then_karin_appoints_hedda()
        self.who_meets_harald_and_ivar_and_opens_a_case()
        self.and_after_the_joint_meeting_harald_is_told()
        self.so_that_karin_can_take_over_today()
        self.and_harald_reads_who_answers_on_the_phone()
        self.play.neighbours_see_nothing()

    def when_peter_sees_that_nobody_has_answered(self):
        peter = self.play.be("Peter Alm")
        expect(peter.get_by_text("Socialpsykiatri har inte kvitterat").first).to_be_visible()
        peter.goto(self.play.stage_url(peter, self.at))
        expect(peter.get_by_text("Beroendevård ansvarar tills ansvaret har gått över.")).to_be_visible()
        self.play.accessible(peter)

    def then_karin_appoints_hedda(self):
        karin = self.karin = self.play.be("Karin Klint")
        karin.goto(self.play.stage_url(karin, self.at))
        karin.get_by_role("link", name="Öppna förfrågan").click()
        field = karin.locator("select[name=caseworker]")
        field.select_option(field.locator("option", has_text="Hedda Sten").get_attribute("value"))
        karin.get_by_role("button", name="Utse", exact=True).click()
        expect(karin.get_by_text("Hedda Sten är utsedd").first).to_be_visible()

    def who_meets_harald_and_ivar_and_opens_a_case(self):
        hedda = self.hedda = self.play.be("Hedda Sten")
        hedda.goto(self.play.stage_url(hedda, self.at))
        for step in ("Ta kontakt med personen", "Ta kontakt med handläggaren som lämnar över"):
            hedda.get_by_role("link", name=step).click()
            self.play.accessible(hedda)
            hedda.get_by_role("button", name="Det är gjort").click()
        hedda.get_by_role("link", name="Öppna ett eget ärende").click()
        hedda.get_by_role("button", name="Öppna ärende").click()
        hedda.goto(self.play.stage_url(hedda, self.at))
        expect(hedda.get_by_role("link", name="Kalla till gemensamt tjänstemannamöte")).to_be_visible()
        self.picture(hedda, "overlamning-steg")
        self.play.accessible(hedda)

    def and_after_the_joint_meeting_harald_is_told(self):
        """The pages of meetings have their own journeys."""
        by, units = self.play.stage.actor("Karin Klint"), ("socialpsykiatri", "beroendevard")
        meeting = plan_meeting(
            self.handover.coordination, by=by, kind="officials", facts=MeetingFacts(place="Rum 3"),
            called=tuple(Called(unit=self.play.stage.unit(unit)) for unit in units),
        )  # fmt: skip
        seats = meeting.attendees.unrestricted(because="both units are here")
        hold_now(meeting, by=by, attendance={seat.pk: "present" for seat in seats})
        hedda = self.hedda
        hedda.reload()
        hedda.get_by_role("link", name="Informera personen om vad som händer").click()
        hedda.get_by_role("button", name="Det är gjort").click()

    def so_that_karin_can_take_over_today(self):
        karin = self.karin
        karin.goto(self.play.stage_url(karin, self.at))
        karin.get_by_role("link", name="Bestäm dagen").click()
        expect(karin.get_by_text("Boendestöd två gånger i veckan")).to_be_visible()
        self.play.accessible(karin)
        karin.get_by_role("button", name="Bestäm dagen").click()
        expect(karin.get_by_text("Socialpsykiatri ansvarar nu.").first).to_be_visible()
        self.picture(karin, "overlamning-klar")
        self.play.accessible(karin)
        peter = self.play.be("Peter Alm")
        peter.goto(self.play.stage_url(peter, self.at))
        expect(peter.get_by_text("Beroendevård läser till och med").first).to_be_visible()

    def and_harald_reads_who_answers_on_the_phone(self):
        phone = self.play.be("Harald Sund", width=390, height=844)
        expect(phone.get_by_text("Socialpsykiatri ansvarar för din hjälp nu")).to_be_visible()
        self.play.accessible(phone)
