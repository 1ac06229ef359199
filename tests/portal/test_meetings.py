"""The person's meetings: when, where, who, what matters; and whether one comes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from brygga.agencies.models import Staff
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.meetings.models import Meeting
from tests.cast import as_
from tests.meetings.making import now, persons_seat, planned
from tests.portal.conftest import represented

pytestmark = pytest.mark.requirement("ALL-01")


def page(world, actor=None):
    url = reverse("my-meeting", args=[world.meeting.pk])
    return as_(Client(), actor or world.amina_herself).get(url).content.decode()


def answer(world, actor, **sent):
    url = reverse("my-meeting-answer", args=[world.meeting.pk])
    return as_(Client(), actor).post(url, sent)


@pytest.mark.requirement("MAL-13")
def test_the_page_says_when_where_who_and_what_matters_to_her(hers):
    text = page(hers)
    for words in ("klockan 13.00", "Rådmansgatan 14", "Sara Berg, socialsekreterare", "Att få bo kvar.", "En paus."):
        assert words in text


def test_what_she_does_not_want_raised_is_shown_with_who_knows_it(hers):
    assert "Min syster." in page(hers) and "Det vet bara Vuxen Innerstaden." in page(hers)


@pytest.mark.requirement("ALL-02")
def test_staff_with_protected_data_are_told_by_what_they_do(hers):
    with asked_by("the test"):
        Staff.objects.filter(pk=hers.rut.staff_id).update(protected=True)
    assert "Rut Månsson" not in page(hers) and "Sjuksköterska" in page(hers)


@pytest.mark.parametrize(
    "sent",
    [
        {"answer": "yes"},
        {"answer": "no"},
        {"answer": "other", "name": "Otto Ek"},
        {"answer": "yes", "note": "Jag tar med Otto."},
    ],
)
def test_she_answers_and_owes_nobody_a_reason(hers, sent):
    assert answer(hers, hers.amina_herself, **sent).status_code == 302
    seat = persons_seat(hers.meeting)
    assert (seat.answer, seat.answer_note) == (sent["answer"], sent.get("note", ""))


@pytest.mark.parametrize("sent", [{}, {"answer": "kanske"}, {"answer": "other"}])
def test_an_answer_that_says_nothing_comes_back(hers, sent):
    assert answer(hers, hers.amina_herself, **sent, note="x").status_code == 422
    assert persons_seat(hers.meeting).answer == ""


def test_a_relative_reads_the_call_and_does_not_answer(hers):
    otto = represented(hers, may_consent=False, kind="relative")
    assert "Svara om du kommer" not in page(hers, otto)
    assert answer(hers, otto, answer="yes").status_code == 422
    assert persons_seat(hers.meeting).answer == ""


def test_the_calendar_file_says_nothing_about_whom_or_what(hers):
    url = reverse("my-meeting-ics", args=[hers.meeting.pk])
    text = as_(Client(), hers.amina_herself).get(url).content.decode()
    assert text.startswith("BEGIN:VCALENDAR") and reverse("my-meeting", args=[hers.meeting.pk]) in text.replace(
        "\r\n ", ""
    )
    assert not {"Amina", "Hassan", "GFI", "Rådmannen", "Boende"} & set(text.replace("\r\n ", "").split())


def test_a_draft_and_a_meeting_without_her_are_not_hers(hers):
    draft = planned(hers, place="Utkastet")
    with asked_by("the test"):
        Meeting._base_manager.filter(pk=hers.meeting.pk).update(person_invited=False)
    client = as_(Client(), hers.amina_herself)
    for one in (draft, hers.meeting):
        assert client.get(reverse("my-meeting", args=[one.pk])).status_code == 404
    assert "Inget möte är bokat." in client.get(reverse("my-meetings")).content.decode()


def test_a_meeting_that_has_been_is_among_the_earlier(hers):
    with clock.set_to(now(hers.meeting).starts_at + timedelta(days=1)):
        text = as_(Client(), hers.amina_herself).get(reverse("my-meetings")).content.decode()
    assert "Inget möte är bokat." in text and "Tidigare möten" in text


def test_a_unit_whose_consent_is_taken_back_is_no_longer_among_the_invited(hers):
    """As the page before the withdrawal says."""
    assert "Rut Månsson" in page(hers)
    as_(Client(), hers.amina_herself).post(reverse("my-consent-withdraw", args=[hers.consent.pk]))
    assert "Rut Månsson" not in page(hers)
