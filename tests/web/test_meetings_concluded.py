"""What a meeting led to: a plan, a new meeting, nothing at all."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from brygga.core.writing import asked_by
from brygga.meetings.models import Meeting
from brygga.plans.models import Plan
from tests.meetings.making import day, held, now, seat_of
from tests.web.showing import to_plan, words


@pytest.mark.requirement("MAL-07")
def test_a_sip_is_made_at_the_table(shared: Any, sara: Client) -> None:
    meeting = held(shared)
    url = f"/moten/{meeting.pk}/utfall/"
    assert "har inte sagt att de har mandat" in words(sara.get(url))
    refused = sara.post(url, {"outcome": "sip_made"})
    assert refused.status_code == 422
    assert not Plan._base_manager.exists()
    said = {f"mandate_{seat_of(meeting, unit).pk}": "yes" for unit in (shared.innerstaden, shared.radmannen)}
    assert sara.post(f"/moten/{meeting.pk}/mandat/", said)["Location"] == url
    assert "Går det att göra en SIP ska den göras nu" in words(sara.get(url))
    sara.post(url, {"outcome": "sip_made", "note": "Institution, sedan antabus"})
    assert Plan._base_manager.get().meeting == meeting
    page = words(sara.get(f"/moten/{meeting.pk}/"))
    assert "Inget särskilt möte för att upprätta SIP behövs" in page


def test_a_plan_that_is_being_written_goes_on(shared: Any, sara: Client) -> None:
    from brygga.plans.acts import start_plan

    plan = start_plan(shared.coordination, by=shared.sara)
    meeting = held(shared, "sip")
    said = {f"mandate_{seat_of(meeting, unit).pk}": "yes" for unit in (shared.innerstaden, shared.radmannen)}
    sara.post(f"/moten/{meeting.pk}/mandat/", said)
    assert sara.post(f"/moten/{meeting.pk}/utfall/", {"outcome": "sip_made"}).status_code == 302
    assert Plan._base_manager.get() == plan


@pytest.mark.requirement("MAL-06")
def test_a_meeting_that_leads_to_nothing_is_gone(shared: Any, sara: Client) -> None:
    with asked_by("the test"):
        type(shared.coordination)._base_manager.update(exploratory=True)
        shared.aminas_case.exploratory = True
        shared.aminas_case.save()
    meeting = held(shared)
    page = words(sara.get(f"/moten/{meeting.pk}/hall/"))
    assert "inget skrivs ned" in page
    assert "raderas" in words(sara.get(f"/moten/{meeting.pk}/utfall/"))
    assert sara.post(f"/moten/{meeting.pk}/utfall/", {"outcome": "nothing"})["Location"] == "/moten/"
    assert not Meeting._base_manager.exists()
    assert sara.get(f"/moten/{meeting.pk}/").status_code == 404


def test_a_new_meeting_leads_to_planning_one(shared: Any, sara: Client) -> None:
    meeting = held(shared)
    answer = sara.post(f"/moten/{meeting.pk}/utfall/", {"outcome": "new_meeting"})
    assert answer["Location"] == to_plan(shared)
    assert sara.get(f"/moten/{meeting.pk}/utfall/").status_code == 403


def test_a_day_to_follow_up_is_asked_where_the_routine_wants_it(shared: Any, sara: Client) -> None:
    """Stockholm's care planning meeting closes with a day for the follow-up."""
    with asked_by("the test"):
        type(shared.coordination)._base_manager.update(place="stockholm")
    shared.coordination.place = "stockholm"
    meeting = held(shared, "care_planning")
    url = f"/moten/{meeting.pk}/utfall/"
    assert "Bestäm när det följs upp" in words(sara.post(url, {"outcome": "new_meeting"}))
    sara.post(url, {"outcome": "new_meeting", "follow_up_on": day(30).date().isoformat()})
    assert now(meeting).follow_up_on == day(30).date()
