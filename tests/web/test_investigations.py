"""The pages about investigations and decisions, as the unit, the other unit and the person meet them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core import clock
from brygga.investigations.acts import tell_person
from brygga.investigations.models import Investigation, Resolution
from tests.cast import as_
from tests.investigations.making import decided, in_days, investigated, opens

KEY = "5f1e3f7e-3b0c-4e0a-9d0e-0a4e8a6f2a10"


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def page(actor: Any, name: str, *args: Any) -> str:
    return text(as_(Client(), actor).get(reverse(name, args=args)))


def filled(world: Any, *areas: str, **more: Any) -> dict[str, Any]:
    return {
        "areas": list(areas),
        "begins_on": clock.today().isoformat(),
        "ready_on": in_days(30).isoformat(),
        "caseworker": str(world.sara.assignment_id),
        "question": "Behövs stöd?",
        "_once": KEY,
        **more,
    }


@pytest.mark.requirement("STO-02")
def test_from_opened_to_decided_and_told(shared: Any) -> None:
    sara = as_(Client(), shared.sara)
    opened = sara.post(
        reverse("open-investigation", args=[shared.coordination.pk]), filled(shared, "housing"), follow=True
    )
    assert "Behövs stöd?" in text(opened) and "Boende" in text(opened)
    row = Investigation._base_manager.get()
    said = {
        "ruling": "partly", "words": "Du får en timme.", "decided_on": clock.today().isoformat(),
        "decided_by": "Eva Chef", "delegation": "Punkt 4.2", "_once": KEY[:-1] + "1",
    }  # fmt: skip
    asked = sara.post(reverse("decide-investigation", args=[row.pk]), said, follow=True)
    assert "Berätta nu för personen." in text(asked) and "Du får en timme." in text(asked)
    front = page(shared.sara, "coordination", shared.coordination.pk)
    assert "Personen har inte fått veta beslutet" in front
    assert "Du får en timme." not in page(shared.amina_herself, "my-decisions")
    (decision,) = Resolution._base_manager.all()
    told = {"told_on": clock.today().isoformat(), "told_how": "phone", "_once": KEY[:-1] + "2"}
    after = sara.post(reverse("tell-decision", args=[decision.pk]), told, follow=True)
    assert "i telefon, av Sara Berg" in text(after)
    assert "Personen har inte fått veta" not in page(shared.sara, "coordination", shared.coordination.pk)
    theirs = page(shared.amina_herself, "my-decisions")
    assert "Ja till en del." in theirs and "Du får en timme." in theirs and "Eva Chef" not in theirs
    assert "Boende: ja till en del." in page(shared.amina_herself, "my-start")


@pytest.mark.requirement("STO-02")
def test_the_other_unit_reads_that_it_goes_on_and_nothing_of_what_stands_in_it(shared: Any) -> None:
    opens(shared, "housing")
    row = investigated(shared, shared.sara, "housing", "finances", question="Varför är hyran obetald?")
    decision = decided(shared, row)
    for name, args in (("investigation", row.pk), ("coordination-investigations", shared.coordination.pk)):
        seen = page(shared.rut, name, args)
        assert "Boende" in seen and "Sara Berg" in seen and "Avslutad med beslut" in seen
        for hidden in ("Ekonomi", "Varför är hyran", "Bifall", "boendestöd två timmar", "Eva Chef"):
            assert hidden not in seen, (name, hidden)
    rut = as_(Client(), shared.rut)
    for name, args in (
        ("change-investigation", row.pk), ("decide-investigation", row.pk), ("close-investigation", row.pk),
        ("tell-decision", decision.pk),
    ):  # fmt: skip
        assert rut.get(reverse(name, args=[args])).status_code == 404
    for who in ("siv", "pia", "sigrid"):
        neighbour = as_(Client(), getattr(shared, who))
        assert neighbour.get(reverse("investigation", args=[row.pk])).status_code == 404


@pytest.mark.requirement("MAL-17")
def test_double_work_stops_the_form_with_its_evidence_and_a_reason_lets_it_through(shared: Any) -> None:
    opens(shared, "addiction", "mental_health")
    investigated(shared, shared.rut, "addiction", "mental_health", begins=-10)
    sara = as_(Client(), shared.sara)
    url = reverse("open-investigation", args=[shared.coordination.pk])
    empty = text(sara.get(url))
    assert "Det här görs redan" in empty and "Fråga Rut Månsson." in empty and "trots det som redan görs" in empty
    stopped = sara.post(url, filled(shared, "addiction", "housing", despite=""))
    seen = text(stopped)
    assert stopped.status_code == 422 and "Samma sak två gånger: Missbruk och beroende" in seen
    assert "Föreslaget sätt: utifrån den andres kunskap." in seen and "Behövs stöd?" in stopped.content.decode()
    sent = sara.post(url, filled(shared, "addiction", despite="Vi behöver egna uppgifter."), follow=True)
    assert "Utredningen är inledd." in text(sent)
    for actor in (shared.sara, shared.rut):
        for name in ("coordination", "coordination-investigations"):
            assert "Samma sak två gånger" in page(actor, name, shared.coordination.pk)


def test_a_form_without_what_is_needed_says_so(shared: Any) -> None:
    sara = as_(Client(), shared.sara)
    url = reverse("open-investigation", args=[shared.coordination.pk])
    assert "trots det som redan görs" not in text(sara.get(url))
    answer = sara.post(url, filled(shared, ready_on=in_days(-1).isoformat()))
    assert answer.status_code == 422
    assert "Välj minst ett område." in text(answer) and "innan den har börjat" in text(answer)


def test_nothing_yet_says_so(shared: Any) -> None:
    assert "Ingen utredning pågår" in page(shared.sara, "coordination-investigations", shared.coordination.pk)
    assert "Inget beslut står här än." in page(shared.amina_herself, "my-decisions")


def test_what_is_hidden_is_told_as_a_number(shared: Any) -> None:
    investigated(shared, shared.sara, "finances")
    assert "1 utredning som du inte får se." in page(shared.rut, "coordination-investigations", shared.coordination.pk)


@pytest.mark.parametrize("name", ["coordination-investigations", "coordination", "my-decisions", "my-start"])
def test_a_page_asks_as_little_about_thirty_as_about_one(shared: Any, name: str) -> None:
    opens(shared, "addiction", "housing")
    counts = []
    for many in (1, 29):
        for _ in range(many):
            tell_person(
                decided(shared, investigated(shared, shared.sara, "housing", despite="x")),
                by=shared.sara, told_on=clock.today(), told_how="phone",
            )  # fmt: skip
            investigated(shared, shared.rut, "housing", "addiction", despite="x")
        mine = name.startswith("my-")
        client = as_(Client(), shared.amina_herself if mine else shared.sara)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(reverse(name, args=[] if mine else [shared.coordination.pk]))
        assert answer.status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_the_persons_decisions_are_paged(shared: Any) -> None:
    for number in range(31):
        row = decided(shared, investigated(shared, shared.sara, "housing"), words=f"Beslut {number:02}.")
        tell_person(row, by=shared.sara, told_on=clock.today(), told_how="letter")
    client = as_(Client(), shared.amina_herself)
    first = client.get(reverse("my-decisions"))
    assert "Beslut 30." in text(first) and "Beslut 00." not in text(first)
    assert "Beslut 00." in text(client.get(first.context["more"]))
