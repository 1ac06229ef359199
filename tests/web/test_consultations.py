"""The pages about consultations: one short form, stopped at the field, and what waits on the start page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brygga.consents.acts import record_no
from brygga.consultations.acts import answer, ask_in_writing
from brygga.consultations.models import Consultation
from brygga.core import clock
from brygga.core.models import Draft
from tests.cast import as_
from tests.consultations.test_consulting import TALK, asked, may_consult_about_amina, talked


def filled(world: Any, **more: Any) -> dict[str, Any]:
    return {**TALK, "to_unit": str(world.radmannen.pk), **more}


def text(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(name, args=args)).content.decode()


@pytest.mark.requirement("MAL-15")
def test_one_short_form_and_it_is_saved(client: Client, world: Any) -> None:
    page = text(as_(client, world.sara), "log-consultation")
    assert "Rådmannen" in page and "Vuxen Innerstaden (" not in page and "LVM-anmälan" in page
    answered = client.post(reverse("log-consultation"), filled(world), follow=True)
    assert "Gör ett hembesök ihop." in answered.content.decode()
    assert "Gör ett hembesök ihop." in text(
        as_(Client(), world.rut), "consultation", Consultation._base_manager.get().pk
    )


@pytest.mark.requirement("STO-08")
def test_a_name_is_stopped_at_its_field_with_the_reason_and_kept_nowhere(client: Client, world: Any) -> None:
    answered = as_(client, world.sara).post(
        reverse("log-consultation"), filled(world, advice="Hassan ska få tid.", next_step="Ring 19910416-2384")
    )
    page = answered.content.decode()
    assert answered.status_code == 422
    assert "Ta bort ”Hassan”." in page and "Ta bort personnumret." in page and "Hassan ska få tid." in page
    assert not Consultation._base_manager.exists() and not Draft._base_manager.exists()
    assert "data-draft-url" not in page


def test_a_next_step_is_said_when_somebody_takes_it(client: Client, world: Any) -> None:
    as_(client, world.sara)
    assert client.post(reverse("log-consultation"), filled(world, next_step="")).status_code == 422
    assert client.post(reverse("log-consultation"), filled(world, next_step="", next_by="nobody")).status_code == 302


@pytest.mark.requirement("STO-08")
def test_what_waits_stands_on_the_start_page_of_the_function_asked_and_the_answer_on_that_of_the_asker(
    client: Client, world: Any
) -> None:
    row = asked(world)
    assert "Svara på en konsultation" in text(as_(client, world.rut), "start")
    for other in (world.pia, world.siv, world.sara):
        assert "Svara på en konsultation" not in text(as_(Client(), other), "start")
    sent = client.post(
        reverse("answer-consultation", args=[row.pk, "svara"]),
        {"advice": "Tre veckor.", "next_by": "asker", "next_step": "Skriv remiss"},
    )
    assert sent.status_code == 302
    mine = text(as_(Client(), world.sara), "start")
    assert "Svar från Rådmannen" in mine and "Ta nästa steg efter en konsultation" in mine and "Gjort" in mine
    assert "Svar från Rådmannen" not in text(as_(Client(), world.sven), "start")


@pytest.mark.requirement("MAL-12")
def test_after_a_no_the_way_to_consult_without_a_name_is_open_and_that_by_name_is_not(
    client: Client, shared: Any
) -> None:
    said = record_no(
        shared.folke,
        by=shared.rut,
        said="Nej tack.",
        need="Bostad",
        given_on=clock.today(),
        informed_by="Rut",
        unit=shared.radmannen,
        stream_id=None,
    )
    page = text(as_(client, shared.rut), "consent", said.pk)
    assert reverse("log-consultation") in page
    named = text(as_(Client(), shared.sara), "log-named-consultation", shared.coordination.pk)
    assert "Rådgör utan namn" in named and "<textarea" not in named


@pytest.mark.requirement("MAL-15")
def test_it_is_named_on_a_page_and_then_says_so_to_both_units(client: Client, shared: Any) -> None:
    row = talked(shared)
    assert "Fråga personen" in text(as_(client, shared.sara), "name-consultation", row.pk)
    may_consult_about_amina(shared)
    assert "Amina Hassan" not in text(as_(Client(), shared.rut), "consultation", row.pk)
    sent = client.post(
        reverse("name-consultation", args=[row.pk]), {"coordination": str(shared.coordination.pk)}, follow=True
    )
    assert "Rådmannen ser nu vem" in sent.content.decode()
    assert "Amina Hassan" in text(as_(Client(), shared.rut), "consultation", row.pk)


@pytest.mark.parametrize("many", [1, 30])
def test_a_list_and_the_start_page_ask_as_much_about_thirty_as_about_one(
    client: Client, world: Any, many: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(many):
        row = ask_in_writing(
            world.innerstaden,
            by=world.sara,
            kind="consultation",
            to_unit=world.radmannen,
            question=f"Fråga {number}",
        )
        if number % 2:
            answer(row, by=world.rut, advice="Ja.", next_by="together", next_step="Ring")
    as_(client, world.rut)
    with django_assert_max_num_queries(14):
        client.get(reverse("consultations") + "?visa=till")
    with django_assert_max_num_queries(40):
        client.get(reverse("start"))
