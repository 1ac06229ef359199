"""What is under way stands on the person's first page: no unit's question to another is silent (STO-01, MAL-05)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from brygga.agencies.models import Staff
from brygga.core import clock
from brygga.core.ids import new_id
from brygga.core.writing import asked_by
from brygga.requests.acts import appoint, decline
from brygga.requests.models import Request
from tests.cast import as_
from tests.requests.asking import assignment, sent_wish

pytestmark = [pytest.mark.requirement("ALL-01"), pytest.mark.requirement("MAL-05")]


@pytest.fixture
def wished(world):
    """Innerstaden has asked Rådmannen about Amina."""
    world.wish = sent_wish(world)
    return world


def start(actor):
    return as_(Client(), actor).get("/min/").content.decode()


def test_she_reads_who_has_asked_whom_and_by_when_they_answer(wished):
    text = start(wished.amina_herself)
    assert "Vuxen Innerstaden har frågat Rådmannen" in text and "De ska svara senast" in text
    assert "har frågat" not in start(wished.other_person)


def test_a_yes_says_who_calls_and_no_name_when_that_is_protected(wished):
    appoint(wished.wish, by=wished.rolf, caseworker=assignment(wished.kurt))
    assert "De sa ja. Kurt Åkesson hör av sig." in start(wished.amina_herself)
    with asked_by("the test"):
        Staff.objects.filter(pk=wished.kurt.staff_id).update(protected=True)
    text = start(wished.amina_herself)
    assert "De sa ja. Rådmannen hör av sig." in text and "Kurt" not in text


def test_a_no_says_so_and_keeps_to_itself_what_was_written_to_colleagues(wished):
    decline(wished.wish, by=wished.rolf, reason="Känner henne sedan tidigare.")
    text = start(wished.amina_herself)
    assert "De sa nej. Prata med Vuxen Innerstaden" in text and "Känner henne" not in text


def test_a_no_from_long_ago_stands_there_no_more(wished):
    decline(wished.wish, by=wished.rolf, reason="Nej.")
    with asked_by("the test"):
        Request._base_manager.update(answered_at=clock.now() - timedelta(days=31))
    assert "De sa nej" not in start(wished.amina_herself)


def test_a_late_answer_is_called_late(wished):
    with asked_by("the test"):
        Request._base_manager.update(answer_by=clock.now() - timedelta(days=1))
    text = start(wished.amina_herself)
    assert "De skulle ha svarat" in text and "Ring Vuxen Innerstaden" in text


def test_thirty_ask_no_more_questions_than_one(wished):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            start(wished.amina_herself)
        return len(asked)

    few = questions()
    one = Request._base_manager.get()
    with asked_by("the cast"):
        for _ in range(30):
            one.pk = new_id()
            one._state.adding = True
            one.save(force_insert=True)
    assert questions() == few
