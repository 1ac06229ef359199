"""A case announced by one deputy head, read by the other, and the meeting run to adopted minutes, in the browser."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import expect

from brygga.core import clock
from brygga.series.models import SeriesMeeting
from tests.browser import arrived

BENGT, KARIN, ELSA = "Bengt Bro", "Karin Klint", "Elsa Ekman"
QUESTION = "Klarar inte hemmet. Vad kan ni erbjuda?"


def next_collaboration(stage):
    """One whose list is open for some days yet."""
    rows = SeriesMeeting.objects.unrestricted(because="the journey goes to the meeting").select_related("series")
    rows = rows.filter(kind="collaboration").order_by("starts_at")
    return next(row for row in rows if row.day > stage.today + timedelta(days=7))


@pytest.mark.requirement("STO-06", "STO-07", "STO-12")
def test_a_case_from_the_announcement_to_the_adopted_minutes(play, picture):
    play.on(0, 9)
    bengt = play.be(BENGT)
    bengt.get_by_role("link", name="Månadsmöten").first.click()
    bengt.get_by_role("link", name="Lägg upp årets möten").click()
    bengt.get_by_role("button", name="Lägg upp mötena").click()
    expect(bengt.get_by_text("Årets möten är upplagda").first).to_be_visible()
    meeting = next_collaboration(play.stage)
    play.hands(datetime.combine(meeting.day - timedelta(days=5), time(10), clock.SWEDEN))
    bengt = play.be(BENGT)
    bengt.get_by_role("link", name="Månadsmöten").first.click()
    play.accessible(bengt)
    picture(bengt, "40-manadsmoten")
    announce(bengt, play, picture, meeting)
    karin = play.be(KARIN)
    karin.get_by_role("link", name="Läs inför samverkansmöte").first.click()
    expect(karin.get_by_text(QUESTION)).to_be_visible()
    play.accessible(karin)
    elsa = play.be(ELSA)
    elsa.goto(play.stage_url(elsa, f"/manadsmoten/{meeting.pk}/"))
    expect(elsa.get_by_text("som rör andra enheter")).to_be_visible()
    assert QUESTION not in elsa.content()
    run_it(play, picture, meeting)
    play.neighbours_see_nothing()


def announce(bengt, play, picture, meeting) -> None:
    bengt.get_by_role("link", name="Anmäl ett ärende").first.click()
    play.accessible(bengt)
    bengt.get_by_label("Till vilket möte?").select_option(str(meeting.pk))
    bengt.get_by_label("Socialpsykiatri").check()
    bengt.get_by_label("Ålder").fill("19")
    bengt.get_by_label("Aktuell situation").fill("Bor hos sin mamma. Kontaktperson sedan i våras.")
    bengt.get_by_label("Problembild och fråga").fill(QUESTION)
    bengt.get_by_role("button", name="Anmäl ärendet").click()
    expect(bengt.get_by_text("Bakgrunden saknas").first).to_be_visible()
    picture(bengt, "41-anmal-arende")
    bengt.get_by_label("Kort bakgrund").fill("Känd hos oss sedan tioårsåldern. Utredd för adhd.")
    bengt.get_by_role("button", name="Anmäl ärendet").click()
    expect(bengt.get_by_text("De kallade har fått veta det").first).to_be_visible()


def run_it(play, picture, meeting) -> None:
    play.hands(meeting.starts_at + timedelta(minutes=1))
    karin = play.be(KARIN)
    karin.goto(play.stage_url(karin, f"/manadsmoten/{meeting.pk}/"))
    karin.get_by_role("link", name="Öppna mötet").first.click()
    play.accessible(karin)
    for here in arrived(karin).get_by_role("group", name="Vilka är med?").get_by_role("checkbox").all():
        here.check()
    karin.get_by_role("button", name="Öppna mötet").click()
    karin.get_by_text("Skriv utfallet").first.click()
    play.accessible(karin)
    karin.get_by_label("Fler enheter arbetar med personen samtidigt").check()
    karin.get_by_label("Det ni kom fram till").fill("Vi utreder boendestöd medan ni fortsätter.")
    karin.get_by_label("Nästa steg").first.fill("Boka trepartsmöte")
    karin.get_by_label("Vem tar det?").first.select_option(label="Biståndshandläggare, Socialpsykiatri")
    karin.locator("[name=due_on]").first.fill((meeting.day + timedelta(days=7)).isoformat())
    picture(karin, "42-mote-pagar", whole=True)
    karin.get_by_role("button", name="Spara utfallet").click()
    expect(karin.get_by_text("Biståndshandläggare, Socialpsykiatri").first).to_be_visible()
    hedda = play.be("Hedda Sten")
    expect(hedda.get_by_text("Boka trepartsmöte").first).to_be_visible()
    karin.get_by_role("link", name="Justera protokollet").first.click()
    karin.get_by_role("button", name="Justera").click()
    expect(karin.get_by_text("Protokollet är justerat").first).to_be_visible()
    play.accessible(karin)
    picture(karin, "43-protokoll-justerat")
