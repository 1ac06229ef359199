"""The pages on which those who are called answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from brygga.meetings.states import Answer, Mandate
from tests.cast import as_
from tests.meetings.making import called, now, persons_seat, seat_of
from tests.web.showing import words


@pytest.mark.requirement("KAR-01")
def test_the_called_unit_answers_and_prepares_in_one_form(shared: Any, rut: Client) -> None:
    meeting = called(shared, "sip")
    page = rut.get(f"/moten/{meeting.pk}/")
    assert "Svara på kallelsen" in words(page)
    seat = seat_of(meeting, shared.radmannen)
    said = {"answer": "yes", "note": "", "mandate": "yes", "preparation": "Stödsamtal varje vecka"}
    assert rut.post(f"/moten/svar/{seat.pk}/", said)["Location"] == f"/moten/{meeting.pk}/"
    assert (now(seat).answer, now(seat).mandate) == (Answer.YES, Mandate.YES)
    seen = words(as_(Client(), shared.sara).get(f"/moten/{meeting.pk}/"))
    assert "Stödsamtal varje vecka" in seen


def test_a_no_without_a_word_is_sent_back(shared: Any, rut: Client) -> None:
    seat = seat_of(called(shared), shared.radmannen)
    page = rut.post(f"/moten/svar/{seat.pk}/", {"answer": "no", "mandate": ""})
    assert page.status_code == 422
    assert "Skriv varför ni inte kan komma" in words(page)
    assert now(seat).answer == Answer.NONE


def test_the_one_who_calls_writes_down_what_the_person_said(shared: Any, sara: Client, rut: Client) -> None:
    meeting = called(shared)
    url = f"/moten/svar/{persons_seat(meeting).pk}/"
    assert rut.get(url).status_code == 403
    assert "Vad har personen svarat?" in words(sara.get(url))
    sara.post(url, {"answer": "yes", "note": "Sagt på telefon"})
    assert persons_seat(meeting).answer == Answer.YES


def test_nobody_answers_for_another_unit(shared: Any, sara: Client) -> None:
    seat = seat_of(called(shared), shared.radmannen)
    assert sara.get(f"/moten/svar/{seat.pk}/").status_code == 403
    assert sara.post(f"/moten/svar/{seat.pk}/", {"answer": "yes"}).status_code == 422
    assert now(seat).answer == Answer.NONE
