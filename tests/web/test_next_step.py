"""What the coordination's page says to do now follows how far the plan has come."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from brygga.plans.acts.versions import record_persons_say, say
from brygga.plans.states import Say
from tests.cast import as_


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
