"""Somebody asks for help without an account: the public pages (BOR-01)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.intakes.models import DaySalt, HeldBack, Intake, Knock
from brygga.portal.help_forms import stamp
from brygga.rules.intakes import SENDING, WRONG_CODES
from tests.cast import AMINA, as_
from tests.intakes.asking import WORDS, form


def door(unit: Any) -> str:
    return reverse("help-ask", args=["malmo", unit.pk])


def code_on(page: str) -> str:
    found = re.search(r'name="kod" value="([^"]+)"', page)
    assert found
    return found[1]


def send(world: Any, client: Client, **more: Any) -> Any:
    return client.post(door(world.innerstaden), form(**more))


def look(client: Client, code: str, **more: Any) -> Any:
    return client.post(reverse("help-receipt"), {"kod": code, **more})


@pytest.mark.requirement("BOR-01")
def test_from_the_form_to_the_queue_with_a_code_that_is_stored_nowhere(world: Any, client: Client) -> None:
    answer = send(world, client)
    text = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    row = Intake._base_manager.get()
    assert (row.unit, row.state, row.name, row.words) == (world.innerstaden, "sent", "Bo Ek", WORDS)
    code = code_on(text)
    assert len(code.replace(" ", "")) == 12 and code.encode() not in bytes(row.code)
    followed = look(client, code.lower().replace(" ", "-")).content.decode()
    assert "Det du skrev har kommit fram" in followed and WORDS not in followed


@pytest.mark.requirement("BOR-01")
def test_a_way_in_reads_nothing_from_strangers_and_tells_none(world: Any, client: Client) -> None:
    """A known number and an unknown one get the same page."""
    known, unknown = send(world, client, identity=AMINA), send(world, client, identity="197906189282")
    pages = [re.sub(r'"[^"]*"|<strong.*?</strong>', "", one.content.decode()) for one in (known, unknown)]
    assert pages[0] == pages[1]


def test_sent_twice_is_one_with_the_same_receipt(world: Any, client: Client) -> None:
    filled = form()
    first, second = (client.post(door(world.innerstaden), filled).content.decode() for _ in range(2))
    assert code_on(first) == code_on(second)
    assert Intake._base_manager.count() == 1


@pytest.mark.requirement("BOR-01")
def test_outside_the_target_group_one_is_told_why_and_where_and_nothing_is_kept(world: Any, client: Client) -> None:
    young = f"{clock.today().year - 15}-01-01"
    text = send(world, client, born=young).content.decode()
    assert "har fyllt 18 år" in text and "Ring socialtjänsten för barn och unga" in text
    assert not Intake._base_manager.exists()


@pytest.mark.requirement("BOR-01")
def test_borlange_asks_where_one_is_registered(world: Any, client: Client) -> None:
    with asked_by("the cast"):
        world.social.place, world.innerstaden.kind = "borlange", "one_door"
        world.social.save(update_fields=["place"])
        world.innerstaden.save(update_fields=["kind"])
    url = client.get("/hjalp-mig/borlange/")["Location"]
    assert "folkbokförd i Borlänge kommun" in client.get(url).content.decode()
    assert client.post(url, form()).status_code == 422
    elsewhere = client.post(url, form(is_registered="nej")).content.decode()
    assert "Ring socialtjänsten i kommunen där du är folkbokförd" in elsewhere
    old = client.post(url, form(is_registered="ja", born="1950-01-01")).content.decode()
    assert "högst 65 år" in old and not Intake._base_manager.exists()
    assert "Tack" in client.post(url, form(is_registered="ja")).content.decode()
    row = Intake._base_manager.get()
    assert (row.contact_by - row.sent_at).days in {6, 7}, "one week, as the document says"


def test_one_way_to_be_reached_is_asked_for_and_no_more(world: Any, client: Client) -> None:
    answer = send(world, client, phone="")
    assert answer.status_code == 422 and "hur vi annars når dig" in answer.content.decode()
    assert send(world, client, phone="", reach="Jag sitter på biblioteket på tisdagar.").status_code == 200
    assert send(world, client, phone="12").status_code == 422


@pytest.mark.parametrize(
    ("more", "words"),
    [({"webbplats": "http://köp"}, "ett program"), ({"fast": "1"}, "väldigt fort"), ({"tid": "påhitt"}, "öppen länge")],
)
def test_what_a_program_sends_is_held_back_with_a_clear_answer(
    world: Any, client: Client, more: dict[str, str], words: str
) -> None:
    if more.pop("fast", ""):
        more = {"tid": stamp(clock.now())}
    answer = send(world, client, **more)
    assert answer.status_code == 422 and words in answer.content.decode() and WORDS in answer.content.decode()
    assert not Intake._base_manager.exists()


def test_a_flood_from_one_address_is_held_back_and_seen_by_the_team(world: Any, client: Client) -> None:
    for _ in range(SENDING.an_hour):
        assert send(world, client).status_code == 200
    stopped = send(world, client)
    assert stopped.status_code == 429 and "Vänta en timme" in stopped.content.decode()
    assert Intake._base_manager.count() == SENDING.an_hour
    assert client.post(door(world.innerstaden), form(), REMOTE_ADDR="192.0.2.7").status_code == 200
    assert "1 försök att skicka stoppades" in as_(client, world.sara).get("/intag/").content.decode()
    assert "stoppades" not in as_(Client(), world.siv).get("/intag/").content.decode(), "the neighbour's own door"


def test_the_address_is_kept_only_as_a_fingerprint_and_forgotten_with_its_salt(world: Any, client: Client) -> None:
    client.post(door(world.innerstaden), form(), REMOTE_ADDR="192.0.2.7")
    knock, salt = Knock._base_manager.get(), DaySalt._base_manager.get()
    assert b"192.0.2.7" not in bytes(knock.who) and salt.salt
    with clock.set_to(clock.now() + timedelta(days=2)):
        call_command("run_clocks", verbosity=0)
    assert not Knock._base_manager.exists() and not DaySalt._base_manager.exists()


def test_two_ipv6_addresses_of_one_home_are_one(world: Any, client: Client) -> None:
    for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"):
        client.post(door(world.innerstaden), form(), REMOTE_ADDR=address)
    assert sorted(Knock._base_manager.values_list("count", flat=True)) == [1, 2]


def test_an_ipv4_address_is_the_same_however_the_server_writes_it(world: Any, client: Client) -> None:
    for address in ("192.0.2.7", "::ffff:192.0.2.7", "::ffff:192.0.2.8"):
        client.post(door(world.innerstaden), form(), REMOTE_ADDR=address)
    assert sorted(Knock._base_manager.values_list("count", flat=True)) == [1, 2]


def test_wrong_codes_get_one_answer_and_soon_none(world: Any, client: Client) -> None:
    code = code_on(send(world, client).content.decode())
    for wrong in ("AAAA AAAA AAAA", "x", "'; DROP TABLE--"):
        answer = look(client, wrong)
        assert answer.status_code == 422 and "Koden stämmer inte" in answer.content.decode()
    for _ in range(WRONG_CODES.an_hour):
        answer = look(client, "AAAA AAAA AAAA")
    assert "för många försök" in answer.content.decode()
    assert "för många försök" in look(client, code).content.decode(), "not even the right one tells now"
    assert look(Client(REMOTE_ADDR="192.0.2.9"), code).status_code == 200


def test_by_the_code_one_takes_it_back_or_adds_a_telephone(world: Any, client: Client) -> None:
    code = code_on(send(world, client, phone="", reach="Brev.").content.decode())
    assert look(client, code, gor="telefon", phone="1").status_code == 422
    look(client, code, gor="telefon", phone="070-174 06 98")
    assert Intake._base_manager.get().phone == "070-174 06 98"
    gone = look(client, code, gor="ta-tillbaka").content.decode()
    assert "Ingen kommer att höra av sig" in gone and "Jag vill inte ha hjälp längre" not in gone
    assert Intake._base_manager.get().state == "withdrawn"
    assert look(client, code, gor="ta-tillbaka").status_code == 200


def test_a_code_opens_its_own_and_no_other(world: Any, client: Client) -> None:
    first = code_on(send(world, client).content.decode())
    code_on(send(world, client, name="Någon Annan").content.decode())
    look(client, first, gor="ta-tillbaka")
    assert sorted(Intake._base_manager.values_list("state", flat=True)) == ["sent", "withdrawn"]


@pytest.mark.parametrize("value", ["", "a\x00b", "å" * 60_000, "<script>alert(1)</script>", "0000-00-00"])
def test_hostile_input_gets_a_clear_answer(world: Any, value: str) -> None:
    client = Client()
    for name in ("words", "name", "phone", "reach", "born", "identity", "interpreter", "contacts", "tid", "webbplats"):
        answer = send(world, client, **{name: value})
        assert answer.status_code < 500 and "<script>alert" not in answer.content.decode(), name
    assert look(client, value).status_code < 500


def test_a_unit_without_a_way_in_is_not_there(world: Any, client: Client) -> None:
    assert client.get(door(world.psykiatri)).status_code == 404
    assert client.get(reverse("help-ask", args=["malmo", uuid4()])).status_code == 404
    assert client.get(reverse("help-ask", args=["borlange", world.innerstaden.pk])).status_code == 404
    assert client.get("/hjalp-mig/finns-inte/").status_code == 404
    start = client.get("/hjalp-mig/").content.decode()
    assert "Vuxen Innerstaden" in start and "Psykiatri" not in start


def test_what_is_held_back_is_counted_by_reason(world: Any, client: Client) -> None:
    for _ in range(2):
        send(world, client, webbplats="x")
    row = HeldBack._base_manager.get()
    assert (row.unit, row.why, row.count) == (world.innerstaden, "by_a_program", 2)
