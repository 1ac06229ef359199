"""Searching for a person, and whom to call."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.agencies.acts import add_staff, add_unit, end_assignment
from brygga.agencies.models import Assignment
from brygga.core.models import ReadRow
from brygga.core.writing import asked_by
from brygga.people.acts import (
    register_person,
)
from brygga.rules.dates import written
from brygga.rules.identity_numbers import parse
from tests.cast import AMINA, FOLKE, as_
from tests.web.persons import ROBIN, TODAY, protected, text_of


def search(client, reader, q):
    return as_(client, reader).post(reverse("search"), {"q": q})


@pytest.mark.requirement("ALL-02")
def test_a_number_leads_to_the_person_and_is_logged_without_its_digits(client, world):
    assert search(client, world.sara, "910416-2384")["Location"] == reverse("person", kwargs={"pk": world.amina.pk})
    row = ReadRow.objects.get()
    assert (row.what, row.person_id, row.why) == ("Sökning", world.amina.pk, "")


@pytest.mark.parametrize("who", ["siv", "sigrid", "rut", "adam"])
def test_the_neighbour_gets_the_same_answer_as_for_a_number_nobody_has(client, world, who):
    reader = getattr(world, who)
    known, unknown = text_of(search(client, reader, AMINA)), text_of(search(client, reader, ROBIN))
    blank = lambda text, number: text.replace(number, "N")  # noqa: E731
    assert ("Här söker den som arbetar med" if who == "adam" else "Ingen på dina enheter") in known
    assert _without_keys(blank(known, AMINA)) == _without_keys(blank(unknown, ROBIN))
    assert not ReadRow.objects.exists()


def _without_keys(text):
    import re

    return re.sub(r'value="[0-9A-Za-z-]{36,}"', "", text)


@pytest.mark.parametrize("number", [AMINA, "19910416-2384", "910416-2384", "910416 2384", "19910416-2385", FOLKE])
def test_a_number_in_the_address_is_neither_sought_nor_shown(client, world, number):
    response = as_(client, world.sara).get(reverse("search"), {"q": number})
    assert response["Location"] == reverse("search")
    shown = text_of(client.get(response["Location"]))
    assert "Skriv numret i sökrutan" in shown
    assert "2384" not in shown
    assert "Amina" not in shown
    assert not ReadRow.objects.exists()


def test_a_name_lists_those_one_may_see_with_masked_numbers(client, world):
    register_person(world.innerstaden, by=world.sara, given_name="Amir", family_name="Ek", identity=parse(ROBIN))
    shown = text_of(search(client, world.sara, "am"))
    assert "Amina Hassan" in shown and "Amir Ek" in shown
    assert "19970415-****" in shown
    assert "2397" not in shown


def test_a_protected_person_is_found_by_number_only_and_masked(client, world):
    protected(world)
    assert "Ingen på dina enheter" in text_of(search(client, world.sara, "hassan"))
    assert search(client, world.sara, AMINA).status_code == 302


def test_names_go_on_by_key(client, world):
    for _ in range(35):
        register_person(world.innerstaden, by=world.sara, given_name="Nils", family_name="Ny")
    first = search(client, world.sara, "ny")
    second = client.post(reverse("search"), {"q": "ny", "efter": first.context["after"]})
    keys = [row.person.pk for row in first.context["rows"] + second.context["rows"]]
    assert len(keys) == len(set(keys)) == 35


def test_thirty_hits_cost_what_one_does(client, world, django_assert_num_queries, django_assert_max_num_queries):
    as_(client, world.sara)
    with django_assert_max_num_queries(20) as one:
        client.post(reverse("search"), {"q": "amina"})
    for _ in range(28):
        register_person(world.innerstaden, by=world.sara, given_name="Amina", family_name="Ny", identity=None)
    with django_assert_num_queries(len(one)):
        client.post(reverse("search"), {"q": "amina"})


@pytest.mark.requirement("KAR-05")
def test_contacts_are_for_all_staff_and_tell_of_functions(client, world):
    shown = text_of(as_(client, world.rut).get(reverse("directory"), {"q": "innerstaden"}))
    assert "Enhetschef" in shown
    assert "Eva Chef" in shown
    unit = text_of(as_(client, world.rut).get(reverse("directory-unit", kwargs={"pk": world.innerstaden.pk})))
    assert "Frida Förut" in unit


@pytest.mark.requirement("KAR-05")
def test_the_whole_list_is_printed_with_whom_to_call_where_nobody_is(client, world, django_assert_num_queries):
    end_assignment(Assignment.objects.get(pk=world.fred.assignment_id), by=world.adam, until=TODAY - timedelta(days=1))
    as_(client, world.rut)
    with CaptureQueriesContext(connection) as asked:
        shown = text_of(client.get(reverse("directory-print")))
    assert "Eva Chef" in shown and "Rådmannen" in shown and "Fred Lund" not in shown and "Vakant" in shown
    for number in range(30):
        unit = add_unit(world.social, by=world.adam, name=f"Team {number}", kind="social_addiction", phone="040-77")
        add_staff(unit, by=world.adam, name=f"Anna {number}", function="social_worker", title="Socialsekreterare")
    with django_assert_num_queries(len(asked)):
        assert text_of(client.get(reverse("directory-print"))).count("040-77") == 60
    unit = text_of(client.get(reverse("directory-unit", kwargs={"pk": world.innerstaden.pk})))
    assert f"Vakant sedan {written(TODAY - timedelta(days=1))}" in unit


def test_a_coordinations_number_leads_there_for_those_who_see_it(client, shared):
    with asked_by("a test that sets the stage"):
        type(shared.coordination)._base_manager.filter(pk=shared.coordination.pk).update(number="S26-A2B3C")
    there = reverse("coordination", kwargs={"pk": shared.coordination.pk})
    assert search(client, shared.rut, "s26-a2b3c")["Location"] == there
    assert "Ingen på dina enheter" in text_of(search(client, shared.siv, "s26-a2b3c"))


def test_who_is_sent_to_sign_in_does_not_carry_the_number_along(client, world):
    assert client.get(reverse("search"), {"q": AMINA})["Location"] == "/logga-in/?next=%2Fsok%2F"
    assert client.get(reverse("search"), {"q": "amina"})["Location"] == "/logga-in/?next=%2Fsok%2F%3Fq%3Damina"
