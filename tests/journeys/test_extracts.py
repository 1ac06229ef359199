"""Anders's year out of another system: the file, its columns, a dry run, on consent, and then the timeline (MAL-17)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from brygga.coordinations.models import Coordination
from brygga.demo.stories import anders
from tests.journeys.playing import section

EXTRACT = """Startdatum;Slutdatum;Vårdform;Insats;Enhet;Huvudman;Lagrum;Kommentar
2024-03-01;2024-03-20;slutenvård;Vård på avdelning;Avdelning 3;Region Skåne;LPT;
2024-03-20;2024-05-02;placering;Behandlingshem;Hemmet Ljungen;Ljungen AB;SoL;Avviker
2024-05-30;;Mobilt team;Hembesök;Rådmannen;Region Skåne;HSL;
nyss;;kontakt;Samtal;Rådmannen;Region Skåne;HSL;
"""


@pytest.mark.requirement("MAL-17")
@pytest.mark.requirement("MAL-20")
def test_an_extract_is_read_in_and_seen_on_the_timeline(play, picture):
    play.stage.play((anders.story,))
    play.on(0, 10)
    rows = Coordination.objects.unrestricted(because="the journey begins at Anders's coordination")
    sara = play.be("Sara Berg")
    sara.goto(play.stage_url(sara, f"/samordningar/{rows.get(person__given_name='Anders').pk}/tidslinje/"))
    sara.get_by_role("link", name="Utdrag ur andra system").click()
    play.accessible(sara)
    sara.get_by_role("link", name="Läs in ett utdrag").click()
    file = {"name": "kontakter-2024.csv", "mimeType": "text/csv", "buffer": EXTRACT.encode("cp1252")}
    sara.get_by_label("Fil", exact=True).set_input_files(file)
    play.accessible(sara)
    sara.get_by_role("button", name="Hämta filen").click()
    expect(sara.get_by_label("Börjar")).to_have_value("Startdatum")
    play.accessible(sara)
    picture(sara, "utdrag-kolumner")
    sara.get_by_role("button", name="Provläs").click()
    report = section(sara, "Vad läsningen gav")
    expect(report).to_contain_text("Datumet går inte att läsa.")
    expect(report).to_contain_text("”Mobilt team” (1)")
    play.accessible(sara)
    picture(sara, "utdrag-provlast")
    sara.get_by_role("link", name="Ändra kolumnerna").click()
    sara.get_by_label("Vad är ”Mobilt team”?").select_option(label="Kontakt")
    sara.get_by_role("button", name="Provläs").click()
    sara.get_by_role("link", name="Gå vidare och läs in").click()
    play.accessible(sara)
    sara.get_by_label("Personens samtycke").check()
    sara.get_by_label("Vad ska uppgifterna användas till?").fill("Se vad som hände våren 2024")
    sara.get_by_role("button", name="Läs in", exact=True).click()
    expect(section(sara, "Inlästa rader")).to_contain_text("Hemmet Ljungen")
    play.accessible(sara)

    rut = play.be("Rut Månsson")
    rut.goto(play.stage_url(rut, f"/samordningar/{rows.get(person__given_name='Anders').pk}/tidslinje/"))
    expect(rut.locator("main")).to_contain_text("Behandlingshem")
    play.neighbours_see_nothing()
