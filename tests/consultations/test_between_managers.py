"""Acute consultation between managers, and difficulties that caseworkers have first talked about (STO-09, STO-21)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brygga.consultations.acts import answer, ask_in_writing, log_consultation, note_shown
from brygga.consultations.models import Consultation
from brygga.consultations.queries import on_desk, to_show
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from tests.cast import _actor, as_
from tests.requests.asking import assignment

HARD = "Vi är inte eniga om vem som leder utredningen."


def acute(city: Any, by: Any = None) -> Consultation:
    return ask_in_writing(
        city.beroende,
        by=by or city.ulla,
        kind="acute",
        to_unit=city.aldre,
        question="Anmälan har kommit. Vem tar emot?",
    )


def difficulty(city: Any, **more: Any) -> Consultation:
    talk = {"talked_on": clock.today(), "talked_with": assignment(city.bea), "to_unit": city.aldre, **more}
    return ask_in_writing(city.beroende, by=city.ivar, kind="difficulty", question=HARD, **talk)


@pytest.mark.requirement("STO-21")
def test_an_acute_one_goes_from_manager_to_manager_with_a_clock_of_its_own(city: Any) -> None:
    row = acute(city)
    assert row.answer_by.astimezone(clock.SWEDEN).date() == clock.today()
    assert [sum(row.to_answer for row in on_desk(who, 9)) for who in (city.elsa, city.bea, city.nils)] == [1, 0, 0]
    with pytest.raises(NotAllowed, match="som du får ta upp"):
        acute(city, by=city.ivar)
    with pytest.raises(NotAllowed, match="besvaras av dem"):
        answer(row, by=city.bea, advice="Vi.", next_by="asked", next_step="Ringer")
    assert answer(row, by=city.elsa, advice="Vi.", next_by="asked", next_step="Bea ringer idag").state == "done"


@pytest.mark.requirement("STO-21")
def test_it_is_shown_at_the_next_regular_meeting_until_it_has_been(city: Any) -> None:
    talk = {"question": "Vem tar emot?", "advice": "Vi gör det.", "next_by": "asked", "next_step": "Ring"}
    row = log_consultation(city.beroende, by=city.ulla, kind="acute", to_unit=city.aldre, how="phone", **talk)
    assert [to_show(who).count() for who in (city.ulla, city.elsa, city.ivar, city.nils)] == [1, 1, 0, 0]
    page = as_(Client(), city.elsa).get(reverse("consultations") + "?visa=mote").content.decode()
    assert "Akut konsultation" in page and "Till nästa möte" in page
    for wrong in (city.bea, city.nils):
        with pytest.raises(NotAllowed):
            note_shown(row, by=wrong)
    note_shown(row, by=city.elsa)
    assert not to_show(city.ulla).exists()


@pytest.mark.requirement("STO-09")
def test_a_difficulty_is_not_raised_before_they_have_talked(city: Any) -> None:
    for lacking in ({"talked_on": None}, {"talked_with": None}):
        with pytest.raises(NotAllowed, match="Tala först"):
            difficulty(city, **lacking)
    with pytest.raises(NotAllowed, match="framtiden"):
        difficulty(city, talked_on=clock.today() + timedelta(days=1))
    with pytest.raises(NotAllowed, match="arbetar på Äldreomsorg"):
        difficulty(city, talked_with=assignment(city.nils))
    assert not Consultation._base_manager.exists()


@pytest.mark.requirement("STO-09")
def test_it_is_read_by_those_who_lead_and_the_two_who_talked_and_answered_by_the_other_manager(city: Any) -> None:
    with asked_by("test"):
        colleagues = [
            _actor("Ola Vid", "social_worker", "Socialsekreterare", city.beroende),
            _actor("Pål Vid", "care_assessor", "Biståndshandläggare", city.aldre),
        ]
    row = difficulty(city)
    sees = [Consultation.objects.visible_to(who).exists() for who in (city.ivar, city.bea, city.ulla, city.elsa)]
    assert sees == [True] * 4
    assert not any(Consultation.objects.visible_to(who).exists() for who in (*colleagues, city.nils))
    for who in colleagues:
        assert as_(Client(), who).get(reverse("consultation", args=[row.pk])).status_code == 404
    with pytest.raises(NotAllowed):
        answer(row, by=city.bea, advice="Jag.", next_by="nobody")
    assert (
        answer(row, by=city.elsa, advice="Bea leder.", next_by="together", next_step="Möte på fredag").state == "done"
    )


@pytest.mark.requirement("STO-09")
def test_the_page_asks_when_and_with_whom(city: Any) -> None:
    client = as_(Client(), city.ivar)
    assert "Lyft en svårighet" in client.get(reverse("consultations")).content.decode()
    sent = {"kind": "difficulty", "to_unit": str(city.aldre.pk), "question": HARD}
    answered = client.post(reverse("raise-difficulty"), sent)
    assert answered.status_code == 422 and "Tala först med handläggaren" in answered.content.decode()
    wrong = client.post(reverse("raise-difficulty"), {**sent, "with_whom": "Nils Ny", "talked_on": str(clock.today())})
    assert "Ingen på Äldreomsorg heter så" in wrong.content.decode()
    right = client.post(reverse("raise-difficulty"), {**sent, "with_whom": "Bea Bo", "talked_on": str(clock.today())})
    assert right.status_code == 302
    assert "Svara på en konsultation" in as_(Client(), city.elsa).get(reverse("start")).content.decode()


def test_where_the_routine_has_no_such_kind_there_is_no_such_page(client: Client, world: Any) -> None:
    assert as_(client, world.sara).get(reverse("raise-difficulty")).status_code == 404
    assert "Lyft en svårighet" not in client.get(reverse("consultations")).content.decode()
