"""The reconciliation meeting takes up the handovers that are under way: one's own to open, the others as a number."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.handovers.acts import date_move
from brygga.handovers.models import Handover
from brygga.requests.acts import withdraw
from brygga.requests.models import Request
from brygga.series.acts import adopt
from tests.cast import as_
from tests.handovers.making import granted, ready, sent
from tests.series.conftest import JANUARY
from tests.series.making import held


def page(actor: Any, meeting: Any) -> str:
    return str(as_(Client(), actor).get(reverse("series-meeting", args=[meeting.pk])).content.decode())


@pytest.mark.requirement("STO-06")
def test_each_opens_what_is_theirs_and_the_others_read_a_number(rounds: Any) -> None:
    assert "Från Beroendevård" not in page(rounds.ulla, rounds.january)
    handover = sent(rounds)
    way = reverse("handover", args=[handover.pk])
    for who in (rounds.ulla, rounds.elsa):
        shown = page(who, rounds.january)
        assert "Från Beroendevård till Äldreomsorg" in shown and way in shown and "Väntar på svar" in shown
        assert as_(Client(), who).get(way).status_code == 200
    neighbour = page(rounds.hedda, rounds.january)
    assert "Från Beroendevård till Äldreomsorg: 1" in neighbour and way not in neighbour
    for who in (rounds.ulla, rounds.elsa, rounds.hedda):
        assert "Stig" not in page(who, rounds.january)
        assert "Från Beroendevård" not in page(who, rounds.december)
    assert as_(Client(), rounds.doris).get(reverse("series-meeting", args=[rounds.january.pk])).status_code == 404


@pytest.mark.requirement("STO-06")
def test_the_day_stands_there_when_it_is_set_and_what_is_withdrawn_is_gone(rounds: Any) -> None:
    granted(rounds)
    handover = date_move(ready(rounds), by=rounds.elsa, moves_on=clock.today() + timedelta(days=60))
    assert "Ansvaret går över" in page(rounds.elsa, rounds.january)
    withdraw(Request._base_manager.get(pk=handover.request_id), by=rounds.ulla, reason="Stig vill stanna.")
    assert "Från Beroendevård" not in page(rounds.elsa, rounds.january)


def test_minutes_that_are_adopted_show_only_what_was_written(rounds: Any) -> None:
    sent(rounds)
    meeting = held(rounds.january, rounds.elsa)
    with clock.set_to(JANUARY + timedelta(hours=3)):
        assert "Från Beroendevård" in page(rounds.ulla, meeting)
        adopt(meeting, by=rounds.elsa)
        assert "Från Beroendevård" not in page(rounds.ulla, meeting)


def test_thirty_ask_as_little_as_one(rounds: Any) -> None:
    sent(rounds)
    asked = []
    for many in (0, 29):
        for _ in range(many):
            with asked_by("test"):
                copy = Request._base_manager.order_by("pk").last()
                copy.pk, copy._state.adding = None, True
                copy.save()
                Handover._base_manager.create(request=copy, coordination=rounds.coordination)
        for who in (rounds.elsa, rounds.hedda):
            client = as_(Client(), who)
            with CaptureQueriesContext(connection) as questions:
                client.get(reverse("series-meeting", args=[rounds.january.pk]))
            asked.append(len(questions))
    assert asked[:2] == asked[2:] and "Äldreomsorg: 30" in page(rounds.hedda, rounds.january)
