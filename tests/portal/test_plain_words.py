"""What the pages say in the person's own situations: after a no, late, taken back in part, with an interpreter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from brygga.consents.models import ConsentGrant
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.meetings.models import Meeting
from brygga.people.models import Person
from brygga.plans.models import PlanVersion
from tests.cast import as_

pytestmark = pytest.mark.requirement("ALL-01")


def page(actor, name, *args):
    return as_(Client(), actor).get(reverse(name, args=args)).content.decode()


def says_no(world):
    facts = {"say": "no", "note": "Jag vill inte flytta."}
    as_(Client(), world.amina_herself).post(reverse("my-say", args=[world.version.pk]), facts)


@pytest.mark.requirement("BOR-07")
def test_after_a_no_both_pages_say_what_happens_then(hers):
    says_no(hers)
    for text in (page(hers.amina_herself, "my-plan"), page(hers.amina_herself, "my-version", hers.version.pk)):
        assert "Du har sagt nej" in text and "kan de göra ett nytt förslag" in text
    assert "Du har sagt nej" not in page(hers.other_person, "my-plan")


@pytest.mark.requirement("BOR-07")
def test_before_an_answer_it_waits_and_after_a_yes_it_waits_for_the_others(hers):
    assert "Det finns ett förslag som väntar på svar" in page(hers.amina_herself, "my-plan")
    as_(Client(), hers.amina_herself).post(reverse("my-say", args=[hers.version.pk]), {"say": "yes"})
    assert "Du har svarat. De andra har inte svarat än." in page(hers.amina_herself, "my-plan")


def test_an_adopted_plan_never_says_that_nobody_has_answered(hers):
    text = page(hers.amina_herself, "my-plan")
    assert "Har inte svarat" not in text and "Se vem som har sagt ja" in text
    assert "Har inte svarat" not in page(hers.amina_herself, "my-version", hers.first.pk)


@pytest.mark.requirement("KAR-04")
def test_a_follow_up_that_is_late_says_whom_to_call(hers):
    assert "Ni följer upp planen" in page(hers.amina_herself, "my-plan")
    with asked_by("the test"):
        PlanVersion._base_manager.update(follow_up_on=clock.today() - timedelta(days=1))
    for name in ("my-plan", "my-start"):
        text = page(hers.amina_herself, name)
        assert "Planen skulle ha följts upp" in text and "Ring Sara Berg" in text


@pytest.mark.requirement("MAL-03")
def test_the_start_page_names_those_who_may_know_today(hers):
    with asked_by("the test"):
        ConsentGrant._base_manager.create(consent=hers.consent, party_name="Systern Leila", matter="coordination")
    assert "Vuxen Innerstaden, Systern Leila, Rådmannen</strong> får prata om: samordning" in page(
        hers.amina_herself, "my-start"
    )
    with asked_by("the test"):
        ConsentGrant._base_manager.filter(party_name="Systern Leila").update(withdrawn_at=clock.now())
    assert "Vuxen Innerstaden, Rådmannen</strong> får prata om" in page(hers.amina_herself, "my-start")


@pytest.mark.requirement("MAL-03")
def test_taking_back_a_matter_says_that_the_one_who_was_told_tells_no_further(hers):
    with asked_by("the test"):
        for unit in (hers.innerstaden, hers.radmannen):
            ConsentGrant._base_manager.create(consent=hers.consent, unit=unit, matter="addiction")
    url = reverse("my-consent-withdraw", args=[hers.consent.pk])
    text = as_(Client(), hers.amina_herself).get(url + "?fraga=1").content.decode()
    assert "De får inte längre berätta om missbruk och beroende för de andra." in text
    assert "får <strong>Rådmannen, Region Skåne, psykiatri</strong> inte veta mer" in text
    assert "får <strong>Vuxen Innerstaden" not in text


def test_a_meeting_says_where_and_that_an_interpreter_is_needed(hers):
    assert "Tolk" not in page(hers.amina_herself, "my-meeting", hers.meeting.pk)
    with asked_by("the test"):
        Person._base_manager.filter(pk=hers.amina.pk).update(interpreter="Somaliska")
    text = page(hers.amina_herself, "my-meeting", hers.meeting.pk)
    assert "Somaliska. Fråga den som bjuder in om tolken är bokad." in text and "På en plats" not in text


def test_a_meeting_that_is_over_asks_for_nothing(hers):
    assert "Ditt svar" in page(hers.amina_herself, "my-meeting", hers.meeting.pk)
    with asked_by("the test"):
        Meeting._base_manager.filter(pk=hers.meeting.pk).update(state="held")
    text = page(hers.amina_herself, "my-meeting", hers.meeting.pk)
    assert "Ditt svar" not in text and "Svara om du kommer" not in text


@pytest.mark.requirement("MAL-11")
def test_with_a_plan_or_a_meeting_one_is_told_so_before_asking(hers):
    text = page(hers.amina_herself, "ask-for-sip")
    assert "Du har redan en plan." in text and "Vad vill du ha hjälp med?" in text
    assert "Du har redan en plan." not in page(hers.other_person, "ask-for-sip")


def test_the_last_day_to_answer_is_not_named_when_it_has_passed(hers):
    assert "Svara gärna senast" in page(hers.amina_herself, "my-start")
    with asked_by("the test"):
        Meeting._base_manager.filter(pk=hers.meeting.pk).update(called_at=clock.now() - timedelta(days=60))
    text = page(hers.amina_herself, "my-start")
    assert "Svara så snart du kan." in text and "Svara gärna senast" not in text
