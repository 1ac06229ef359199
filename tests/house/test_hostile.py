"""Oversized, malformed and hostile input gets a clear answer on every form of every page."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from brygga.core.access import Door
from tests.cast import as_
from tests.forms import PageForm, forms_of
from tests.house.test_addresses import NAMED, OBJECT_ADDRESSES, PLAIN_ADDRESSES, address, door

HOSTILE = {
    "nothing": "",
    "script": "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>",
    "null": "a\x00b",
    "long": "å" * 60_000,
    "surrogate and signs": "\ufeff\u202e𝔘𝔫𝔦𝔠𝔬𝔡𝔢 %s %(x)s {0} {{ x }} {% x %}",
    "sql": "'; DROP TABLE people_person; --",
    "number": "99999999999999999999999999999999",
    "date": "0000-00-00",
    "path": "../../../../etc/passwd",
}


INSIDE = [n for n in OBJECT_ADDRESSES + PLAIN_ADDRESSES if NAMED[n].access.door is not Door.PUBLIC]


def asker(name: str, world: Any) -> Any:
    """Somebody for whom the page is, and who gets it."""
    persons = [world.amina_herself, world.folke_himself]
    staff = [
        getattr(world, who)
        for who in ("sara", "rut", "chef", "rolf", "fred", "adam", "greta", "bengt", "ulrika", "petra")
    ]
    for actor in persons if door(name).door is Door.PERSON else staff:
        client = as_(Client(), actor)
        if client.get(address(name, world)).status_code == 200:
            return client
    return None


def posts(client: Client, url: str) -> list[PageForm]:
    """The forms of a page that change something. What is no page (a PDF, a calendar, an export) has none."""
    answer = client.get(url)
    if not answer["Content-Type"].startswith("text/html"):
        return []
    page = answer.content.decode()
    return [form for form in forms_of(page, url) if form.method == "post" and form.action != "/logga-ut/"]


def send(client: Client, form: PageForm, values: dict[str, Any]) -> Any:
    with transaction.atomic():
        answer = client.post(form.action, values)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("name", INSIDE)
def test_hostile_input_gets_a_clear_answer(name: str, lived: Any) -> None:
    client = asker(name, lived)
    if client is None:
        pytest.skip("answers no GET")
    for form in posts(client, address(name, lived)):
        for kind, hostile in HOSTILE.items():
            rest = {f: v for f, v in form.values.items() if f not in form.typed and f != "_once"}
            answer = send(client, form, {**rest, **dict.fromkeys(form.typed, hostile)})
            assert answer.status_code < 500, (form.action, kind)
            assert b"<script>alert(" not in answer.content
            assert b"<img src=x" not in answer.content


@pytest.mark.parametrize("name", INSIDE)
def test_choices_that_were_never_offered_get_a_clear_answer(name: str, lived: Any) -> None:
    client = asker(name, lived)
    if client is None:
        pytest.skip("answers no GET")
    for form in posts(client, address(name, lived)):
        for strange in ("019b0000-0000-7000-8000-000000000000", "x", "-1", "[]"):
            wrong = {field: strange for field in form.values if field not in form.typed and field != "_once"}
            assert send(client, form, wrong).status_code < 500, (form.action, strange)


@pytest.mark.parametrize("name", OBJECT_ADDRESSES)
def test_an_identity_that_nothing_has_is_not_found(name: str, lived: Any) -> None:
    nothing = dict.fromkeys(NAMED[name].pattern.converters, "019b0000-0000-7000-8000-000000000000")
    try:
        url = reverse(name, kwargs=nothing)
    except NoReverseMatch:
        pytest.skip("not an identity")
    actor = lived.amina_herself if door(name).door is Door.PERSON else lived.sara
    assert as_(Client(), actor).get(url).status_code in {404, 403, 405, 302 if door(name).door is Door.PUBLIC else 404}


def test_a_body_too_large_is_refused_in_swedish(lived: Any) -> None:
    client = as_(Client(), lived.sara)
    answer = client.post("/sok/", {"q": "x" * 3_000_000})
    assert answer.status_code in {400, 413}
    assert 'lang="sv"' in answer.content.decode()
