"""The pages of a lifted question, as the parties, those over them, the neighbour and the person meet them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core import clock
from brygga.core.ids import new_id
from brygga.core.writing import asked_by
from brygga.escalations.models import Escalation, EscalationCover, EscalationParty
from brygga.interventions.models import GrantedIntervention
from brygga.people.whom import person_actor
from brygga.plans.acts import add_row, start_plan
from brygga.plans.facts import InterventionFacts
from brygga.plans.states import Performer
from brygga.requests.acts import decline
from tests.cast import OTTO, _index, as_
from tests.escalations.making import QUESTION, answered, at_the_heads, heads, raised, solved
from tests.handovers.making import granted, sent
from tests.requests.asking import fresh

KEY = "5f1e3f7e-3b0c-4e0a-9d0e-0a4e8a6f2c1"


@pytest.fixture
def torn(city: Any) -> Any:
    return heads(city)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def page(actor: Any, name: str, *args: Any) -> str:
    return text(as_(Client(), actor).get(reverse(name, args=args)))


def send(actor: Any, name: str, pk: Any, number: int, **said: Any) -> Any:
    data = {"_once": f"{KEY}{number}", **said}
    return as_(Client(), actor).post(reverse(name, args=[pk]), data, follow=True)


@pytest.mark.requirement("STO-13")
def test_from_the_caseworker_to_the_unit_heads_and_back(torn: Any) -> None:
    assert "Ingen fråga är lyft." in page(torn.ivar, "coordination-responsibility", torn.coordination.pk)
    said = {"parties": [str(torn.aldre.pk)], "interventions": [str(torn.talks.pk)], "statement": QUESTION}
    seen = send(torn.ivar, "raise-question", torn.coordination.pk, 1, ladder="responsibility", **said)
    assert "Frågan är lyft till biträdande enhetschefer." in text(seen)
    row = Escalation._base_manager.get()
    assert "Svara på en lyft fråga" in page(torn.elsa, "start")
    answer = send(torn.elsa, "answer-escalation", row.pk, 2, says="differs")
    assert answer.status_code == 422 and "Skriv hur ni ser på frågan." in text(answer)
    send(torn.elsa, "answer-escalation", row.pk, 3, says="differs", note="Det hör till behandlingen.")
    assert "Det hör till behandlingen." in page(torn.ivar, "escalation", row.pk)
    send(torn.ulla, "lift-escalation", row.pk, 4, because="Vi står stilla.", from_level="deputy_unit_heads")
    assert "Lyft fråga hos enhetschefer" in page(torn.uno, "start")
    told = {"resolution": "Äldreomsorg tar det.", "responsible_unit": str(torn.aldre.pk)}
    said = send(torn.uno, "propose-resolution", row.pk, 5, responsible_from=clock.today().isoformat(), **told)
    assert "Frågan är löst när Äldreomsorg har gått med på det." in text(said)
    assert "Förslag finns" in page(torn.ebbe, "start")
    read = fresh(row).proposal
    assert "Förslaget har ändrats" in text(send(torn.ebbe, "agree-to-resolution", row.pk, 6, proposal="2026-01-01"))
    assert "Frågan är löst." in text(send(torn.ebbe, "agree-to-resolution", row.pk, 7, proposal=read))
    assert fresh(torn.talks).responsible_unit == torn.aldre
    assert "Äldreomsorg ansvarar sedan" in page(torn.bea, "coordination-responsibility", torn.coordination.pk)


@pytest.mark.requirement("STO-13")
def test_where_it_lies_is_seen_by_all_whom_it_concerns_and_by_nobody_else(torn: Any) -> None:
    row = at_the_heads(torn)
    for actor in (torn.ivar, torn.bea, torn.ulla, torn.elsa, torn.uno, torn.ebbe, torn.dan):
        assert "Hos enhetschefer" in page(actor, "escalation", row.pk)
    assert as_(Client(), torn.nils).get(reverse("escalation", args=[row.pk])).status_code == 404


def test_the_department_head_reads_the_question_of_cost_and_not_the_coordination(torn: Any) -> None:
    row = raised(torn, "cost")
    seen = page(torn.dan, "escalation", row.pk)
    assert "Föreslå en lösning" in seen and "Stig Vinter" not in seen
    assert "Lyft fråga hos avdelningschefer" in page(torn.dan, "start")
    assert as_(Client(), torn.dan).get(reverse("coordination", args=[torn.coordination.pk])).status_code == 404


def test_a_level_that_is_late_is_red_for_all_managers(torn: Any) -> None:
    row = answered(torn)
    with clock.set_to(row.level_due + timedelta(hours=1)):
        for actor in (torn.ulla, torn.elsa, torn.uno):
            assert "Lyft fråga hos biträdande enhetschefer" in page(actor, "start")
            assert "En lyft fråga är inte löst" in page(actor, "my-unit-late")
        assert "Inte löst i tid" in page(torn.ivar, "coordination-responsibility", torn.coordination.pk)


@pytest.mark.requirement("STO-14")
def test_the_person_reads_that_the_help_goes_on_meanwhile(torn: Any) -> None:
    raised(torn)
    stig = person_actor(_index(OTTO), clock.today())
    seen = page(stig, "my-start")
    assert "Enheterna är inte överens om vem som ansvarar för din hjälp" in seen
    assert "De som hjälper dig nu fortsätter" in seen
    assert QUESTION not in seen


def test_without_anybody_to_disagree_with_the_page_says_what_to_do(city: Any) -> None:
    alone = page(city.ivar, "raise-question", city.coordination.pk)
    assert "Ingen annan enhet får veta vem det gäller." in alone


def test_a_place_without_a_ladder_has_no_such_part(shared: Any) -> None:
    assert "Lyfta frågor" not in page(shared.sara, "coordination-responsibility", shared.coordination.pk)
    answer = as_(Client(), shared.sara).get(reverse("raise-question", args=[shared.coordination.pk]))
    assert answer.status_code == 403


@pytest.mark.requirement("STO-14")
def test_the_person_reads_who_answers_when_it_is_solved(torn: Any) -> None:
    coming = clock.today() + timedelta(days=4)
    stig = person_actor(_index(OTTO), clock.today())
    solved(at_the_heads(torn), torn.aldre, torn.uno, torn.ebbe, responsible_from=coming)
    seen = page(stig, "my-start")
    assert "Äldreomsorg ansvarar för din hjälp från" in seen and "inte överens" not in seen
    solved(at_the_heads(torn), torn.aldre, torn.uno, torn.ebbe)
    assert "Enheterna kom överens om det" in page(stig, "my-start")


@pytest.mark.requirement("STO-13")
def test_what_a_solution_leaves_to_do_is_said(torn: Any) -> None:
    row = solved(at_the_heads(torn), torn.aldre, torn.uno, torn.ebbe)
    seen = as_(Client(), torn.bea).get(reverse("escalation", args=[row.pk]))
    assert "Äldreomsorg har inget eget ärende än." in text(seen) and "Öppna ett eget ärende" in text(seen)
    assert "Öppna ett eget ärende" not in page(torn.ivar, "escalation", row.pk)


@pytest.mark.requirement("STO-13")
def test_what_stands_in_the_way_of_a_solution_is_said_to_all(torn: Any) -> None:
    raised(torn, "cost")
    row = solved(at_the_heads(torn), torn.aldre, torn.uno, torn.ebbe)
    for actor in (torn.ivar, torn.bea, torn.uno):
        assert "En annan lyft fråga gäller samma insats." in page(actor, "escalation", row.pk)
    assert "Ansvaret har inte gått över" in page(torn.elsa, "start")
    assert "Ansvaret har inte gått över" in page(torn.elsa, "my-unit-late")


def test_the_plan_is_not_changed_behind_anybodys_back(torn: Any) -> None:
    plan = start_plan(torn.coordination, by=torn.ivar)
    said = InterventionFacts(text="Samtal en gång i veckan", performer=Performer.UNIT, unit=torn.beroende)
    planned = add_row(plan, by=torn.ivar, facts=said)
    with asked_by("the cast"):
        GrantedIntervention._base_manager.filter(pk=torn.talks.pk).update(plan_row=planned)
    row = solved(at_the_heads(torn), torn.aldre, torn.uno, torn.ebbe)
    assert "I planen står Beroendevård för ”Samtal en gång i veckan”. Planen ska ändras." in page(
        torn.bea, "escalation", row.pk
    )


@pytest.mark.requirement("STO-14")
def test_from_an_intervention_it_is_lifted_with_the_intervention_chosen(torn: Any) -> None:
    seen = as_(Client(), torn.ivar).get(reverse("granted-intervention", args=[torn.talks.pk])).content.decode()
    (url,) = re.findall(r'href="([^"]*/lyft/[^"]*)"', seen)
    form = as_(Client(), torn.ivar).get(unescape(url)).content.decode()
    assert re.search(rf'value="{torn.talks.pk}"[^>]*checked', form)
    assert "/lyft/" not in as_(Client(), torn.dan).get(reverse("start")).content.decode()
    raised(torn)
    seen = page(torn.ivar, "granted-intervention", torn.talks.pk)
    assert "Lyft frågan om ansvaret" not in seen and "Biträdande enhetschefer ska lösa den senast" in seen


@pytest.mark.requirement("STO-17")
def test_from_a_handover_that_is_late_or_refused_and_not_from_one_that_goes_on(torn: Any) -> None:
    handover = sent(torn)
    url = reverse("handover", args=[handover.pk])
    assert "Lyft frågan" not in text(as_(Client(), torn.ivar).get(url))
    with clock.set_to(handover.request.answer_by + timedelta(hours=1)):
        assert f"/lyft/?med={torn.aldre.pk}" in as_(Client(), torn.ulla).get(url).content.decode()
        assert f"/lyft/?med={torn.beroende.pk}" in as_(Client(), torn.elsa).get(url).content.decode()
    decline(handover.request, by=torn.elsa, reason="Det är er sak.")
    assert f"/lyft/?med={torn.aldre.pk}" in as_(Client(), torn.ivar).get(url).content.decode()


def test_who_may_not_know_is_taken_along_first(torn: Any) -> None:
    url = reverse("raise-question", args=[torn.coordination.pk])
    seen = text(as_(Client(), torn.ivar).get(url, {"med": [str(torn.psykiatri.pk), "x"]}))
    assert "Socialpsykiatri får inte veta vem det gäller nu" in seen


def test_the_pages_ask_as_much_for_thirty_as_for_one(torn: Any) -> None:
    row = answered(torn)

    def questions(actor: Any, name: str, *args: Any) -> int:
        client = as_(Client(), actor)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name, args=args)).status_code == 200
        return len(asked)

    looks = [
        (torn.elsa, "escalation", row.pk),
        (torn.ivar, "raise-question", torn.coordination.pk),
        (torn.ivar, "coordination-responsibility", torn.coordination.pk),
        (torn.elsa, "start"),
        (torn.elsa, "my-unit-late"),
    ]
    for look in looks:
        questions(*look)
    before = [questions(*look) for look in looks]
    more = [granted(torn, f"Insats {number}") for number in range(10)]
    with asked_by("the cast"):
        for one in more:
            EscalationCover._base_manager.create(escalation=row, intervention=one)
        for _ in range(29):
            row.pk, row._state.adding, row.state = new_id(), True, "withdrawn"
            row.save()
            for unit in (torn.beroende, torn.aldre):
                EscalationParty._base_manager.create(escalation=row, unit=unit)
    assert [questions(*look) for look in looks] == before
