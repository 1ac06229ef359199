"""The follow-up of many (MAL-20): what its pages tell, to whom, and what they never tell."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core import clock
from brygga.core.models import AuditRow
from brygga.extracts.acts import take_part
from brygga.histories import Histories, HistoryFault
from brygga.prices.acts import set_price
from brygga.rules.critical import Happening, Kind
from brygga.statistics.histories import ask
from brygga.web.analysis.parts import PARTS
from tests.cast import as_
from tests.histories.crowd import CITY, CLINIC, DAY, REGION, SOCIAL, WARD, crowd, write
from tests.prices.making import priced

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MAL-20")]
NAMES = [one.name for one in PARTS]
EVERY = ["analysis", "analysis-events", *NAMES]


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def many(world, histories_folder):
    """What Malmö's social services have of twenty people."""
    write(histories_folder, f"live-{world.social.pk.hex}", crowd(clock.today()))
    return world


def page(actor: Any, name: str, **said: str) -> Any:
    return as_(Client(), actor).get(reverse(name), said)


def shown(actor: Any, name: str, **said: str) -> str:
    answer = page(actor, name, **said)
    assert answer.status_code == 200, text(answer)
    return text(answer).partition("Organisationen")[2]


# what is told


def test_the_overview_says_plainly_that_the_protected_are_left_out_and_not_how_many(many):
    told = text(as_(Client(), many.petra).get(reverse("analysis")))
    assert "De som har skyddade personuppgifter i Brygga är inte med" in told
    assert "I utdrag ur andra system vet Brygga inte vilka de är" in told


def test_the_overview_says_how_many_of_which_organisations_and_of_what_time(many):
    told = shown(many.petra, "analysis")
    assert "20 personer 55 händelser" in told
    assert f"{CITY} 20 25" in told and f"{REGION} 10 30" in told
    assert "Skrevs" in told


def test_who_returns_how_often_and_after_how_long(many):
    told = shown(many.petra, "analysis-returns")
    assert "20 personer 10 hade akuta tillfällen 20 akuta tillfällen 50 % följdes av ett nytt inom 30 dagar" in told
    assert "Två gånger 10" in told and "8–30 dagar 10" in told
    assert "Av dem som kom tillbaka gjorde hälften det inom 20 dagar." in told


def test_where_they_go_and_where_nobody_takes_over(many):
    answer = page(many.petra, "analysis-flows")
    assert "<svg" in answer.content.decode().partition("b-flow")[2]
    assert f"{WARD} {REGION} {CLINIC} {REGION} 10" in text(answer)
    assert f"Flest, 10 personer, gick från {WARD} till {CLINIC}." in text(answer)


def test_how_much_was_acute_and_compulsory_and_how_many_days(many):
    told = shown(many.petra, "analysis-care")
    assert "36 % av händelserna var akuta 18 % av händelserna var tvångsvård" in told
    assert "Slutenvård 10 20 200" in told and "Tvångsvård 10 10 100" in told


def test_what_it_cost_by_the_price_of_the_day_and_how_much_has_none(many):
    assert "Inget pris är satt. Därför finns ingen kostnad att visa." in shown(many.petra, "analysis-costs")
    priced(many, per="time", since=clock.today() - timedelta(days=500))
    told = shown(many.petra, "analysis-costs")
    assert "17 000 kr kostade det som har pris och visas" in told
    assert "64 % av händelserna saknar pris" in told
    assert f"{WARD} {REGION} Slutenvård – Saknar pris" in told
    assert "Prislista 2026" in told


def test_what_few_had_is_in_no_cost_that_is_told(world, histories_folder):
    """Three of 26 were on the ward: what that cost is not told, nor a sum from which the contacts can be taken away."""
    rows = [
        *crowd(clock.today(), 6, organisation=CITY, name="a"),
        *crowd(clock.today(), 40, organisation=CITY, name="b"),
    ]
    few = [row for row in rows if row[0][0] == "a" or int(row[0][1:]) % 2]
    write(histories_folder, f"live-{world.social.pk.hex}", iter(few))
    since = clock.today() - timedelta(days=500)
    priced(world, since=since)
    priced(world, 900_000, unit=WARD, kind="inpatient", per="day", since=since)
    told = shown(world.petra, "analysis-costs")
    assert "22 100 kr kostade det som har pris och visas" in told
    assert re.search(rf"{WARD} .{{0,60}}Slutenvård visas inte –", told)
    assert "9 000 kr per dygn" in told


def test_critical_situations_are_counted_by_the_places_own_rules(many):
    assert "Avbrott En insats avbryts." in shown(many.petra, "analysis-situations")


