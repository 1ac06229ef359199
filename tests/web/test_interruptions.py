"""Steps after an interruption, placements that lack something and who pays, as each reader meets them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.interventions.acts import ask_payment, interrupt
from brygga.interventions.models import GrantedIntervention, RaisedStep
from brygga.people.models import Person
from tests.cast import as_
from tests.interventions.making import in_days, ongoing
from tests.interventions.test_paying import held
from tests.web.test_granted_interventions import KEY, filled, page, text


@pytest.mark.requirement("MAL-18")
def test_from_interrupted_to_ticked_on_the_screen(adopted: Any) -> None:
    interrupt(ongoing(adopted), by=adopted.sara, on=clock.today(), note="Amina kom inte.")
    step = RaisedStep._base_manager.get()
    here = adopted.coordination.pk
    for actor in (adopted.sara, adopted.rut):
        assert "Rut ringer Sara" in page(actor, "coordination-responsibility", here)
    assert "Gör ett steg efter ett avbrott" in page(adopted.rut, "start")
    assert "Gör ett steg efter ett avbrott" not in page(adopted.sara, "start")
    assert "Rut ringer Sara" in page(adopted.amina_herself, "my-interventions")
    rut = as_(Client(), adopted.rut)
    url = reverse("raised-step", args=[step.pk])
    empty = rut.post(url, {"what_was_done": "", "_once": f"{KEY}1"})
    assert empty.status_code == 422 and "Skriv vad som gjordes." in text(empty)
    done = rut.post(url, {"what_was_done": "Ringde Sara.", "_once": f"{KEY}2"}, follow=True)
    assert "Steget är avbockat." in text(done) and "Ringde Sara." in text(done)
    assert "Gör ett steg" not in page(adopted.rut, "start")
    assert as_(Client(), adopted.sara).get(url).status_code == 403
    for who in ("siv", "pia", "sigrid"):
        assert as_(Client(), getattr(adopted, who)).get(url).status_code == 404


@pytest.mark.requirement("MAL-19")
def test_a_placement_that_lacks_something_is_told_where_one_works(shared: Any) -> None:
    sara = as_(Client(), shared.sara)
    sent = sara.post(
        reverse("grant-intervention", args=[shared.coordination.pk]),
        filled(words="Vård på behandlingshem", kind="treatment_home", ends_on=in_days(20).isoformat()),
        follow=True,
    )
    assert "Vård på behandlingshem (HVB)" in text(sent)
    row = GrantedIntervention._base_manager.get()
    for actor in (shared.sara, shared.rut):
        for name, pk in (
            ("coordination", shared.coordination.pk),
            ("coordination-responsibility", shared.coordination.pk),
            ("granted-intervention", row.pk),
        ):
            seen = page(actor, name, pk)
            assert "Placeringen saknar en gemensam plan" in seen and "ingen kontakt hemma är bokad" in seen, name
        start = page(actor, "start")
        assert "En placering saknar plan" in start and "Boka en kontakt hemma" in start
    assert "placering" not in page(shared.siv, "start")


def test_a_kind_that_another_unit_decides_is_not_offered(shared: Any) -> None:
    url = reverse("grant-intervention", args=[shared.coordination.pk])
    rut = as_(Client(), shared.rut)
    assert "Öppenvård" in text(rut.get(url)) and "behandlingshem (HVB)" not in text(rut.get(url))
    assert rut.post(url, filled(kind="treatment_home")).status_code == 422


@pytest.mark.requirement("MAL-14")
def test_a_question_of_payment_from_asked_to_settled(shared: Any) -> None:
    row = ongoing(shared)
    rut = as_(Client(), shared.rut)
    sent = rut.post(
        reverse("ask-payment", args=[row.pk]), {"question": "Vem betalar resorna?", "_once": f"{KEY}1"}, follow=True
    )
    assert "Vem betalar resorna?" in text(sent) and "Inte avgjord" in text(sent)
    url = reverse("settle-payment", args=[row.payment_questions.unrestricted(because="the test asks").get().pk])
    assert "Kalla till mötet" in text(rut.get(url))
    held(shared, mandates="no")
    assert "mandat att besluta" in text(rut.get(url))
    meeting = held(shared)
    said = {"meeting": str(meeting.pk), "settled_as": "Rådmannen betalar.", "_once": f"{KEY}2"}
    done = rut.post(url, said, follow=True)
    assert "Betalningsfrågan är avgjord." in text(done) and "Rådmannen betalar." in text(done)
    for who in ("siv", "pia", "sigrid"):
        assert as_(Client(), getattr(shared, who)).get(url).status_code == 404
    assert "resorna" not in page(shared.amina_herself, "my-interventions")


@pytest.mark.requirement("STO-19")
def test_the_suggestion_stands_with_its_rule_and_source(shared: Any) -> None:
    with asked_by("test"):
        type(shared.coordination)._base_manager.filter(pk=shared.coordination.pk).update(place="stockholm")
        person = Person._base_manager.get(pk=shared.amina.pk)
        person.born = date(1950, 5, 5)
        person.save(update_fields=["born"])
    row = ongoing(shared)
    with asked_by("test"):
        GrantedIntervention._base_manager.filter(pk=row.pk).update(kind="housing")
    assert "Rutinen säger inget om vem som betalar" in page(shared.sara, "granted-intervention", row.pk)
    url = reverse("describe-cost", args=[row.pk])
    sara = as_(Client(), shared.sara)
    assert "riskerar att bli hemlös" in text(sara.get(url))
    said = {"circumstances": ["homeless", "like_home_care"], "_once": f"{KEY}1"}
    shown = text(sara.post(url, said, follow=True))
    assert "Förslag: IoF och ÄoF delar på kostnaden" in shown and "Personer över 65 år i hemlöshet" in shown
    assert "Förslag: IoF och ÄoF" in page(shared.rut, "granted-intervention", row.pk)
    assert as_(Client(), shared.rut).get(url).status_code == 403


@pytest.mark.parametrize("name", ["start", "coordination", "coordination-responsibility", "my-interventions"])
def test_many_steps_placements_and_questions_ask_no_more(adopted: Any, name: str) -> None:
    counts = []
    for many in (1, 29):
        for number in range(many):
            row = ongoing(adopted, kind="treatment_home", ends_on=in_days(20))
            ask_payment(row, by=adopted.sara, question="Vem betalar?")
            with asked_by("test"):
                RaisedStep._base_manager.create(
                    coordination=adopted.coordination, intervention=row, happens="x", words=f"Ring {number}",
                    unit=adopted.radmannen, raised_on=clock.today(), due_on=clock.today(),
                )  # fmt: skip
        mine = name.startswith("my-")
        args = [adopted.coordination.pk] if name.startswith("coordination") else []
        client, url = as_(Client(), adopted.amina_herself if mine else adopted.rut), reverse(name, args=args)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
