"""Who meets the pages about meetings at all, and the list of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from brygga.core.models import ReadRow
from brygga.meetings.acts import add_to_circle, record_outcome
from brygga.meetings.facts import CircleFacts
from brygga.meetings.models import Attendee, CirclePlace, Meeting
from brygga.meetings.states import Outcome
from tests.cast import as_
from tests.meetings.making import called, held, missed, planned, seat_of
from tests.web.showing import words

NEIGHBOURS = ("siv", "sigrid", "pia", "adam", "greta")


def everything(world: Any) -> dict[str, str]:
    """Each object address of the room, to one thing of Amina's."""
    meeting, done, gone = called(world), held(world), missed(world)
    place = add_to_circle(world.coordination, by=world.sara, facts=CircleFacts(name="Leila"))
    to = f"/samordningar/{world.coordination.pk}"
    of_meeting = ["", "andra/", "kalla/", "ta-bort/", "stall-in/", "hall/", "blev-inte-av/", "kalender.ics"]
    return {
        **{f"called {end}": f"/moten/{meeting.pk}/{end}" for end in of_meeting},
        **{
            f"held {end}": f"/moten/{done.pk}/{end}"
            for end in ("hall/", "anteckningar/", "narvaro/", "mandat/", "utfall/")
        },
        "missed": f"/moten/{gone.pk}/boka-om/",
        "seat": f"/moten/svar/{seat_of(meeting, world.radmannen).pk}/",
        "absence": f"/moten/franvaro/{seat_of(gone, world.radmannen).pk}/",
        "place": f"/motescirkel/{place.pk}/",
        "remove": f"/motescirkel/{place.pk}/ta-bort/",
        **{end: f"{to}/{end}/" for end in ("mote", "moten", "formote", "motescirkel")},
    }


def test_the_neighbour_finds_nothing_and_changes_nothing(shared: Any) -> None:
    before = dict(Meeting._base_manager.values_list("pk", "state"))
    addresses = everything(shared)
    before = dict(Meeting._base_manager.values_list("pk", "state"))
    for name in NEIGHBOURS:
        client = as_(Client(), getattr(shared, name))
        for address in addresses.values():
            answers = {client.get(address).status_code, client.post(address, {"why": "x"}).status_code}
            assert answers <= {404, 405}, (name, address)
    assert dict(Meeting._base_manager.values_list("pk", "state")) == before
    assert CirclePlace._base_manager.count() == 1


def test_a_draft_is_not_there_for_the_others(shared: Any, rut: Client) -> None:
    meeting = planned(shared)
    for end in ("", "andra/", "kalla/", "hall/", "kalender.ics"):
        assert rut.get(f"/moten/{meeting.pk}/{end}").status_code == 404
    assert "Utkast" not in words(rut.get("/moten/"))


def test_reading_a_meeting_is_noted(shared: Any, sara: Client, rut: Client) -> None:
    meeting = called(shared)
    rut.get(f"/moten/{meeting.pk}/")
    row = ReadRow.objects.latest("pk")
    assert (row.what, row.person_id, row.staff_id) == ("Mötets sida", shared.amina.pk, shared.rut.staff_id)


@pytest.mark.requirement("KAR-07")
def test_the_calendar_file_is_for_those_who_see_the_meeting(shared: Any, rut: Client) -> None:
    meeting = called(shared)
    answer = rut.get(f"/moten/{meeting.pk}/kalender.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Amina" not in answer.content.decode()
    assert f"/moten/{meeting.pk}/" in answer.content.decode().replace("\r\n ", "")
    draft = planned(shared, starts_at=None)
    assert as_(Client(), shared.sara).get(f"/moten/{draft.pk}/kalender.ics").status_code == 404


def test_the_list_says_what_waits_what_comes_and_what_to_write(shared: Any, sara: Client, rut: Client) -> None:
    meeting = called(shared)
    page = words(rut.get("/moten/"))
    assert "Väntar på ditt svar" in page
    assert meeting.when in page
    assert "Väntar på ditt svar" not in words(sara.get("/moten/"))
    held(shared)
    assert "Skriv vad det ledde till" in words(sara.get("/moten/"))
    done = held(shared)
    record_outcome(done, by=shared.sara, outcome=Outcome.NEW_MEETING)
    assert "Nytt möte" in words(sara.get("/moten/?visa=tidigare"))
    for name in ("siv", "sigrid", "pia"):
        assert "Amina" not in words(as_(Client(), getattr(shared, name)).get("/moten/"))
    assert "Amina" not in words(as_(Client(), shared.siv).get("/moten/?visa=tidigare"))


@pytest.mark.parametrize("address", ["/moten/", "/moten/?visa=tidigare", "{coordination}moten/", "{meeting}"])
def test_the_pages_ask_as_much_for_one_as_for_many(shared: Any, django_assert_num_queries: Any, address: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, meeting = as_(Client(), shared.sara), called(shared)
    url = address.format(coordination=f"/samordningar/{shared.coordination.pk}/", meeting=f"/moten/{meeting.pk}/")
    missed(shared), held(shared), planned(shared)
    client.get(url)
    with CaptureQueriesContext(connection) as once:
        client.get(url)
    for _ in range(5):
        called(shared), missed(shared), held(shared), planned(shared)
        add_to_circle(shared.coordination, by=shared.sara, facts=CircleFacts(name="Leila"))
    with django_assert_num_queries(len(once)):
        client.get(url)
    assert Attendee._base_manager.count() > 50