def test_before_and_after_are_as_long_and_those_who_are_not_in_it_are_told_with_the_reason(many):
    told = shown(many.petra, "analysis-before-after", langd="180")
    assert "5 personer jämförs 20 personer fanns i urvalet" in told
    assert "180 dagar före och efter Vad Före Efter Akutbesök 0 0 Inskrivningar i slutenvård" in told
    assert "Har ingen samordning 15" in told
    assert "Att något minskar efteråt säger inte ensamt att samordningen är orsaken." in told


def test_two_groups_stand_beside_each_other(many):
    said = {"a-samordning": "med", "b-samordning": "utan"}
    told = shown(many.petra, "analysis-compare", **said)
    assert "Grupp A: Med samordning Grupp B: Utan samordning Personer 5 15" in told


# what is chosen


def test_what_is_chosen_stays_in_the_address_of_every_page_and_of_the_file(many):
    said = {"fran": "2026-01-01", "enhet": f"{WARD}, {REGION}"}
    source = unescape(page(many.petra, "analysis-care", **said).content.decode())
    links = re.findall(r'href="(/uppfoljning/[^"]*)"', source) + re.findall(r'href="(\?[^"]*)"', source)
    assert len(links) >= len(PARTS) + 1
    assert all("fran=2026-01-01" in link and "enhet=V" in link for link in links if "?" in link and "hamta" not in link)
    assert "20 personer" not in shown(many.petra, "analysis-care", **said)
    assert "10 personer" in shown(many.petra, "analysis-care", **said)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"fran": "igår"}, "Skriv datumet som år-månad-dag"),
        ({"fran": "0001-01-01"}, "Kontrollera årtalet"),
        ({"fran": "1899-12-31"}, "Välj en dag efter år 1900."),
        ({"till": "9999-12-31"}, "Kontrollera årtalet"),
        ({"till": "2199-12-31"}, "Välj idag eller en dag som har varit."),
        ({"fran": "2026-05-02", "till": "2026-05-01"}, "Tiden slutar före den börjar."),
        ({"organisation": "Lunds kommun, Socialnämnden"}, "Valet finns inte. Välj ett annat."),
        ({"enhet": "Vuxen Lund"}, "Valet finns inte. Välj ett annat."),
        ({"organisation": CITY, "enhet": f"{WARD}, {REGION}"}, "Enheten hör till en annan organisation."),
        ({"inom": "31"}, "Valet finns inte. Välj ett annat."),
        ({"samordning": "kanske"}, "Valet finns inte. Välj ett annat."),
    ],
)
def test_a_choice_that_cannot_be_is_said_at_its_field_and_nothing_is_counted(many, said, told):
    answer = page(many.petra, "analysis-returns", **said)
    assert (answer.status_code, told in text(answer), "akuta tillfällen" in text(answer)) == (422, True, False)


# what is not told


def test_of_fewer_than_five_nothing_is_told_on_any_page_nor_in_the_file(world, histories_folder):
    write(histories_folder, f"live-{world.social.pk.hex}", crowd(clock.today(), 4))
    assert "färre än 5 personer" in shown(world.petra, "analysis")
    for name in NAMES:
        told = shown(world.petra, name)
        assert re.search("färre än 5", told, re.IGNORECASE), name
        assert not re.search(r"\d+ (personer|händelser|kr|akuta)", told.replace("färre än 5 personer", "")), name
        file = page(world.petra, name, hamta="csv").content.decode()
        assert not re.search(r";[1-9]", file.split("\n", 1)[1]), name


def test_a_small_group_beside_a_large_one_is_not_worked_out_from_it(world, histories_folder):
    """Three of eleven were on the ward: neither they nor what they had is told, nor a sum that gives it."""
    rows = [
        *crowd(clock.today(), 6, name="a"),
        *(row for row in crowd(clock.today(), 20, name="b") if row[0] in {"b1", "b3", "b5", "b7", "b9"}),
    ]
    write(histories_folder, f"live-{world.social.pk.hex}", iter(rows))
    told = shown(world.petra, "analysis-care")
    assert "11 personer" in told
    assert "Slutenvård färre än 5" in told or "Slutenvård visas inte" in told
    assert not re.search(r"Slutenvård (färre än 5|visas inte) \d", told)
    assert "visas inte av händelserna var akuta" in told


