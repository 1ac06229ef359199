"""The pages of transfers, as the unit that gives, the one that takes, the neighbour and the person meet them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.agencies.models import Assignment
from brygga.coordinations.acts import appoint
from brygga.coordinations.models import Engagement
from brygga.core.writing import asked_by
from brygga.people.models import Person
from brygga.transfers.acts import note_circumstance, say_not_needed
from brygga.transfers.models import AgeWatch, Transfer
from brygga.transfers.states import TransferState
from tests.cast import as_
from tests.requests.asking import consent_to
from tests.transfers.young import TURNS, announced, at, born

LATE = date(2026, 9, 16)
TOLD = {"needs": ["mental_health"], "words": "Boendestöd och samtal."}


def page(actor, name, *args, query=""):
    return as_(Client(), actor).get(reverse(name, args=args) + query)


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.requirement("STO-10")
def test_the_list_says_who_when_and_how_late(young):
    with at(LATE):
        told = text(page(young.bengt, "transfers"))
        assert "Rakel Ek" in told
        assert "Fyller 19 år den 15 mars 2027" in told
        assert "1 dag sen" in told
        placed = text(page(young.bengt, "transfers", query="?visa=placed"))
        assert "Rakel Ek" not in placed
        assert "Ingen hos er fyller 21 år" in placed


@pytest.mark.requirement("STO-10")
def test_the_list_is_for_those_who_lead_or_distribute_where_the_rule_holds(young, world):
    for refused in (young.astrid, young.hedda, young.clara, world.chef, world.sara):
        answer = page(refused, "transfers")
        assert answer.status_code == 403
        assert "Överföringar" not in text(page(refused, "start"))
    for manager in (young.bengt, young.karin):
        assert 'href="/overforingar/"' in text(page(manager, "start"))
    assert "Rakel" not in text(page(young.karin, "transfers"))
    assert "Rakel" not in text(page(young.nils, "transfers"))


@pytest.mark.requirement("STO-10")
def test_the_start_page_says_it_when_the_time_has_come_and_in_red_when_it_is_late(young):
    assert "Avisera en överföring" not in text(page(young.bengt, "start"))
    with at(LATE):
        for actor in (young.bengt, young.astrid):
            assert "Avisera en överföring" in text(page(actor, "start"))
            assert "1 försenat" in text(page(actor, "start"))
        for actor in (young.karin, young.hedda, young.nils):
            assert "Avisera en överföring" not in text(page(actor, "start"))


@pytest.mark.requirement("STO-10")
def test_what_is_noted_is_written_on_the_case_and_read_by_the_unit_alone(young):
    astrid, url = as_(Client(), young.astrid), reverse("transfer-circumstance", args=[young.case.pk])
    assert "Skriv sedan när" in text(astrid.post(url, {"circumstance": "placed"}))
    assert astrid.post(url, {"circumstance": "placed", "since": "2026-01-08"}).status_code == 302
    told = text(page(young.bengt, "transfer-case", young.case.pk))
    assert "Placerad av familjevården sedan 8 januari 2026" in told
    assert "15 mars 2029" in told
    astrid.post(url, {"circumstance": "", "since": ""})
    assert AgeWatch._base_manager.get().circumstance == ""
    url = reverse("transfer-need", args=[young.case.pk])
    assert "bygger på" in text(astrid.post(url, {"needed": "nej"}))
    assert astrid.post(url, {"needed": "nej", "why": "Klarar sig."}).status_code == 302
    assert "Behöver inget fortsatt stöd" in text(page(young.bengt, "transfers"))
    assert astrid.post(url, {"needed": "ja"}).status_code == 302
    for name in ("transfer-case", "announce-transfer", "transfer-circumstance", "transfer-need"):
        for neighbour in (young.karin, young.nils, young.clara):
            assert page(neighbour, name, young.case.pk).status_code == 404


@pytest.mark.requirement("STO-16")
def test_announcing_without_consent_says_what_to_do_and_tells_nobody(young):
    bengt, url = as_(Client(), young.bengt), reverse("announce-transfer", args=[young.case.pk])
    answer = bengt.post(url, {"to_unit": str(young.psychiatry.pk), **TOLD})
    assert answer.status_code == 422
    assert "Det finns inget samtycke. Fråga personen" in text(answer)
    assert "Boendestöd och samtal." in text(answer)
    assert "Rakel" not in text(page(young.karin, "transfers", query="?visa=till"))


@pytest.mark.requirement("STO-10")
def test_from_announcement_to_both_caseworkers(young):
    consent_to(young, young.rakel, young.youth, young.psychiatry)
    bengt, url = as_(Client(), young.bengt), reverse("announce-transfer", args=[young.case.pk])
    form = text(bengt.get(url))
    assert "Socialpsykiatri" in form
    assert "Slutenvården" not in form
    assert bengt.post(url, {"to_unit": str(young.psychiatry.pk), **TOLD}).status_code == 302
    transfer = Transfer._base_manager.get()
    assert "Utse handläggare inför en överföring" in text(page(young.karin, "start"))
    assert "Rakel Ek" in text(page(young.karin, "transfers", query="?visa=till"))
    received = text(page(young.karin, "transfer", transfer.pk))
    assert "Boendestöd och samtal." in received
    assert "Fram till 15 mars 2027 är det Barn och ungdom som beslutar" in received
    part = Engagement._base_manager.get(unit=young.psychiatry)
    assert reverse("engagement-caseworker", args=[part.pk]) in received
    appoint(part, by=young.karin, caseworker=Assignment.objects.get(pk=young.hedda.assignment_id))
    for actor in (young.hedda, young.astrid):
        seen = text(page(actor, "transfer", transfer.pk))
        assert "Övergångstid" in seen
        assert "Hedda Sten" in seen
        assert "Astrid Ung" in seen
    assert "Utse handläggare inför" not in text(page(young.karin, "start"))
    for neighbour in (young.nils, young.clara):
        assert page(neighbour, "transfer", transfer.pk).status_code == 404
        assert page(neighbour, "stop-transfer", transfer.pk).status_code == 404


def test_after_the_birthday_the_form_asks_for_a_day(young):
    assert "Vilken dag går ansvaret över?" not in text(page(young.bengt, "announce-transfer", young.case.pk))
    with at(date(2027, 4, 1)):
        assert "Vilken dag går ansvaret över?" in text(page(young.bengt, "announce-transfer", young.case.pk))


def test_without_a_coordination_the_way_to_one_is_shown(young):
    other = born(young, "Elis", date(2008, 5, 1))
    told = text(page(young.bengt, "transfer-case", other.pk))
    assert reverse("open-coordination", kwargs={"case": other.pk}) in told
    assert reverse("announce-transfer", args=[other.pk]) not in told


def test_it_is_stopped_from_its_page_with_a_reason_that_both_read(young):
    transfer = announced(young)
    karin, url = as_(Client(), young.karin), reverse("stop-transfer", args=[transfer.pk])
    assert "Skriv varför" in text(karin.post(url, {"why": ""}))
    assert karin.post(url, {"why": "Rakel flyttar till Umeå."}).status_code == 302
    assert Transfer._base_manager.get().state == TransferState.STOPPED
    assert "Rakel flyttar till Umeå." in text(page(young.bengt, "transfer", transfer.pk))


def test_when_somebody_with_protected_identity_was_born_is_not_told_by_the_day(young):
    with asked_by("the cast"):
        Person._base_manager.filter(pk=young.rakel.pk).update(protection="marked")
    with at(LATE):
        for name, args in (("transfers", ()), ("start", ()), ("transfer-case", (young.case.pk,))):
            told = text(page(young.bengt, name, *args))
            assert "Skyddad uppgift" in told
            for word in ("Rakel", "15 mars", "15 september"):
                assert word not in told
        assert "15 mars" not in text(page(young.bengt, "announce-transfer", young.case.pk))


@pytest.mark.requirement("STO-10")
def test_the_person_sees_that_it_will_happen_when_and_who(young):
    assert "Du ska inte byta enhet" in text(page(young.rakel_herself, "my-transfers"))
    announced(young)
    for name in ("my-start", "my-transfers"):
        told = text(page(young.rakel_herself, name))
        assert "15 mars 2027" in told
        assert "Socialpsykiatri" in told
    told = text(page(young.rakel_herself, "my-transfers"))
    assert "Astrid Ung" in told
    assert "Boendestöd och samtal." in told
    with asked_by("the cast"):
        Transfer._base_manager.update(state=TransferState.SWITCHED)
    with at(TURNS):
        assert "Sedan 15 mars 2027 är det Socialpsykiatri" in text(page(young.rakel_herself, "my-start"))
    with at(date(2027, 7, 1)):
        assert "Du byter enhet" not in text(page(young.rakel_herself, "my-start"))


@pytest.mark.requirement("STO-11")
def test_the_inventory_counts_a_term_for_each_receiver_and_names_nobody(young):
    announced(young)
    for n, day in enumerate((date(2008, 1, 1), date(2008, 6, 30), date(2008, 2, 29), date(2008, 7, 1))):
        born(young, f"Barn{n}", day)
    stays, needs_none = born(young, "Placerad", date(2008, 4, 1)), born(young, "Klar", date(2008, 4, 2))
    note_circumstance(stays, by=young.astrid, circumstance="placed", since=date(2026, 1, 1))
    say_not_needed(needs_none, by=young.astrid, why="Klarar sig.")
    spring = "?termin=2027-spring"
    for manager in (young.bengt, young.karin, young.nils):
        told = text(page(manager, "transfer-inventory", query=spring))
        assert "Socialpsykiatri 1 Psykisk hälsa (1)" in " ".join(re.sub("<[^>]+>", " ", told).split())
        assert "<strong>4</strong> kända överföringar från 1 januari 2027 till 30 juni 2027" in told
        assert "Barn0" not in told
        assert ("Rakel" in told) is (manager is not young.nils)
    autumn = text(page(young.bengt, "transfer-inventory", query="?termin=2027-autumn"))
    assert "<strong>1</strong> kända överföring " in autumn
    for refused in (young.astrid, young.clara, young.rakel_herself):
        assert page(refused, "transfer-inventory", query=spring).status_code in {302, 403}


def test_the_pages_ask_the_same_number_of_questions_for_one_and_for_thirty(young):
    with at(LATE):
        urls = [
            (young.bengt, "transfers", ""),
            (young.bengt, "start", ""),
            (young.bengt, "transfer-inventory", "?termin=2027-spring"),
        ]
        before = [_asked(*one) for one in urls]
        for n in range(30):
            born(young, f"Barn{n}", date(2008, 3, 1))
        assert [_asked(*one) for one in urls] == before
        told = text(page(young.bengt, "transfers"))
        assert "efter=" in told


def _asked(actor, name, query):
    client = as_(Client(), actor)
    client.get(reverse(name) + query)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(reverse(name) + query)
    return len(asked)
