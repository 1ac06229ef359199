"""The pages of a handover, as the one who hands over, the one who takes over, the others and the person meet them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core import clock
from brygga.core.ids import new_id
from brygga.core.writing import asked_by
from brygga.handovers.acts import date_move
from brygga.handovers.models import HandedOver, Handover
from brygga.interventions.models import GrantedIntervention
from brygga.people.models import Representative
from brygga.people.whom import person_actor
from brygga.requests.acts import appoint
from brygga.requests.models import Request
from tests.cast import OTTO, _index, as_
from tests.handovers.making import TOLD, accepted, done, granted, met, ready, sent
from tests.requests.asking import assignment, fresh

KEY = "5f1e3f7e-3b0c-4e0a-9d0e-0a4e8a6f2b1"


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def page(actor: Any, name: str, *args: Any) -> str:
    return text(as_(Client(), actor).get(reverse(name, args=args)))


def stig(world: Any) -> Any:
    return person_actor(_index(OTTO), clock.today())


@pytest.mark.requirement("STO-15")
def test_an_empty_part_stops_the_sending_at_its_field(city: Any) -> None:
    ulla = as_(Client(), city.ulla)
    begun = ulla.post(
        reverse("new-request", args=[city.coordination.pk, "handover"]),
        {"to_unit": str(city.aldre.pk), "_once": KEY + "0"},
    )
    draft = Request._base_manager.get()
    assert begun["Location"] == reverse("write-request", args=[draft.pk])
    answer = ulla.post(begun["Location"], {**TOLD, "problem": "", "_once": KEY + "1"})
    assert answer.status_code == 422 and 'id="id_problem' in answer.content.decode()
    assert fresh(draft).state == "draft"
    ulla.post(begun["Location"], {**TOLD, "_once": KEY + "2"})
    assert (fresh(draft).state, Handover._base_manager.count()) == ("sent", 1)


@pytest.mark.requirement("STO-15")
def test_a_caseworker_may_write_it_but_is_told_who_sends_it(city: Any) -> None:
    ivar = as_(Client(), city.ivar)
    new = reverse("new-request", args=[city.coordination.pk, "handover"])
    begun = ivar.post(new, {"to_unit": str(city.aldre.pk), "_once": KEY + "0"}, follow=True)
    assert "skickas av biträdande enhetschef" in text(begun)
    assert ">Skicka<" not in begun.content.decode()
    assert "Skicka överlämningen" in page(city.ulla, "start")


@pytest.mark.requirement("STO-15")
@pytest.mark.requirement("STO-17")
def test_it_arrives_with_the_receivers_deputy_head_and_both_see_where_it_stands(city: Any) -> None:
    handover = sent(city)
    assert "Stig Vinter" in page(city.elsa, "distribution")
    for actor in (city.ulla, city.elsa):
        seen = page(actor, "handover", handover.pk)
        assert "Beroendevård ansvarar tills ansvaret har gått över." in seen
        assert "kvitterar att den har kommit fram" in seen
    answer = as_(Client(), city.nils).get(reverse("handover", args=[handover.pk]))
    assert answer.status_code == 404


@pytest.mark.requirement("STO-17")
def test_the_receivers_next_step_stands_on_the_start_page_and_on_its_own(city: Any) -> None:
    handover = accepted(city)
    assert "Ta kontakt med personen" in page(city.bea, "start")
    assert "Ta kontakt med personen" in page(city.bea, "handover", handover.pk)
    assert "Ta kontakt med personen" not in page(city.ivar, "start")
    noted = as_(Client(), city.bea).post(
        reverse("note-handover-step", args=[handover.pk, "contact_person"]),
        {"done_on": clock.today().isoformat(), "_once": KEY + "3"},
        follow=True,
    )
    assert "Kontakt med personen: klart" in text(noted)
    too_soon = as_(Client(), city.bea).get(reverse("note-handover-step", args=[handover.pk, "inform_person"]))
    assert too_soon.status_code == 403 and "kommer först" in text(too_soon)
    assert as_(Client(), city.bea).get(reverse("note-handover-step", args=[handover.pk, "bake"])).status_code == 404


@pytest.mark.requirement("STO-17")
def test_whoever_should_be_at_the_joint_meeting_and_is_not_called_is_named(city: Any) -> None:
    with asked_by("the cast"):
        Representative._base_manager.create(
            person=city.stig, kind="good_man", name="Gun Mann", since=clock.today() - timedelta(days=9)
        )
    handover = done(city, accepted(city), "contact_person", "contact_referrer")
    before = page(city.elsa, "handover", handover.pk)
    assert "Ska också vara med på mötet" in before and "God man" in before
    assert "Gun Mann" not in before
    met(city, handover)
    assert "Ska också vara med på mötet" not in page(city.elsa, "handover", handover.pk)


@pytest.mark.requirement("STO-17")
def test_the_day_is_decided_by_the_receivers_deputy_head_and_by_nobody_else(city: Any) -> None:
    mine, handover = granted(city), ready(city)
    url = reverse("date-handover", args=[handover.pk])
    for other in (city.bea, city.ivar, city.ulla):
        assert as_(Client(), other).get(url).status_code == 403
    said = {"moves_on": clock.today().isoformat(), "_once": KEY + "4"}
    answer = as_(Client(), city.elsa).post(url, said, follow=True)
    assert "Äldreomsorg ansvarar nu." in text(answer)
    assert fresh(mine).responsible_unit == city.aldre
    assert "läser till och med" in page(city.ivar, "handover", handover.pk)


def test_the_sender_chooses_what_follows_and_is_told_what_cannot(city: Any) -> None:
    granted(city)
    granted(city, "Skuldsanering", matter="finances")
    handover = sent(city)
    url = reverse("choose-handed-over", args=[handover.pk])
    seen = text(as_(Client(), city.ivar).get(url))
    assert "Samtal en gång i veckan" in seen and "Kan inte lämnas över än" in seen and "Skuldsanering" in seen
    as_(Client(), city.ivar).post(url, {"_once": KEY + "5"})
    assert not HandedOver._base_manager.exists()
    assert "Ingen pågående insats följer med." in page(city.elsa, "handover", handover.pk)
    assert "Skuldsanering" not in page(city.elsa, "handover", handover.pk)


def test_the_section_ansvar_shows_it_and_the_way_to_begin_one(city: Any) -> None:
    empty = page(city.ulla, "coordination-responsibility", city.coordination.pk)
    assert "Ingen överlämning är på väg." in empty and "Lämna över ansvaret" in empty
    sent(city)
    assert "Från Beroendevård till Äldreomsorg" in page(city.ulla, "coordination-responsibility", city.coordination.pk)


def test_nobody_is_led_to_grant_what_the_handover_stops(city: Any) -> None:
    accepted(city)
    for who, may in ((city.ivar, True), (city.bea, False)):
        shown = page(who, "coordination-responsibility", city.coordination.pk)
        answer = as_(Client(), who).get(reverse("grant-intervention", args=[city.coordination.pk]))
        assert ("Skriv in en beviljad insats" in shown, answer.status_code) == (may, 200 if may else 403)


def test_a_place_whose_routine_hands_nothing_over_says_nothing_of_it(shared: Any) -> None:
    assert "Överlämningar" not in page(shared.sara, "coordination-responsibility", shared.coordination.pk)


@pytest.mark.requirement("STO-17")
def test_the_person_reads_who_answers_now_and_from_when(city: Any) -> None:
    granted(city)
    handover = sent(city)
    seen = page(stig(city), "my-start")
    assert "Beroendevård vill lämna över ansvaret för din hjälp till Äldreomsorg" in seen
    assert "De har inte svarat än. Beroendevård ansvarar som förut" in seen
    appoint(handover.request, by=city.elsa, caseworker=assignment(city.bea))
    assert "Bea Bo hör av sig till dig." in page(stig(city), "my-start")


@pytest.mark.requirement("STO-17")
def test_the_person_reads_the_day_and_that_it_has_come(city: Any) -> None:
    handover = ready(city)
    date_move(handover, by=city.elsa, moves_on=clock.today() + timedelta(days=3))
    assert "Till dess är det Beroendevård." in page(stig(city), "my-start")
    date_move(fresh(handover), by=city.elsa, moves_on=clock.today())
    assert "Äldreomsorg ansvarar för din hjälp nu" in page(stig(city), "my-start")


def test_the_pages_ask_as_much_for_thirty_as_for_one(city: Any) -> None:
    first = granted(city)
    handover = accepted(city)

    def questions(actor: Any, name: str, pk: Any) -> int:
        client = as_(Client(), actor)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name, args=[pk])).status_code == 200
        return len(asked)

    looks = [
        (city.elsa, "handover", handover.pk),
        (city.ivar, "choose-handed-over", handover.pk),
        (city.elsa, "coordination-responsibility", city.coordination.pk),
    ]
    for look in looks:
        questions(*look)
    before = [questions(*look) for look in looks]
    with asked_by("the cast"):
        for number in range(30):
            again = GrantedIntervention._base_manager.get(pk=first.pk)
            again._state.adding, again.words = True, f"Insats {number}"
            again.id = new_id()
            again.save(force_insert=True)
            HandedOver._base_manager.create(handover=handover, intervention=again)
    assert [questions(*look) for look in looks] == before