def test_those_who_are_left_out_are_not_worked_out_by_asking_of_all_and_of_the_others(world, histories_folder):
    """Three of twelve have no coordination: neither they nor the nine are told of, for all less the nine are three."""
    rows = [row for row in crowd(clock.today(), 36) if int(row[0][1:]) % 4 == 0 or row[0] in {"p1", "p3", "p5"}]
    write(histories_folder, f"live-{world.social.pk.hex}", iter(rows))
    assert "12 personer" in shown(world.petra, "analysis-care")
    for chosen in ("med", "utan"):
        told = shown(world.petra, "analysis-care", samordning=chosen)
        assert "Därför visas inga siffror." in told and "Slutenvård" not in told, chosen
    told = shown(world.petra, "analysis-compare", **{"b-samordning": "med"})
    assert "Personer 12 visas inte" in told


def alone(on: Any, unit: str) -> Any:
    """One person of whom a unit is named, beside the crowd."""
    row = Happening(key="alone", unit=unit, organisation=f"{unit} AB", kind=Kind.CONTACT, begins=on, ends=on)
    return iter([*crowd(on), ("p1", row)])


def test_a_unit_that_few_have_been_at_is_named_nowhere(world, histories_folder):
    """A home is often called after those who live in it."""
    write(histories_folder, f"live-{world.social.pk.hex}", alone(clock.today(), "Familjehem Omar"))
    for name in EVERY:
        answer = page(world.petra, name)
        assert "Omar" not in answer.content.decode(), name
        assert "Omar" not in page(world.petra, name, hamta="csv").getvalue().decode(), name
    assert page(world.petra, "analysis-care", enhet="Familjehem Omar, Familjehem Omar AB").status_code == 422
    assert "med färre än 5 personer står inte med namn" in shown(world.petra, "analysis")


def test_how_much_lacks_a_price_is_not_told_when_that_is_what_few_have(many, histories_folder):
    rows = [row for row in crowd(clock.today()) if row[1].unit == SOCIAL and row[1].kind == Kind.CONTACT]
    priced(many, per="time", since=clock.today() - timedelta(days=500))
    one = Happening(key="x", unit=WARD, organisation=REGION, kind=Kind.INPATIENT, begins=clock.today())
    write(histories_folder, f"live-{many.social.pk.hex}", iter([*rows, ("p1", one)]))
    told = shown(many.petra, "analysis-costs")
    assert "visas inte av händelserna saknar pris" in told, told


def test_two_times_that_differ_by_a_day_are_the_same_question(many):
    """What happened to somebody on a day is not the difference between two answers: whole months are counted."""
    last = clock.today().replace(day=1) - timedelta(days=1)
    answers = {
        shown(many.petra, "analysis-care", fran=str(last.replace(day=1) - timedelta(days=n)), till=str(last - n * DAY))
        for n in (3, 4, 5)
    }
    assert len(answers) == 1
    file = page(many.petra, "analysis-care", hamta="csv", fran="2026-02-11", till="2026-02-12").content.decode()
    assert "2026-02-01 – 2026-02-28" in file


# to whom


@pytest.mark.parametrize("name", EVERY)
def test_the_neighbour_of_the_same_function_sees_nothing_of_it(many, name):
    """Neither another place's organisation, nor one of the same place that does not take part."""
    for who in (many.petter, many.ronja):
        told = text(page(who, name))
        assert "Det finns inget underlag än." in told
        assert not any(word in told for word in ("20 personer", WARD, CLINIC, SOCIAL, REGION + " 10"))


def test_those_who_take_part_count_together_and_the_one_who_does_not_sees_nothing(many, histories_folder):
    """Malmö and the region take part; Lund, of the same place, does not, whatever its analyst asks for."""
    for organisation, by in ((many.social, many.petra), (many.region, many.ronja)):
        assert "Det finns inget underlag än." not in text(page(many.petra, "analysis"))
        take_part(organisation, by=by, legal_basis="care_quality", words="Nämnden har beslutat det.")
    priced(many, since=clock.today() - timedelta(days=500))
    assert "20 personer" in shown(many.ronja, "analysis")
    assert "17 000 kr" in shown(many.ronja, "analysis-costs")
    assert REGION in unescape(page(many.ronja, "analysis-care").content.decode())
    for name in EVERY:
        assert "Det finns inget underlag än." in text(page(many.petter, name)), name


def test_a_name_typed_into_the_address_tells_the_neighbour_no_more_than_a_made_up_one(many, histories_folder):
    write(histories_folder, f"live-{many.lund.pk.hex}", crowd(clock.today(), organisation="Lunds kommun"))
    answers = [page(many.petter, "analysis-care", enhet=unit) for unit in (f"{WARD}, {REGION}", "Hittepå, Ingenstans")]
    mine, made_up = (re.sub(r"Hittepå[^\"&]*|V%C3[^\"]*|Hitte[^\"]*", "", text(answer)) for answer in answers)
    assert [answer.status_code for answer in answers] == [422, 422]
    assert mine == made_up and REGION not in mine


