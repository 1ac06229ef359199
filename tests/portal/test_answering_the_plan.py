"""The person owns the plan: yes, yes to a part, or no, in their own words (BOR-07)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from brygga.core import clock
from brygga.people.acts import raise_protection
from brygga.plans.acts import say
from brygga.plans.models import Approval, PlanVersion
from brygga.plans.states import Say, VersionState
from tests.cast import as_
from tests.portal.conftest import represented

pytestmark = [pytest.mark.requirement("BOR-07"), pytest.mark.requirement("KAR-04")]


def url(world):
    return reverse("my-say", args=[world.version.pk])


def persons_answer(world):
    return Approval._base_manager.filter(version=world.version, by_person=True).last()


def test_a_yes_takes_one_press(hers):
    answer = as_(Client(), hers.amina_herself).post(url(hers), {"say": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("my-version", args=[hers.version.pk]))
    assert (persons_answer(hers).say, persons_answer(hers).how) == ("yes", "I Brygga")


def test_with_her_yes_the_plan_is_adopted_when_all_others_have_said_yes(hers):
    for who in (hers.sara, hers.rut):
        say(hers.version, by=who, say=Say.YES)
    as_(Client(), hers.amina_herself).post(url(hers), {"say": "yes"})
    assert PlanVersion._base_manager.get(pk=hers.version.pk).state == VersionState.ADOPTED


def test_without_her_yes_it_is_not(hers):
    for who in (hers.sara, hers.rut):
        say(hers.version, by=who, say=Say.YES)
    assert PlanVersion._base_manager.get(pk=hers.version.pk).state == VersionState.PROPOSED


def test_a_yes_to_a_part_says_which_part_waits_and_when(hers):
    day = clock.today() + timedelta(days=10)
    sent = {"say": "partly", "note": "Promenaden får vänta.", "rest_on": day.isoformat()}
    as_(Client(), hers.amina_herself).post(url(hers), sent)
    found = persons_answer(hers)
    assert (found.say, found.note, found.rest_on) == ("partly", "Promenaden får vänta.", day)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"say": "partly", "rest_on": "2099-01-01"}, "Skriv vilken del du vill prata mer om."),
        ({"say": "partly", "note": "Boendet"}, "Välj en dag när ni pratar om resten."),
        ({"say": "partly", "note": "Boendet", "rest_on": "2020-01-01"}, "Välj en dag som kommer, tidigast i morgon."),
        ({"say": "no"}, "Skriv vad som inte är bra."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(hers, sent, words):
    answer = as_(Client(), hers.amina_herself).post(url(hers), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page and sent.get("note", "") in page
    assert persons_answer(hers) is None


def test_a_no_carries_her_words_to_the_others(hers):
    as_(Client(), hers.amina_herself).post(url(hers), {"say": "no", "note": "Jag vill inte gå själv."})
    assert (persons_answer(hers).say, persons_answer(hers).note) == ("no", "Jag vill inte gå själv.")


def test_a_good_man_answers_and_it_says_so_everywhere(hers):
    otto = represented(hers)
    client = as_(Client(), otto)
    page = client.get(reverse("my-version", args=[hers.version.pk])).content.decode()
    assert "Du ser det här som god man för <strong>Amina Hassan</strong>" in page and "Svara på planen" in page
    client.post(url(hers), {"say": "yes"})
    assert persons_answer(hers).how == "I Brygga, genom Otto Ek"


@pytest.mark.requirement("ALL-02")
def test_who_answered_for_her_is_not_named_once_she_is_protected(hers):
    """A guardian's or a mother's name says the family name."""
    as_(Client(), represented(hers)).post(url(hers), {"say": "yes"})
    read = ("plan-version", [hers.version.pk]), ("plan", [hers.version.plan_id])
    told = [as_(Client(), hers.rut).get(reverse(name, args=key)).content.decode() for name, key in read]
    assert all("genom Otto Ek" in page for page in told)
    raise_protection(hers.amina, by=hers.sara, protection="marked")
    for reader in (hers.sara, hers.rut):
        for name, key in read:
            page = as_(Client(), reader).get(reverse(name, args=key)).content.decode()
            assert "Otto Ek" not in page
            assert "I Brygga, genom personens företrädare" in page


def test_a_relative_reads_and_does_not_answer(hers):
    otto = represented(hers, may_consent=False, kind="relative")
    client = as_(Client(), otto)
    page = client.get(reverse("my-version", args=[hers.version.pk])).content.decode()
    assert "du kan inte svara i Amina Hassans ställe" in page
    assert "Svara på planen" not in page
    assert client.post(url(hers), {"say": "yes"}).status_code == 422
    assert persons_answer(hers) is None


def test_a_mandate_that_has_ended_opens_nothing(hers):
    """The session is still there; the right is not."""
    client = as_(Client(), represented(hers, until=clock.today()))
    assert client.get(reverse("my-plan")).status_code == 200
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert client.get(reverse("my-plan")).status_code == 302
        assert client.post(url(hers), {"say": "yes"}).status_code == 302
    assert persons_answer(hers) is None


def test_the_consent_taken_back_stops_the_answer_with_words_for_her(hers):
    client = as_(Client(), hers.amina_herself)
    client.post(reverse("my-consent-withdraw", args=[hers.consent.pk]), {})
    page = client.get(reverse("my-version", args=[hers.version.pk])).content.decode()
    assert "Förslaget gäller inte längre" in page and "Svara på planen" not in page


def test_the_proposal_shows_what_is_new_and_how_it_goes(hers):
    page = as_(Client(), hers.amina_herself).get(reverse("my-version", args=[hers.version.pk])).content.decode()
    assert "Promenera varje dag" in page and "Det här är nytt" in page
    assert "Vi har setts två gånger." in page and "Du själv" in page


def test_an_adopted_plan_waits_for_nobody(planned):
    page = as_(Client(), planned.amina_herself).get(reverse("my-start")).content.decode()
    assert "Det finns ett förslag till plan" not in page and "Sova hela natten" in page
