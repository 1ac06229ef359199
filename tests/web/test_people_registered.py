"""Registering a person, changing what is known, and the cases of the unit."""

from datetime import timedelta

import pytest
from django.urls import reverse

from brygga.agencies.acts import add_unit
from brygga.core.writing import asked_by
from brygga.people.acts import (
    register_person,
)
from brygga.people.models import Case, Person, Representative
from tests.cast import as_
from tests.web.persons import CHILD, ROBIN, TODAY, child, page_of, send, text_of


def register(client, reader, **data):
    facts = {"identity": ROBIN, "given_name": "Robin", "family_name": "Ek", "protection": "", "mine": "on"}
    return as_(client, reader).post(reverse("register-person"), {**facts, **data})


def test_registering_leads_to_the_person(client, world):
    response = register(client, world.sara, interpreter="somaliska", information_ways=["sms", "paper"])
    robin = Person.objects.visible_to(world.sara).get(given_name="Robin")
    assert response["Location"] == reverse("person", kwargs={"pk": robin.pk})
    case = Case.objects.visible_to(world.sara).get(person=robin)
    assert case.caseworker_id == world.sara.assignment_id
    assert robin.information_ways == ["sms", "paper"]


def test_who_is_known_already_is_opened_and_nothing_is_said_of_by_whom(client, world):
    register(client, world.sara)
    again = register(client, world.siv)
    assert again.status_code == 302
    shown = text_of(as_(client, world.siv).get(again["Location"]))
    assert "Robin Ek" in shown
    assert "Innerstaden" not in shown


def test_a_fault_is_told_at_its_field_and_what_was_typed_stays(client, world):
    response = register(client, world.sara, identity="19970415-2398", family_name="", phone="070-5")
    shown = text_of(response)
    assert response.status_code == 422
    assert "Kontrollera de fyra sista siffrorna" in shown
    assert "Skriv personens efternamn." in shown
    assert 'value="19970415-2398"' in shown
    assert 'value="070-5"' in shown
    assert not Person.objects.visible_to(world.sara).filter(given_name="Robin").exists()


def test_the_number_is_carried_over_from_the_search_and_nothing_is_complained_of_yet(client, world):
    response = as_(client, world.sara).post(reverse("register-person"), {"start": "1", "identity": ROBIN})
    assert response.status_code == 200
    assert f'value="{ROBIN}"' in text_of(response)
    assert "Skriv personens" not in text_of(response)


def test_the_search_is_for_those_who_can_find_somebody(client, world):
    for who in ("sara", "sven", "rut", "chef", "rolf", "siv"):
        page = text_of(as_(client, getattr(world, who)).get("/"))
        assert 'action="/sok/"' in page, who
    for who in ("adam", "greta", "fred"):
        page = text_of(as_(client, getattr(world, who)).get("/"))
        assert 'action="/sok/"' not in page, who
        sought = text_of(client.post(reverse("search"), {"q": "Amina"}))
        assert "Här söker den som arbetar med enhetens ärenden." in sought
        assert 'name="q"' not in sought and "Registrera personen" not in sought and "Hassan" not in sought


def test_an_administrator_registers_nobody(client, world):
    response = register(client, world.adam)
    assert response.status_code in {403, 422}
    assert not Person._base_manager.filter(given_name="Robin").exists()


def test_a_manager_chooses_the_unit(client, world):
    from brygga.agencies.queries import actor_for

    team = add_unit(world.social, by=world.adam, name="Team Öst", kind="social_addiction", parent=world.innerstaden)
    chef = actor_for(world.chef.staff_id, world.chef.assignment_id, TODAY)
    response = register(client, chef, unit=str(team.pk))
    assert response.status_code == 302
    assert Case.objects.visible_to(chef).filter(unit=team).exists()


def test_details_are_changed_on_the_page(client, world):
    data = {"given_name": "Amina", "family_name": "Hassan Ek", "phone": "070-2"}
    assert send(client, world.sara, "change-person", world.amina, **data).status_code == 302
    shown = text_of(page_of(client, world.sara, world.amina))
    assert "Amina Hassan Ek" in shown
    assert "070-2" in shown


