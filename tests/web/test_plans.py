"""The pages of the plan: writing, putting forward, answering, following up; and the neighbour who sees nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brygga.core import clock
from brygga.plans import acts
from tests.cast import as_
from tests.documents.reading import read
from tests.plans.conftest import adopted, begun, proposed, whole  # noqa: F401 - Amina's plan in its stages


def address(world, name):
    plan = {
        "plan": "",
        "live": "mote/",
        "propose": "lagg-fram/",
        "close": "avsluta/",
        "text": "text/important/",
        "header": "uppgifter/",
        "add": "ny/insats/",
        "follow-up": "uppfoljning/",
    }
    if name in plan:
        return f"/planer/{world.plan.pk}/{plan[name]}"
    return {
        "row": lambda: f"/planer/rad/insats/{world.talks.pk}/",
        "progress": lambda: f"/planer/insats/{world.talks.pk}/",
        "version": lambda: f"/planer/version/{world.version.pk}/",
        "say": lambda: f"/planer/version/{world.version.pk}/svara/",
        "record": lambda: f"/planer/version/{world.version.pk}/personens-svar/",
        "pdf": lambda: f"/planer/version/{world.version.pk}/pdf/",
        "list": lambda: "/uppfoljningar/",
        "start": lambda: f"/samordningar/{world.coordination.pk}/plan/",
    }[name]()


PAGES = ["plan", "live", "propose", "close", "text", "header", "add", "follow-up", "row", "progress", "version", "say", "record"]


@pytest.mark.parametrize("name", PAGES)
def test_those_in_the_coordination_read_and_the_neighbour_finds_nothing(client, adopted, name):
    for insider in (adopted.sara, adopted.rut):
        assert as_(client, insider).get(address(adopted, name)).status_code == 200
    for neighbour in (adopted.siv, adopted.sigrid, adopted.pia, adopted.adam):
        assert as_(client, neighbour).get(address(adopted, name)).status_code == 404


@pytest.mark.requirement("ALL-04", "MAL-10")
def test_any_version_is_an_accessible_document(client, adopted):
    answer = as_(client, adopted.rut).get(address(adopted, "pdf"))
    paper = read(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert paper.is_accessible
    for words in ("Amina Hassan", "Jag vill sova om nätterna.", "Samtal om", "Rut ringer Sara", "10 kap. 8–9"):
        assert words in paper.text
