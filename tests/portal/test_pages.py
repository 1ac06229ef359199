"""Every page of the person's own side opens for Amina, and is not there for Karim next door."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import as_
from tests.documents.reading import read

PLAIN = ["my-start", "my-whom", "my-plan", "my-meetings", "my-consents", "my-readers", "ask-for-sip"]
OBJECTS = {
    "my-version": "version",
    "my-say": "version",
    "my-version-pdf": "version",
    "my-meeting": "meeting",
    "my-meeting-answer": "meeting",
    "my-meeting-ics": "meeting",
    "my-consent": "consent",
    "my-consent-withdraw": "consent",
    "my-consent-pdf": "consent",
}


@pytest.mark.requirement("ALL-01")
@pytest.mark.parametrize("name", PLAIN)
def test_a_page_opens(hers, name):
    answer = as_(Client(), hers.amina_herself).get(reverse(name))
    assert answer.status_code == 200, answer.content.decode()


@pytest.mark.requirement("ALL-01")
@pytest.mark.parametrize("name", OBJECTS)
def test_what_is_hers_opens_for_her(hers, name):
    answer = as_(Client(), hers.amina_herself).get(reverse(name, args=[getattr(hers, OBJECTS[name]).pk]))
    assert answer.status_code == 200


@pytest.mark.requirement("ALL-02")
@pytest.mark.parametrize("name", OBJECTS)
def test_what_is_hers_is_not_there_for_the_person_next_door(hers, name):
    client = as_(Client(), hers.other_person)
    url = reverse(name, args=[getattr(hers, OBJECTS[name]).pk])
    assert (client.get(url).status_code, client.post(url, {"say": "yes"}).status_code) == (404, 404)


def paper(world, name, pk):
    answer = as_(Client(), world.amina_herself).get(reverse(name, args=[pk]))
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(read(answer.content).text.split())


@pytest.mark.requirement("ALL-04")
def test_her_plan_on_paper_is_the_whole_plan(hers):
    text = paper(hers, "my-version-pdf", hers.first.pk)
    assert all(words in text for words in ("Amina Hassan", "Sova hela natten", "Samtal om", "Att få bo kvar."))


@pytest.mark.requirement("KAR-02")
def test_her_copy_of_the_consent_says_what_she_said_yes_to(hers):
    text = paper(hers, "my-consent-pdf", hers.consent.pk)
    assert "Rådmannen" in text and "Jag kan ta tillbaka" in text
