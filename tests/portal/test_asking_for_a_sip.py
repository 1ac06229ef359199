"""The person asks for a SIP: the clock starts, all who take part see it, and the person can follow it (MAL-11)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from brygga.coordinations.acts import open_coordination
from brygga.requests.acts import acknowledge
from brygga.requests.models import Request
from tests.cast import as_
from tests.portal.conftest import represented

pytestmark = [pytest.mark.requirement("MAL-11"), pytest.mark.requirement("ALL-01")]

ASK = "/min/be-om-sip/"
WORDS = "Jag skickas runt."


def ask(world, actor=None, subject=None, **more):
    where = f"{ASK}?om={(subject or world.coordination).pk}"
    return as_(Client(), actor or world.amina_herself).post(where, {"important": WORDS, "who": "Rut", **more})


def the_request(world):
    return Request._base_manager.get(coordination=world.coordination, from_unit=None)


def test_the_form_says_who_reads_it_and_by_when_they_answer(shared):
    text = as_(Client(), shared.amina_herself).get(ASK).content.decode()
    assert "Vad vill du ha hjälp med?" in text and "Vuxen Innerstaden kallar till möte senast" in text


def test_asking_starts_the_clock_and_gives_a_receipt(shared):
    answer = ask(shared)
    sent = the_request(shared)
    assert answer["Location"] == reverse("my-request", args=[sent.pk])
    assert sent.answers == {"important": WORDS, "who": "Rut"} and sent.answer_by and sent.state == "sent"


def test_those_who_take_part_see_it_and_nobody_else(shared):
    ask(shared)
    for who in (shared.sara, shared.rut):
        assert Request.objects.visible_to(who).filter(pk=the_request(shared).pk).exists()
    for who in (shared.siv, shared.sigrid, shared.pia):
        assert not Request.objects.visible_to(who).filter(pk=the_request(shared).pk).exists()


def test_the_receipt_tells_what_was_asked_what_has_happened_and_what_comes(shared):
    ask(shared)
    acknowledge(the_request(shared), by=shared.chef)
    url = reverse("my-request", args=[the_request(shared).pk])
    text = as_(Client(), shared.amina_herself).get(url).content.decode()
    for words in (WORDS, "De har tagit emot den", "De kallar till ett möte", "Senast"):
        assert words in text
    assert as_(Client(), shared.other_person).get(url).status_code == 404


def test_without_words_nothing_is_sent(shared):
    assert ask(shared, important="").status_code == 422
    assert not Request._base_manager.exists()


def test_one_ask_at_a_time_is_under_way(shared):
    ask(shared)
    text = as_(Client(), shared.amina_herself).get(ASK).content.decode()
    assert "Du har redan bett om en SIP." in text and "Vad vill du ha hjälp med?" not in text
    ask(shared)
    assert Request._base_manager.count() == 1


def test_the_person_takes_it_back_without_a_reason_and_may_ask_again(shared):
    ask(shared)
    url = reverse("my-request", args=[the_request(shared).pk])
    assert as_(Client(), shared.other_person).post(url).status_code == 404
    as_(Client(), shared.amina_herself).post(url)
    assert the_request(shared).state == "withdrawn"
    assert "Vad vill du ha hjälp med?" in as_(Client(), shared.amina_herself).get(ASK).content.decode()


def test_with_two_coordinations_one_chooses_whom_to_ask(shared):
    from brygga.people.acts import register_person
    from brygga.rules.identity_numbers import parse
    from tests.cast import AMINA

    theirs = register_person(
        shared.psykiatri, by=shared.pia, given_name="Amina", family_name="Hassan", identity=parse(AMINA)
    )
    case = theirs.cases.model._base_manager.get(person=theirs)
    other = open_coordination(case, by=shared.pia, why="Vård", reasons=[])
    client = as_(Client(), shared.amina_herself)
    text = client.get(ASK).content.decode()
    assert "Vem vill du fråga?" in text and "Psykiatrimottagning Malmö" in text and "Vuxen Innerstaden" in text
    client.post(f"{ASK}?om={other.pk}", {"important": WORDS})
    assert Request._base_manager.get().to_unit == shared.psykiatri


@pytest.mark.requirement("ALL-02")
def test_somebody_elses_coordination_and_case_cannot_be_asked_in(shared):
    for row in (shared.coordination, shared.aminas_case):
        answer = ask(shared, shared.other_person, row)
        assert answer.status_code == 422 and WORDS in answer.content.decode()
    assert not Request._base_manager.exists()


def test_a_good_man_asks_and_no_name_is_told_to_the_units(shared):
    ask(shared, represented(shared))
    assert the_request(shared).from_label == "Personen genom företrädare"
