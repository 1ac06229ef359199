"""Every address says who gets in, and keeps everybody else out: the stranger, the neighbour, each role."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, reverse

from brygga.core import clock
from brygga.core.access import Door, all_addresses
from brygga.rules.powers import Power
from tests.cast import as_
from tests.sweep import ABOUT_NOBODY, OBJECTS

ADDRESSES = [(route, pattern) for route, pattern in all_addresses() if not route.startswith("static")]
NAMED = {pattern.name: pattern for _, pattern in ADDRESSES}
#: Those who must never see a thing of Amina's or Folke's, whatever their function is called.
NEIGHBOURS = ("siv", "sigrid", "pia")
WITHOUT_THE_FUNCTION = ("adam", "greta")
ROLES = (
    "sara",
    "sven",
    "rut",
    "kurt",
    "chef",
    "rolf",
    "fred",
    "adam",
    "greta",
    "cecilia",
    "bengt",
    "elsa",
    "ulrika",
    "petra",
)


def has_object(pattern: URLPattern) -> bool:
    return bool(pattern.pattern.converters)


OBJECT_ADDRESSES = sorted(name for name, pattern in NAMED.items() if has_object(pattern))
PLAIN_ADDRESSES = sorted(name for name, pattern in NAMED.items() if not has_object(pattern))


def door(name: str) -> Any:
    return NAMED[name].access  # type: ignore[attr-defined]


def address(name: str, world: Any) -> str:
    return reverse(name, kwargs=OBJECTS[name](world) if has_object(NAMED[name]) else {})


def test_every_address_says_who_gets_in_and_has_a_name_of_its_own() -> None:
    assert [route for route, pattern in ADDRESSES if not getattr(pattern, "access", None)] == []
    assert [route for route, pattern in ADDRESSES if not pattern.name] == []
    assert len(NAMED) == len(ADDRESSES)


def test_every_object_address_is_in_the_sweep_and_nothing_else_is() -> None:
    assert sorted(OBJECTS) == OBJECT_ADDRESSES


def test_addresses_are_in_swedish_without_numbers_of_people() -> None:
    assert [route for route, _ in ADDRESSES if re.search(r"<int|<str|personnummer", route)] == []


def expected(name: str, neighbour: Any) -> set[int]:
    """What somebody gets who may not know that the thing exists: never that it does."""
    access = door(name)
    if access.door is Door.PERSON:
        return {302}
    return {403} if access.power and not neighbour.has(access.power) else {404}


@pytest.mark.parametrize("name", OBJECT_ADDRESSES + PLAIN_ADDRESSES)
def test_a_stranger_is_sent_to_sign_in(name: str, lived: Any) -> None:
    for send in (Client().get, Client().post):
        response = send(address(name, lived))
        if door(name).door is Door.PUBLIC:
            assert response.status_code < 500
        else:
            assert response.status_code == 302 and response["Location"].startswith("/logga-in/")


@pytest.mark.parametrize("name", OBJECT_ADDRESSES)
def test_a_neighbour_sees_nothing_and_changes_nothing(name: str, lived: Any) -> None:
    if door(name).door is Door.PUBLIC or name in ABOUT_NOBODY:
        pytest.skip("public, or about nobody who gets help")
    url = address(name, lived)
    for neighbour in NEIGHBOURS + WITHOUT_THE_FUNCTION:
        client = as_(Client(), getattr(lived, neighbour))
        for headers in ({}, {"HX-Request": "true"}):
            answers = {client.get(url, headers=headers).status_code, client.post(url, headers=headers).status_code}
            allowed = expected(name, getattr(lived, neighbour))
            assert answers <= allowed | {405}, f"{neighbour} at {url}: {answers}"


@pytest.mark.parametrize("name", OBJECT_ADDRESSES)
def test_the_person_next_door_sees_nothing(name: str, lived: Any) -> None:
    if door(name).door is Door.PUBLIC:
        pytest.skip("public")
    client = as_(Client(), lived.other_person)
    for send in (client.get, client.post):
        assert send(address(name, lived)).status_code in ({404, 405} if door(name).door is Door.PERSON else {302})


@pytest.mark.parametrize("name", OBJECT_ADDRESSES + PLAIN_ADDRESSES)
def test_no_role_meets_a_broken_page(name: str, lived: Any) -> None:
    """What a form says to nothing at all does not ask another database: on PostgreSQL they only look."""
    url = address(name, lived)
    for who in (*ROLES, "amina_herself", "folke_himself"):
        client = as_(Client(), getattr(lived, who))
        for send in (client.get, client.post) if connection.vendor == "sqlite" else (client.get,):
            assert send(url).status_code < 500, f"{who} at {url}"


@pytest.mark.parametrize("name", [n for n in PLAIN_ADDRESSES if door(n).power])
def test_a_page_for_a_function_is_for_those_whose_function_carries_the_power(name: str, lived: Any) -> None:
    for role in ROLES:
        answer = as_(Client(), getattr(lived, role)).get(address(name, lived))
        assert (answer.status_code == 403) is not getattr(lived, role).has(door(name).power), role


@pytest.mark.parametrize("name", OBJECT_ADDRESSES)
def test_somebody_may_open_it(name: str, lived: Any) -> None:
    """The sweep proves nothing about an address that answers 404 to everybody."""
    url = address(name, lived)
    for_persons = door(name).door is Door.PERSON
    askers = [lived.amina_herself, lived.folke_himself] if for_persons else [getattr(lived, role) for role in ROLES]
    assert any(as_(Client(), asker).get(url).status_code in {200, 302, 405} for asker in askers), url


def test_someone_who_has_left_is_nobody(lived: Any) -> None:
    client = Client()
    session = client.session
    session["staff_id"], session["assignment_id"] = str(lived.frida.staff_id), str(lived.frida.pk)
    session["began"] = session["seen"] = clock.now().isoformat()
    session.save()
    client.cookies["sessionid"] = session.session_key
    for name in OBJECT_ADDRESSES + PLAIN_ADDRESSES:
        if door(name).door is Door.STAFF:
            answer = client.get(address(name, lived))
            assert answer.status_code == 302 and answer["Location"].startswith("/uppdrag/"), name


def test_the_powers_are_all_told_in_swedish() -> None:
    from brygga.web.middleware import FOR_WHOM

    assert set(FOR_WHOM) == set(Power)
