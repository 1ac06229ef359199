"""What the coordination's page says to do now follows how far the plan has come."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from brygga.plans.acts.versions import record_persons_say, say
from brygga.plans.states import Say
from brygga.requests.acts import appoint
from tests.cast import as_
from tests.meetings.making import called
from tests.requests.asking import assignment, sent_wish


def told(client: Client, world: Any) -> str:
    return as_(client, world.sara).get(f"/samordningar/{world.coordination.pk}/").content.decode()


@pytest.mark.requirement("MAL-04")
def test_when_there_is_a_plan_the_next_step_is_the_plans(lived: Any, client: Client) -> None:
    assert "Nästa steg: få svar på planen" in told(client, lived)
    say(lived.version, by=lived.rut, say=Say.YES)
    say(lived.version, by=lived.sara, say=Say.YES)
    record_persons_say(lived.version, by=lived.sara, say=Say.YES, how="Muntligt")
    assert "Nu: arbeta enligt planen" in told(client, lived)
    assert "kalla till möte för upprättande av SIP" not in told(client, lived)


@pytest.mark.requirement("MAL-05")
def test_a_wish_that_waits_and_one_that_has_been_answered_are_the_next_step(world: Any, client: Client) -> None:
    request = sent_wish(world)
    world.coordination = request.coordination
    assert "Nästa steg: svar från Rådmannen" in told(client, world)
    appoint(request, by=world.rolf, caseworker=assignment(world.kurt))
    assert "Nästa steg: boka det gemensamma mötet" in told(client, world)


@pytest.mark.requirement("KAR-01")
def test_a_meeting_that_is_called_is_the_next_step_and_makes_the_plan(shared: Any, client: Client) -> None:
    assert "Nästa steg: kalla till möte för upprättande av SIP" in told(client, shared)
    meeting = called(shared, "sip")
    text = told(client, shared)
    assert f"Nästa steg: möte för upprättande av SIP {meeting.when}" in text
    assert f"Gör den på mötet {meeting.when}." in text
