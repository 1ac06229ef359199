"""KAR-13: measured from what has happened; nobody fills anything in, and the neighbour's are not counted."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.intakes.models import Intake
from brygga.meetings.models import Meeting
from brygga.statistics.lead_times import lead_time_of, lead_times
from tests.cast import as_


def at(days_ago: int) -> datetime:
    return datetime.combine(clock.today() - timedelta(days=days_ago), time(10), clock.SWEDEN)


def met(world: Any, days_ago: int, kind: str = "follow_up") -> Meeting:
    with asked_by("test"):
        return Meeting._base_manager.create(
            coordination=world.coordination,
            kind=kind,
            state="held",
            called_by=world.innerstaden,
            called_by_label="x",
            held_at=at(days_ago),
        )


def opened(world: Any, days_ago: int) -> None:
    with asked_by("test"):
        Coordination._base_manager.filter(pk=world.coordination.pk).update(opened_on=at(days_ago).date())


def figures_of(actor: Any) -> dict[str, Any]:
    today = clock.today()
    return {row.name: row.figures for row in lead_times(actor, today - timedelta(days=365), today)}


@pytest.mark.requirement("KAR-13")
def test_from_the_day_the_coordination_was_opened_to_the_first_meeting_held(shared: Any) -> None:
    opened(shared, 40)
    assert lead_time_of(shared.coordination, shared.sara).met is None
    met(shared, 17)
    met(shared, 3)
    assert lead_time_of(shared.coordination, shared.rut).days(clock.today()) == 23


@pytest.mark.requirement("KAR-13")
def test_who_came_in_by_an_intake_was_enrolled_that_day(shared: Any) -> None:
    opened(shared, 10)
    with asked_by("test"):
        Intake._base_manager.create(
            unit=shared.innerstaden, place="malmo", door="x", to_power="cases", state="done", from_label="x",
            name="x", words="x", sent_at=at(30), contact_by=at(23), person=shared.amina,
        )  # fmt: skip
    met(shared, 5)
    assert lead_time_of(shared.coordination, shared.sara).days(clock.today()) == 25


@pytest.mark.requirement("KAR-13")
def test_those_who_lead_see_the_figures_of_their_own_units(shared: Any) -> None:
    opened(shared, 40)
    met(shared, 17)
    assert [(f.met, f.median_words, f.waiting) for f in figures_of(shared.chef).values()] == [(1, "23 dagar", 0)]
    assert figures_of(shared.rolf) == {} and figures_of(shared.siv) == {}


def test_who_takes_part_reads_it_on_the_page_and_the_neighbour_sees_nothing(client: Client, shared: Any) -> None:
    opened(shared, 40)
    met(shared, 17)
    url = reverse("coordination", args=[shared.coordination.pk])
    for who in (shared.sara, shared.rut):
        page = as_(Client(), who).get(url).content.decode()
        assert "Första samverkansmötet hölls 23 dagar efter inskrivningen." in page
    assert as_(client, shared.siv).get(url).status_code == 404


@pytest.mark.requirement("KAR-13")
def test_the_page_is_for_those_who_lead(client: Client, shared: Any) -> None:
    page = as_(client, shared.chef).get(reverse("lead-times")).content.decode()
    assert "Vuxen Innerstaden" in page and "Senaste halvåret" in page
    assert "Ledtider" in client.get(reverse("coordinations")).content.decode()
    assert "Ingen samordning har öppnats" in as_(Client(), shared.rolf).get(reverse("lead-times")).content.decode()
    assert as_(Client(), shared.sara).get(reverse("lead-times")).status_code == 403


def test_thirty_ask_as_little_as_one(client: Client, shared: Any) -> None:
    as_(client, shared.chef)
    asked = []
    for number in (0, 29):
        with asked_by("test"):
            for one in range(number):
                made = Coordination._base_manager.create(
                    person=shared.amina, unit=shared.innerstaden, place="malmo", number=f"X-{one}",
                    opened_on=clock.today(), opened_by="x",
                )  # fmt: skip
                Engagement._base_manager.create(coordination=made, unit=shared.innerstaden, since=clock.today())
        with CaptureQueriesContext(connection) as questions:
            assert client.get(reverse("lead-times")).status_code == 200
        asked.append(len(questions))
    assert asked[0] == asked[1]
