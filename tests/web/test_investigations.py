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
from brygga.investigations.models import Investigation, MappingPlan, Resolution, Summary
from tests.cast import as_
from tests.investigations.making import (
    SAID,
    decided,
    in_days,
    investigated,
    mapped,
    may_map,
    opens,
    summarised,
    summary_asked,
)

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


@pytest.mark.parametrize("name", ["coordination-investigations", "my-decisions", "plan-mapping"])
def test_thirty_plans_and_summaries_cost_as_little_as_one(shared: Any, name: str) -> None:
    opens(shared, "addiction")
    may_map(shared)
    counts = []
    for many in (1, 29):
        for _ in range(many):
            mapped(shared)
            summarised(summary_asked(shared), shared.rut)
            summary_asked(shared)
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


@pytest.mark.requirement("MAL-09")
def test_from_a_plan_in_the_others_knowledge_to_a_summary_and_a_sip(shared: Any) -> None:
    opens(shared, "addiction")
    may_map(shared)
    sara, rut = as_(Client(), shared.sara), as_(Client(), shared.rut)
    url = reverse("plan-mapping", args=[shared.coordination.pk])
    assert "Utifrån den andres kunskap" in text(sara.get(url))
    said = {
        "mode": "others_knowledge", "parties": [str(shared.radmannen.pk)],
        "area_addiction": f"knows:{shared.radmannen.pk}", "information": "Proverna.", "informed": "Sara ringer.",
        "_once": KEY,
    }  # fmt: skip
    made = sara.post(url, said, follow=True)
    assert "Rådmannen vet redan" in text(made) and "Be om en sammanfattning" in text(made)
    plan = MappingPlan._base_manager.get()
    asked = summary_asked(shared)
    answer = rut.get(reverse("request", args=[asked.pk]))
    assert "Skriv sammanfattningen" in text(answer)
    page_of = reverse("write-summary", args=[asked.pk])
    short = rut.post(page_of, {"problems": "Dricker.", "_once": KEY[:-1] + "3"})
    assert short.status_code == 422 and "Dricker." in short.content.decode()
    sent = rut.post(
        page_of, {**SAID, "area_alcohol": "whole", "area_drugs": "not", "_once": KEY[:-1] + "4"}, follow=True
    )
    assert "Sammanfattningen är lämnad till Vuxen Innerstaden." in text(sent)
    summary = Summary._base_manager.get()
    read = page(shared.sara, "summary", summary.pk)
    assert "Behandlingshem." in read and "Alkoholanvändning Ja, hela området ASI" in read
    assert "Läs sammanfattningen" in page(shared.sara, "request", asked.pk)
    ended = rut.post(
        reverse("end-mapping-plan", args=[plan.pk]), {"outcome": "sip", "_once": KEY[:-1] + "5"}, follow=True
    )
    assert "Nu görs en SIP" in text(ended) and "Kalla till möte" in text(ended)
    theirs = page(shared.amina_herself, "my-decisions")
    assert "Rådmannen har skrivit ner det de vet till Vuxen Innerstaden" in theirs and "Behandlingshem" not in theirs
    for who in ("siv", "pia", "sigrid"):
        neighbour = as_(Client(), getattr(shared, who))
        for name, pk in (("mapping-plan", plan.pk), ("summary", summary.pk), ("write-summary", asked.pk)):
            assert neighbour.get(reverse(name, args=[pk])).status_code == 404, (who, name)


@pytest.mark.requirement("MAL-09")
def test_the_person_reads_how_they_will_be_asked(shared: Any) -> None:
    opens(shared, "addiction")
    may_map(shared)
    mapped(shared)
    theirs = page(shared.amina_herself, "my-decisions")
    assert "Så frågar de dig" in theirs and "Rådmannen vet redan" in theirs
    assert "Kurt berättar på nästa samtal." in theirs


def test_a_summary_is_asked_of_those_who_take_part(shared: Any) -> None:
    """The other kinds go to those who do not."""
    sara = as_(Client(), shared.sara)
    summary = text(sara.get(reverse("new-request", args=[shared.coordination.pk, "summary"])))
    wish = text(sara.get(reverse("new-request", args=[shared.coordination.pk, "gfi_wish"])))
    assert "Rådmannen (Region Skåne" in summary and "Rådmannen (Region Skåne" not in wish


@pytest.mark.requirement("STO-03")
def test_what_is_not_told_and_what_is_late_stands_on_the_start_page(shared: Any) -> None:
    decided(shared, investigated(shared, shared.sara, "housing"))
    investigated(shared, shared.sara, "finances", begins=-9, ready=-1)
    start = page(shared.sara, "start")
    assert "Berätta om ett beslut" in start and "Utredningen skulle vara klar" in start
    for who in ("rut", "siv"):
        assert "Berätta om ett beslut" not in page(getattr(shared, who), "start")