@pytest.mark.parametrize(("why", "left"), [("changed", True), ("wrong", False)])
def test_a_new_number_keeps_the_old_a_correction_does_not(client, world, why, left):
    assert send(client, world.sara, "change-identity", world.amina, identity=ROBIN, why=why).status_code == 302
    shown = text_of(page_of(client, world.sara, world.amina))
    assert "19970415-2397" in shown
    assert ("19910416-2384" in shown) is left


def test_a_number_someone_else_has_is_refused_on_the_form(client, world):
    child(world)
    response = send(client, world.sara, "change-identity", world.amina, identity=CHILD, why="changed")
    assert response.status_code == 422
    assert "finns redan hos en person" in text_of(response)


def test_representatives_are_added_changed_and_ended(client, world):
    facts = {"kind": "good_man", "name": "Otto Ek", "since": str(TODAY), "may_consent": "on", "mandate": "bevaka rätt"}
    assert send(client, world.sara, "add-representative", world.amina, **facts).status_code == 302
    row = Representative.objects.visible_to(world.sara).get()
    assert send(client, world.sara, "representative", row, name="Otto Ek", phone="070-9").status_code == 302
    assert "070-9" in text_of(page_of(client, world.sara, world.amina))
    yesterday = str(TODAY - timedelta(days=1))
    with asked_by("a test that sets the stage"):
        Representative._base_manager.filter(pk=row.pk).update(since=TODAY - timedelta(days=9))
    assert send(client, world.sara, "end-representative", row, until=yesterday).status_code == 302
    assert "Otto Ek" not in text_of(page_of(client, world.sara, world.amina))
    assert send(client, world.siv, "representative", row, name="X").status_code == 404


def test_a_case_is_closed_and_opened_anew(client, world):
    assert send(client, world.sara, "close-case", world.aminas_case).status_code == 302
    assert "Öppna ett nytt ärende" in text_of(page_of(client, world.sara, world.amina))
    assert send(client, world.sara, "open-case", world.amina).status_code == 302
    assert Case.objects.visible_to(world.sara).open().filter(person=world.amina).exists()


def test_a_caseworker_is_appointed_on_the_page(client, world):
    data = {"caseworker": str(world.sven.assignment_id)}
    assert send(client, world.chef, "appoint-caseworker", world.aminas_case, **data).status_code == 302
    assert Case.objects.visible_to(world.chef).get(pk=world.aminas_case.pk).caseworker_id == world.sven.assignment_id
    refused = send(client, world.chef, "appoint-caseworker", world.aminas_case, caseworker=str(world.siv.assignment_id))
    assert refused.status_code == 422


def test_the_list_holds_the_units_open_cases(client, world):
    shown = text_of(as_(client, world.sara).get(reverse("cases")))
    assert "Amina Hassan" in shown
    assert "Folke" not in shown
    assert "Amina" not in text_of(as_(client, world.siv).get(reverse("cases")))


def test_mine_are_those_i_answer_for(client, world):
    assert "Amina" in text_of(as_(client, world.sara).get("/arenden/?visa=mina"))
    assert "Amina" not in text_of(as_(client, world.sven).get("/arenden/?visa=mina"))


def test_thirty_cases_cost_what_one_does(client, world, django_assert_num_queries, django_assert_max_num_queries):
    as_(client, world.sara)
    with django_assert_max_num_queries(20) as one:
        client.get(reverse("cases"))
    for number in range(29):
        register_person(world.innerstaden, by=world.sara, given_name=f"N{number}", family_name="Ny")
    with django_assert_num_queries(len(one)):
        client.get(reverse("cases"))


def test_the_list_goes_on_by_key(client, world):
    for number in range(35):
        register_person(world.innerstaden, by=world.sara, given_name=f"N{number}", family_name="Ny")
    first = as_(client, world.sara).get(reverse("cases"))
    second = client.get(reverse("cases") + first.context["next_url"])
    numbers = [case.number for case in first.context["page"].rows + second.context["page"].rows]
    assert len(numbers) == len(set(numbers)) == 36