@pytest.mark.parametrize("who", ["sara", "chef", "adam", "greta", "rut"])
def test_those_who_do_not_follow_up_are_told_whom_the_pages_are_for(many, who):
    for name in EVERY:
        answer = page(getattr(many, who), name)
        assert (answer.status_code, "följer upp arbetet för många" in text(answer)) == (403, True)


def test_no_page_leads_to_a_person_or_tells_a_pseudonym(many):
    for name in EVERY:
        source = page(many.petra, name).content.decode()
        assert not re.search(
            r"\bp1?\d\b", re.sub(r'(d|points|id|for|href|class)="[^"]*"', "", source.partition("<main")[2])
        ), name
        assert "/personer/" not in source.partition("<main")[2]


# the file


def test_the_file_says_what_the_page_says_with_what_was_chosen_and_is_noted(many):
    answer = page(many.petra, "analysis-care", hamta="csv")
    assert re.search(r'filename="uppfoljning-vard-\d{4}-\d\d-\d\d.csv"', answer["Content-Disposition"])
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Vård och dygn" and rows[0][1].endswith("Alla.")
    assert ["Slutenvård", "10", "20", "200"] in rows
    noted = AuditRow.objects.get(act="statistics.take_numbers")
    assert (noted.actor_label, noted.facts) == (many.petra.label, {"part": "care"})


def test_a_unit_that_is_called_as_a_formula_is_no_formula_in_the_file(world, histories_folder):
    rows = list(crowd(clock.today(), organisation="=cmd|' /C calc'!A1"))
    write(histories_folder, f"live-{world.social.pk.hex}", iter(rows))
    file = page(world.petra, "analysis-costs", hamta="csv").content.decode()
    cells = [cell for row in csv.reader(io.StringIO(file), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


@pytest.mark.parametrize(("form", "begins"), [("csv", "case:concept:name"), ("xes", "<?xml"), ("ocel", "{")])
def test_the_events_are_a_file_without_identities_that_is_noted(many, form, begins):
    answer = page(many.petra, "analysis-events", hamta=form)
    file = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert file.lstrip('"').startswith(begins), file[:80]
    assert WARD in file and not re.search(r"\bp1?\d\b", file)
    assert AuditRow.objects.get(act="statistics.take_events").facts == {"part": form}


def test_the_events_of_few_and_of_a_wrong_choice_are_no_file(many, histories_folder):
    assert page(many.petra, "analysis-events", hamta="csv", enhet="Hittepå").status_code == 422
    write(histories_folder, f"live-{many.social.pk.hex}", crowd(clock.today(), 4))
    for form in ("", "csv", "xes"):
        told = shown(many.petra, "analysis-events", hamta=form)
        assert "Händelserna kan inte hämtas" in told and "Behandla filen" not in told
    assert not AuditRow.objects.filter(act="statistics.take_events").exists()


# the files beneath


def test_nothing_known_yet_is_said_with_how_it_comes(world, histories_folder):
    for name in EVERY:
        assert "Det finns inget underlag än." in shown(world.petra, name)


def test_files_that_change_while_they_are_read_are_asked_once_more(many):
    times = []

    def question(histories: Histories) -> int:
        times.append(histories.rows)
        if len(times) == 1:
            raise HistoryFault("gone")
        return histories.rows

    assert ask(many.petra, question) == 55
    assert len(times) == 2


def test_files_that_cannot_be_read_are_told_plainly_and_nothing_else_is_shown(many, histories_folder):
    for file in histories_folder.rglob("*.parquet"):
        file.write_bytes(b"not a file of histories")
    for name in EVERY:
        answer = page(many.petra, name)
        assert (answer.status_code, "Underlaget kunde inte läsas." in text(answer)) == (503, True)
    assert page(many.petra, "new-price").status_code == 200


def test_the_pages_ask_the_database_as_much_of_many_as_of_few(many, histories_folder):
    def asked() -> list[int]:
        counts = []
        for name in EVERY:
            client = as_(Client(), many.petra)
            with CaptureQueriesContext(connection) as caught:
                client.get(reverse(name))
            counts.append(len(caught))
        return counts

    before = asked()
    write(histories_folder, f"live-{many.social.pk.hex}", crowd(clock.today(), 300))
    for n in range(5):
        set_price(
            many.social,
            by=many.chef,
            unit=f"Enhet {n}",
            kind="contact",
            per="time",
            ore=1,
            since=clock.today(),
            source="Test",
        )
    assert asked() == before
