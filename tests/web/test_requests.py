"""Asking and answering through the pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brygga.coordinations.models import Engagement
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.requests.acts import appoint, ask_for_sip, decline
from brygga.requests.models import Request, RequestStep
from brygga.web.requests.ways import WAYS
from brygga.web.ways import open_to
from tests.cast import as_
from tests.requests.asking import WISH, accepted_wish, assignment, consent_to, fresh, opened, sent_wish, wish


def _page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.requirement("MAL-05")
def test_a_wish_is_written_kept_as_a_draft_and_sent(world: Any, client: Client) -> None:
    coordination = opened(world)
    consent_to(world, world.amina, world.innerstaden, world.radmannen)
    as_(client, world.sara)
    new = f"/samordningar/{coordination.pk}/forfragningar/ny/gfi_wish/"
    answer = client.post(new, {"to_unit": str(world.radmannen.pk)})
    request = Request._base_manager.get()
    assert answer["Location"] == f"/forfragningar/{request.pk}/skriv/"
    text = _page(client, answer["Location"])
    assert "Vuxen Innerstaden" in text and "Sara Berg 040-10 00 01" in text, "what is known is not asked"
    assert "Vilken socialtjänst ringer?" in text, "the receiving kind of unit has its own form"
    assert "Fördelat till" not in text, "the receiver fills that in"
    saved = client.post(
        f"/forfragningar/{request.pk}/utkast/",
        {**WISH, "matter": "Halvfärdigt"},
        headers={"Accept": "application/json"},
    )
    assert (saved.status_code, fresh(request).answers["matter"]) == (204, "Halvfärdigt")
    sent = client.post(answer["Location"], WISH, follow=True)
    assert fresh(request).state == "sent" and "Rådmannen kvitterar" in sent.content.decode()
    assert "Fördelas senast" in sent.content.decode()


@pytest.mark.requirement("STO-16")
def test_without_consent_the_words_are_kept_and_nothing_is_sent(world: Any, client: Client) -> None:
    request = wish(world, opened(world))
    answer = as_(client, world.sara).post(f"/forfragningar/{request.pk}/skriv/", {**WISH, "matter": "Nya ord"})
    assert answer.status_code == 422 and "Det finns inget samtycke" in answer.content.decode()
    assert (fresh(request).state, fresh(request).answers["matter"]) == ("draft", "Nya ord")


def test_sending_twice_sends_once_and_autosave_never_takes_the_key(world: Any, client: Client) -> None:
    request = wish(world, opened(world))
    consent_to(world, world.amina, world.innerstaden, world.radmannen)
    as_(client, world.sara)
    typed = {**WISH, "_once": str(uuid4())}
    assert (
        client.post(f"/forfragningar/{request.pk}/utkast/", typed, headers={"Accept": "application/json"}).status_code
        == 204
    )
    answers = [client.post(f"/forfragningar/{request.pk}/skriv/", typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert RequestStep._base_manager.filter(request=request).count() == 1


@pytest.mark.requirement("MAL-05")
def test_the_distributor_appoints_right_in_the_queue(world: Any, client: Client) -> None:
    request = sent_wish(world)
    text = _page(as_(client, world.rolf), "/fordelning/")
    assert "Alkohol, sjunkande mående" in text and "Kurt Åkesson" in text and "Pia Sjö" not in text
    assert "Amina" not in text, "a wish names nobody"
    answer = client.post(
        f"/forfragningar/{request.pk}/utse/", {"caseworker": str(world.kurt.assignment_id), "fran": "fordelning"}
    )
    assert answer["Location"] == "/fordelning/"
    assert Engagement._base_manager.get(unit=world.radmannen).caseworker_id == world.kurt.assignment_id
    assert "Inget väntar på att fördelas" in _page(client, "/fordelning/")


def test_the_queue_holds_only_what_is_ones_own_to_distribute(world: Any, client: Client) -> None:
    sent_wish(world)
    for other in (world.chef, world.fred, world.pia, world.siv, world.sigrid, world.kurt):
        assert "Inget väntar på att fördelas" in _page(as_(client, other), "/fordelning/")


def test_the_sender_sees_the_receipt_and_the_reason_of_a_no(world: Any, client: Client) -> None:
    request = sent_wish(world)
    as_(client, world.rolf).post(f"/forfragningar/{request.pk}/kvittera/")
    assert "Mottagen" in _page(as_(client, world.sara), f"/forfragningar/{request.pk}/")
    as_(client, world.rolf).post(f"/forfragningar/{request.pk}/nej/", {"reason": "Personen har redan kontakt hos oss."})
    text = _page(as_(client, world.sara), f"/forfragningar/{request.pk}/")
    assert "Nej från verksamheten" in text and "Personen har redan kontakt hos oss." in text


@pytest.mark.requirement("MAL-05")
def test_both_sides_see_whom_to_call(world: Any, client: Client) -> None:
    sara, kurt = assignment(world.sara), assignment(world.kurt)
    with asked_by("test"):
        type(sara).objects.filter(pk=sara.pk).update(phone="040-77 77 77")
        type(kurt).objects.filter(pk=kurt.pk).update(phone="040-88 88 88")
    request = sent_wish(world)
    address = f"/forfragningar/{request.pk}/"
    text = _page(as_(client, world.rolf), address)
    assert "040-77 77 77" in text and sara.staff.email in text and "040-88 88 88" not in text
    appoint(fresh(request), by=world.rolf, caseworker=kurt)
    text = _page(as_(client, world.sara), address)
    assert "Utsedd handläggare" in text and "Kurt Åkesson, kurator" in text and "040-88 88 88" in text


@pytest.mark.requirement("MAL-05")
@pytest.mark.parametrize("why", [{"protected": True}, {"left_on": clock.today() - timedelta(days=1)}])
def test_a_sender_who_is_protected_or_has_left_is_reached_through_the_unit(
    world: Any, client: Client, why: dict[str, Any]
) -> None:
    sara = assignment(world.sara)
    with asked_by("test"):
        type(sara).objects.filter(pk=sara.pk).update(phone="040-77 77 77")
        type(world.innerstaden).objects.filter(pk=world.innerstaden.pk).update(phone="040-66 66 66")
    request = sent_wish(world)
    with asked_by("test"):
        type(sara.staff).objects.filter(pk=sara.staff_id).update(**why)
    text = _page(as_(client, world.rolf), f"/forfragningar/{request.pk}/")
    assert "040-66 66 66" in text and "040-77 77 77" not in text and sara.staff.email not in text


def test_a_no_without_a_reason_is_asked_for_one(world: Any, client: Client) -> None:
    request = sent_wish(world)
    answer = as_(client, world.rolf).post(f"/forfragningar/{request.pk}/nej/", {"reason": " "})
    assert answer.status_code == 422 and "Skriv varför" in answer.content.decode()
    assert fresh(request).state == "sent"


def test_the_content_closes_for_the_receiver_when_what_it_rested_on_ends(world: Any, client: Client) -> None:
    request = decline(sent_wish(world), by=world.rolf, reason="Nej.")
    assert "Innehållet är stängt" in _page(as_(client, world.rolf), f"/forfragningar/{request.pk}/")
    assert "Alkohol, sjunkande" not in _page(as_(client, world.rolf), f"/forfragningar/{request.pk}/")
    assert "Alkohol, sjunkande" in _page(as_(client, world.sara), f"/forfragningar/{request.pk}/")


def test_the_neighbour_gets_404(world: Any, client: Client) -> None:
    request = sent_wish(world)
    for neighbour in (world.siv, world.sigrid, world.pia, world.fred, world.adam):
        for path in ("", "utse/", "nej/", "vidare/", "kvittera/", "skriv/"):
            for send in (as_(client, neighbour).get, client.post):
                assert send(f"/forfragningar/{request.pk}/{path}").status_code == 404


def test_an_unknown_way_to_answer_is_not_found(world: Any, client: Client) -> None:
    request = sent_wish(world)
    assert as_(client, world.rolf).get(f"/forfragningar/{request.pk}/hejsan/").status_code == 404
    assert (
        as_(client, world.sara).get(f"/samordningar/{request.coordination_id}/forfragningar/ny/hejsan/").status_code
        == 404
    )


def test_what_the_person_asks_is_not_asked_by_staff(world: Any, client: Client) -> None:
    coordination = opened(world)
    assert (
        as_(client, world.sara).get(f"/samordningar/{coordination.pk}/forfragningar/ny/sip_request/").status_code == 404
    )


@pytest.mark.parametrize("who", ["sara", "sven", "rolf", "kurt", "chef", "siv"])
@pytest.mark.parametrize("make", [sent_wish, accepted_wish, lambda world: wish(world, opened(world))])
def test_a_button_stands_there_exactly_when_the_act_would_be_allowed(
    world: Any, client: Client, who: str, make: Any
) -> None:
    request = make(world)
    actor = getattr(world, who)
    answer = as_(client, actor).get(f"/forfragningar/{request.pk}/")
    if answer.status_code == 404:
        return
    shown = {key for key in WAYS if f"/forfragningar/{request.pk}/{key}/" in answer.content.decode()}
    assert shown == {way.key for way in open_to(WAYS, actor, request)}
    for key in WAYS:
        status = client.get(f"/forfragningar/{request.pk}/{key}/").status_code
        assert status == (200 if key in shown else 403), key


@pytest.mark.requirement("MAL-11")
def test_the_persons_own_ask_waits_with_those_who_coordinate(shared: Any, client: Client) -> None:
    ask_for_sip(shared.coordination, by=shared.amina_herself, words="Jag vill att ni pratar med varandra.")
    assert "Jag vill att ni pratar med varandra." in _page(as_(client, shared.sara), "/fordelning/")
    for neighbour in (shared.siv, shared.pia, shared.sigrid):
        assert "Jag vill att ni" not in _page(as_(client, neighbour), "/fordelning/")


@pytest.mark.parametrize(
    ("who", "path"), [("rolf", "/fordelning/"), ("sara", "/forfragningar/"), ("rolf", "/"), ("sara", "/")]
)
def test_a_list_asks_as_many_questions_with_thirty_rows_as_with_one(
    world: Any, client: Client, who: str, path: str
) -> None:
    request = sent_wish(world)
    with clock.set_to(clock.now() + timedelta(days=4)):
        as_(client, getattr(world, who))
        _page(client, path)
        with CaptureQueriesContext(connection) as few:
            _page(client, path)
        with asked_by("test"):
            for _ in range(30):
                values = {f.attname: getattr(request, f.attname) for f in Request._meta.fields if f.name != "id"}
                Request._base_manager.create(**values)
        with CaptureQueriesContext(connection) as many:
            _page(client, path)
    assert len(many) == len(few)
