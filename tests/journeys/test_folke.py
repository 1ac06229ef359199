"""Folke's way in Malmö as the handbook tells it, as each of the roles, in the browser (MAL-05 to MAL-10)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from brygga.demo.telling import humans
from tests.browser import arrived

WISH = "Alkohol, försämring den senaste månaden. Osäker på om han vill ha stöd av socialtjänsten."
IMPORTANT = "Att få hjälp nu, och att få behålla kontakten med Rut."
BENEFIT = "Jag får lugn och kommer bort från lägenheten."
FAMILY_NAME = humans()["folke"].family_name


@pytest.mark.requirement("MAL-08")
class TestFolkesWay:
    """Two meetings that did not come about, the third held at once, and a plan made there."""

    def test_from_a_worried_nurse_to_a_plan_that_is_followed_up(self, play, picture):
        self.play, self.picture = play, picture
        self.given_that_rut_has_chosen_whom_to_be()
        self.when_she_opens_a_coordination_for_folke()
        self.and_takes_down_that_he_says_yes()
        self.and_wishes_for_a_gfi()
        self.then_the_neighbours_see_nothing()
        self.when_fred_hands_it_to_sara()
        self.then_sara_sees_what_rut_sees()
        self.when_rut_calls_to_the_meeting()
        self.and_sara_answers_that_she_can_decide()
        self.then_the_neighbours_see_nothing()
        self.when_folke_stays_away_and_gets_a_new_time()
        self.and_stays_away_again()
        self.then_nobody_has_given_up()
        self.when_folke_comes_and_the_meeting_is_held_at_once()
        self.and_it_leads_to_a_plan()
        self.and_they_write_it_together_on_the_screen()
        self.and_rut_puts_it_forward()
        self.then_the_neighbours_see_nothing()
        self.when_rut_and_sara_say_yes()
        self.and_folke_says_yes_on_his_phone()
        self.and_sees_who_has_read()
        self.then_the_plan_holds_and_can_be_printed()
        self.when_it_is_followed_up()
        self.then_the_neighbours_see_nothing()

    def given_that_rut_has_chosen_whom_to_be(self):
        start = self.play.open_page("/prova/")
        self.play.accessible(start)
        self.picture(start, "01-valj")
        self.today = self.play.on(0, 9)
        self.rut = self.play.be("Rut Månsson")
        self.play.accessible(self.rut)

    def when_she_opens_a_coordination_for_folke(self):
        rut = self.rut
        rut.get_by_role("searchbox").first.fill("Folke")
        rut.keyboard.press("Enter")
        rut.get_by_role("link", name=f"Folke {FAMILY_NAME}").click()
        self.play.accessible(rut)
        rut.get_by_role("link", name="Starta en samordning").click()
        self.play.accessible(rut)
        rut.get_by_label("Varför behövs samordning?").fill("Dricker allt mer. Vi vill förebygga att det blir akut.")
        rut.get_by_label("Kompetens behövs från fler verksamheter").check()
        rut.get_by_role("button", name="Öppna samordningen").click()
        expect(rut.get_by_text("Det finns inget samtycke som gäller.").first).to_be_visible()
        self.coordination = rut.url
        self.play.accessible(rut)
        self.picture(rut, "02-samordning")

    def and_takes_down_that_he_says_yes(self):
        rut = self.rut
        rut.get_by_role("link", name="Fråga om samtycke").first.click()
        self.play.accessible(rut)
        if arrived(rut).get_by_role("button", name="Spara samtycket").count() == 0:
            rut.get_by_role("link", name=re.compile("[Tt]a emot samtycke")).first.click()
            self.play.accessible(rut)
        rut.get_by_label("Sektion vuxen Innerstaden").check()
        rut.get_by_label("Missbruk och beroende").check()
        rut.get_by_label("Fysisk hälsa").check()
        rut.get_by_role("group", name="Hur lämnas samtycket?").get_by_label("Muntligt").check()
        rut.get_by_role("group", name="Hur?", exact=True).get_by_label("Muntligt").check()
        rut.get_by_label("Personen vet att det är frivilligt").check()
        self.picture(rut, "03-samtycke")
        rut.get_by_role("button", name="Spara samtycket").click()
        expect(rut.get_by_role("heading", name="Vem får veta vad")).to_be_visible()
        self.play.accessible(rut)

    def and_wishes_for_a_gfi(self):
        rut = self.rut
        rut.goto(self.coordination)
        rut.get_by_role("link", name="Önska GFI").click()
        self.play.accessible(rut)
        units = rut.get_by_label("Vilken enhet vill du fråga?")
        units.select_option(units.locator("option", has_text="Innerstaden").get_attribute("value"))
        rut.get_by_role("button", name="Fortsätt").click()
        self.play.accessible(rut)
        rut.get_by_label("Kort kring ärendet").fill(WISH)
        self.picture(rut, "04-onskan")
        rut.get_by_role("button", name="Skicka", exact=True).click()
        expect(rut.get_by_role("navigation", name="Förfrågans steg")).to_contain_text("Skickad")
        self.play.accessible(rut)

    def when_fred_hands_it_to_sara(self):
        fred = self.play.be("Fred Lund")
        self.play.accessible(fred)
        fred.goto(self.play.stage_url(fred, "/fordelning/"))
        self.play.accessible(fred)
        assert "Folke" not in arrived(fred).content()
        self.picture(fred, "05-fordelning")
        fred.get_by_label("Ansvarig handläggare").select_option("Sara Berg, socialsekreterare")
        fred.get_by_role("button", name="Utse").click()
        expect(fred.get_by_label("Ansvarig handläggare")).to_have_count(0)

    def then_sara_sees_what_rut_sees(self):
        self.sara = self.play.be("Sara Berg")
        self.play.accessible(self.sara)
        self.sara.goto(self.coordination)
        expect(self.sara.get_by_text("Rut Månsson, sjuksköterska").first).to_be_visible()
        self.picture(self.sara, "06-sara")

    def when_rut_calls_to_the_meeting(self):
        rut = self.rut
        rut.goto(self.coordination)
        rut.get_by_role("link", name="Boka mötet").click()
        self.play.accessible(rut)
        rut.locator("[name=day]").fill(self.play.day(7).isoformat())
        rut.locator("[name=time]").fill("10:00")
        rut.get_by_label("Adress, telefonnummer eller länk").fill("Rådmannen, rum 2")
        rut.get_by_label("Syfte").fill("Höra vad Folke vill och vad vi kan göra tillsammans")
        rut.get_by_role("button", name="Spara utkast").click()
        self.play.accessible(rut)
        rut.get_by_role("link", name="Läs igenom och skicka kallelsen").click()
        self.play.accessible(rut)
        self.picture(rut, "07-kallelse")
        rut.get_by_role("button", name="Skicka kallelsen").click()
        self.meeting = arrived(rut).url
        expect(rut.get_by_text("Väntar på svar").first).to_be_visible()

    def and_sara_answers_that_she_can_decide(self):
        sara = self.sara
        sara.goto(self.meeting)
        sara.get_by_role("group", name="Kommer ni?").get_by_label("Ja").check()
        sara.get_by_label("Ja, har mandat").check()
        sara.get_by_label("Vad kan ni bidra med?").fill("Lena har sagt att jag får erbjuda behandlingshem.")
        sara.get_by_role("button", name="Skicka svaret").click()
        expect(sara.get_by_text("Lena har sagt").first).to_be_visible()

    def when_folke_stays_away_and_gets_a_new_time(self):
        self.play.on(7, 11)
        rut = self.rut = self.play.be("Rut Månsson")
        rut.goto(self.meeting)
        rut.get_by_role("link", name="Mötet blev inte av").click()
        self.play.accessible(rut)
        self.who_came()
        rut.locator("[name=day]").fill(self.play.day(14).isoformat())
        rut.locator("[name=time]").fill("10:00")
        self.picture(rut, "08-uteblev")
        rut.get_by_role("button", name="Spara").click()
        expect(rut.get_by_role("heading", name="GFI-möte")).to_be_visible()
        self.meeting = arrived(rut).url

    def who_came(self):
        rut = self.rut
        rut.get_by_role("group", name=f"Folke {FAMILY_NAME}").get_by_label("Uteblev").check()
        rut.get_by_role("group", name=re.compile("Rådmannen")).get_by_label("Kom").check()
        rut.get_by_role("group", name=re.compile("Innerstaden")).get_by_label("Kom").check()

    def and_stays_away_again(self):
        self.play.on(14, 11)
        rut = self.rut = self.play.be("Rut Månsson")
        rut.goto(self.meeting)
        rut.get_by_role("link", name="Mötet blev inte av").click()
        self.who_came()
        rut.get_by_label("Vad vet ni om varför?").fill("Gick inte att nå.")
        rut.get_by_role("button", name="Spara").click()
        expect(rut.get_by_text("blev inte av").first).to_be_visible()
        self.play.accessible(rut)

    def then_nobody_has_given_up(self):
        self.rut.goto(self.coordination)
        expect(self.rut.get_by_text("blev inte av").first).to_be_visible()
        self.play.accessible(self.rut)

    def when_folke_comes_and_the_meeting_is_held_at_once(self):
        self.play.on(17, 9)
        rut = self.rut = self.play.be("Rut Månsson")
        rut.goto(self.meeting)
        rut.get_by_role("link", name="Håll mötet nu").first.click()
        self.play.accessible(rut)
        for here in arrived(rut).get_by_role("checkbox").all():
            here.check()
        self.picture(rut, "09-hall-nu")
        rut.get_by_role("button", name="Börja mötet").click()
        self.play.accessible(rut)

    def and_it_leads_to_a_plan(self):
        rut = self.rut
        rut.get_by_role("textbox", name="Anteckningar").fill("Folke vill ha behandlingshem och behålla kontakten här.")
        rut.get_by_role("button", name="Spara", exact=True).click()
        able = rut.get_by_role("group", name=re.compile("Kan Beroendemottagningen Rådmannen besluta"))
        able.get_by_label("Ja").check()
        sara_able = rut.get_by_role("group", name=re.compile("Kan Sektion vuxen Innerstaden besluta"))
        sara_able.get_by_label("Ja").check()
        rut.get_by_role("button", name="Spara och gå till utfallet").click()
        self.play.accessible(rut)
        rut.get_by_label("SIP gjord på mötet").check()
        rut.get_by_label("Vad bestämdes?").fill("Vi gör planen nu, tillsammans.")
        rut.get_by_role("button", name="Spara utfallet").click()
        self.play.accessible(rut)
        rut.get_by_role("link", name="Till planen").click()
        self.play.accessible(rut)
        self.plan = rut.url

    def and_they_write_it_together_on_the_screen(self):
        rut = self.rut
        rut.get_by_role("link", name="Skriv på storskärm").click()
        self.play.accessible(rut)
        self.writes("Vad som är viktigt för mig", IMPORTANT)
        self.adds("behov", text="Jag klarar inte att sluta hemma.")
        self.adds("mål", text="Vara nykter i tre månader")
        self.adds(
            "insats",
            text="Plats på behandlingshem",
            who="Sara Berg, socialsekreterare",
            when="Från på måndag",
            benefit=BENEFIT,
        )
        self.adds(
            "insats",
            text="Antabus och stödsamtal, också under placeringen",
            who="Rut Månsson, sjuksköterska",
            when="Varje vecka",
            benefit="Det blir inget glapp när jag kommer hem.",
        )
        self.writes("Det som andra gör", "Inga")
        self.adds(
            "steg vid avbrott",
            happens="Folke lämnar behandlingshemmet",
            step="Hemmet ringer Sara samma dag, och Sara ringer Rut",
            unit="Sektion vuxen Innerstaden",
        )
        self.picture(rut, "10-storskarm")
        self.says_who_answers_for_it()

    def writes(self, part: str, text: str):
        self.rut.get_by_role("textbox", name=part).fill(text)
        self.rut.get_by_role("button", name=f"Spara {part}").click()
        self.rut.wait_for_load_state()

    def adds(self, what: str, **fields: str):
        """In the row that is folded under its heading."""
        rut = self.rut
        row = rut.locator("details", has=rut.locator("summary", has_text=f"Lägg till {what}"))
        if row.get_attribute("open") is None:
            row.locator("summary").click()
        for name, value in fields.items():
            typed = row.locator(f"[name$={name}]").first
            if typed.evaluate("one => one.tagName") == "SELECT":
                typed.select_option(value)
            else:
                typed.fill(value)
        row.get_by_role("button", name="Lägg till").click()
        shown = next(iter(fields.values()))
        expect(rut.locator("main").get_by_text(shown).first).to_be_visible()

    def says_who_answers_for_it(self):
        rut = self.rut
        rut.get_by_role("link", name="Skriv Övergripande ansvar och samordnare").click()
        self.play.accessible(rut)
        who = rut.get_by_label("Vem samordnar planen?")
        who.select_option(who.locator("option", has_text="Sara Berg").get_attribute("value"))
        principal = rut.get_by_label("Vem har det övergripande ansvaret?")
        principal.select_option(principal.locator("option", has_text="Malmö stad").get_attribute("value"))
        rut.get_by_label("När följs planen upp?").fill(self.play.day(90).isoformat())
        rut.get_by_label("Vem tar upp det?").fill("Sara Berg")
        rut.get_by_label("Kopia lämnas till").fill("Folke")
        rut.get_by_role("button", name="Spara", exact=True).click()
        rut.wait_for_load_state()

    def and_rut_puts_it_forward(self):
        rut = self.rut
        rut.goto(self.plan)
        self.play.accessible(rut)
        rut.get_by_role("link", name="Lägg fram planen").click()
        self.play.accessible(rut)
        rut.get_by_role("button", name="Lägg fram version 1").click()
        expect(rut.get_by_text("väntar på svar").first).to_be_visible()
        rut.goto(self.plan)
        rut.get_by_role("link", name="Läs och svara").first.click()
        self.version = arrived(rut).url
        self.play.accessible(rut)
        self.picture(rut, "11-version")

    def when_rut_and_sara_say_yes(self):
        self.sara = self.play.be("Sara Berg")
        for page in (self.rut, self.sara):
            page.goto(self.version)
            page.get_by_role("link", name="Svara", exact=True).click()
            self.play.accessible(page)
            page.get_by_role("group", name="Svar").get_by_label("Ja", exact=True).check()
            page.get_by_role("button", name="Lämna svaret").click()
            expect(page.get_by_text("Vem har svarat").first).to_be_visible()

    def and_folke_says_yes_on_his_phone(self):
        folke = self.play.be(f"Folke {FAMILY_NAME}", width=390, height=844)
        self.play.accessible(folke)
        self.picture(folke, "12-folke-start")
        folke.get_by_role("link", name="Min plan").first.click()
        self.play.accessible(folke)
        folke.get_by_role("link", name="Läs förslaget").click()
        self.play.accessible(folke)
        expect(folke.get_by_text(BENEFIT)).to_be_visible()
        self.picture(folke, "13-folke-plan")
        folke.get_by_role("link", name="Svara på planen").first.click()
        self.play.accessible(folke)
        self.picture(folke, "14-folke-svarar")
        folke.get_by_role("button", name="Ja, det här vill jag").click()
        expect(folke.locator("main")).to_contain_text("Antagen")
        self.play.accessible(folke)

    def and_sees_who_has_read(self):
        folke = self.play.be(f"Folke {FAMILY_NAME}", width=390, height=844)
        folke.get_by_role("link", name="Vem har tittat").first.click()
        expect(folke.get_by_text("Sara Berg").first).to_be_visible()
        self.play.accessible(folke)

    def then_the_plan_holds_and_can_be_printed(self):
        rut = self.rut
        rut.goto(self.version)
        expect(rut.get_by_text("Gäller nu")).to_be_visible()
        paper = rut.get_by_role("link", name="Skriv ut (PDF)").evaluate("link => link.href")
        printed = rut.request.get(paper)
        assert (printed.status, printed.body()[:5]) == (200, b"%PDF-")
        rut.goto(self.coordination)
        expect(rut.get_by_text("Plats på behandlingshem").first).to_be_visible()
        expect(rut.get_by_role("link", name="Öppna planen")).to_be_visible()
        self.play.accessible(rut)
        self.picture(rut, "15-overens")

    def when_it_is_followed_up(self):
        self.play.on(90, 10)
        sara = self.play.be("Sara Berg")
        expect(sara.get_by_text("Planen följs upp").first).to_be_visible()
        sara.goto(self.play.stage_url(sara, "/uppfoljningar/"))
        self.play.accessible(sara)
        sara.goto(self.plan + "uppfoljning/")
        self.play.accessible(sara)
        sara.get_by_label("Uppnått", exact=True).first.check()
        sara.get_by_label("Planen fortsätter").check()
        sara.get_by_label("Nästa uppföljning").fill(self.play.day(180).isoformat())
        self.picture(sara, "16-uppfoljning")
        sara.get_by_role("button", name=re.compile("Spara")).click()
        expect(sara.get_by_text("Uppföljningen är sparad").first).to_be_visible()

    def then_the_neighbours_see_nothing(self):
        self.play.neighbours_see_nothing()
