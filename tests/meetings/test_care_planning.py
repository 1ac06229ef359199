"""A care planning meeting in Stockholm: information only, and not closed without a day for the follow-up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.meetings.acts.holding import record_outcome
from brygga.meetings.states import Outcome
from tests.cast import as_
from tests.meetings.test_three_party import held, meets
from tests.stockholm import city

__all__ = ["city"]
pytestmark = pytest.mark.requirement("STO-20")


@pytest.fixture
def meeting(city: Any) -> Any:
    return held(meets(city, "care_planning", covers="Stigs boende."), city.ivar)


@pytest.mark.parametrize("outcome", [Outcome.JOINT_MAPPING, Outcome.SIP_MADE])
def test_nothing_is_decided_there(city: Any, meeting: Any, outcome: Outcome) -> None:
    soon = clock.today() + timedelta(days=7)
    with pytest.raises(NotAllowed, match="På vårdplaneringsmöte fattas inga beslut"):
        record_outcome(meeting, by=city.ivar, outcome=outcome, follow_up_on=soon)


def test_it_is_not_closed_before_the_follow_up_has_a_day(city: Any, meeting: Any) -> None:
    with pytest.raises(NotAllowed, match="Bestäm när det följs upp"):
        record_outcome(meeting, by=city.ivar, outcome=Outcome.NOTHING)
    with pytest.raises(NotAllowed, match="en dag som kommer"):
        record_outcome(meeting, by=city.ivar, outcome=Outcome.NOTHING, follow_up_on=clock.today() - timedelta(days=1))
    soon = clock.today() + timedelta(days=7)
    assert record_outcome(meeting, by=city.ivar, outcome=Outcome.NOTHING, follow_up_on=soon).follow_up_on == soon


def test_the_page_says_so_and_offers_no_decision(city: Any, meeting: Any) -> None:
    client = as_(Client(), city.ivar)
    page = client.get(reverse("meeting-outcome", args=[meeting.pk])).content.decode()
    assert "På det här mötet fattas inga beslut" in page
    assert Outcome.JOINT_MAPPING.label not in page
    answer = client.post(reverse("meeting-outcome", args=[meeting.pk]), {"outcome": Outcome.NOTHING})
    assert answer.status_code == 422
    neighbour = as_(Client(), city.nils)
    assert neighbour.get(reverse("meeting-outcome", args=[meeting.pk])).status_code == 404


@pytest.mark.requirement("KAR-14")
def test_where_a_meeting_is_planned_it_is_said_which_carry_a_plan(city: Any) -> None:
    page = as_(Client(), city.ivar).get(reverse("meeting-plan", args=[city.coordination.pk])).content.decode()
    said = "En plan kan göras eller ändras här."
    assert page.count(said) == 2  # SIP-möte and Uppföljningsmöte
    assert f"SIP-möte. Båda avdelningarna är med om insatser kan behövas från båda håll. {said}" in page
    assert "Avstämningsmöte" not in page  # it comes back by itself, and is about nobody
