"""The talk with the person before the meeting, and the meeting circle."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from brygga.meetings.acts import write_pre_meeting
from brygga.meetings.facts import PreMeetingWords
from brygga.meetings.models import CirclePlace, PreMeeting
from tests.meetings.making import called, now
from tests.web.showing import words


@pytest.mark.requirement("MAL-13")
def test_the_talk_with_the_person_is_written_and_kept_from_the_others(shared: Any, sara: Client, rut: Client) -> None:
    url = f"/samordningar/{shared.coordination.pk}/formote/"
    said = {
        "matters_to_me": "Att få bo kvar",
        "not_raised": "Det som hände i Lund",
        "needs_for_meeting": "",
        "seen": "0",
    }
    saved = sara.post(url, said, headers={"Accept": "application/json"})
    assert (saved.status_code, saved["Brygga-Seen"]) == (204, "1")
    assert PreMeeting._base_manager.get().held_on is None
    assert sara.post(url, {**said, "seen": "1"}).status_code == 302
    assert PreMeeting._base_manager.get().held_on is not None
    assert "Det som hände i Lund" in words(sara.get(url))
    assert "Lund" not in words(rut.get(url))
    meeting = called(shared, "sip")
    assert "Att få bo kvar" in words(rut.get(f"/moten/{meeting.pk}/"))
    assert "Lund" not in words(rut.get(f"/moten/{meeting.pk}/"))


def test_two_colleagues_in_the_same_talk_see_both_texts(shared: Any, sara: Client) -> None:
    write_pre_meeting(shared.coordination, by=shared.sven, seen=0, words=PreMeetingWords(matters_to_me="Svens ord"))
    page = sara.post(f"/samordningar/{shared.coordination.pk}/formote/", {"matters_to_me": "Saras ord", "seen": "0"})
    assert page.status_code == 409
    assert "Svens" in words(page)
    assert PreMeeting._base_manager.get().matters_to_me == "Svens ord"


@pytest.mark.requirement("MAL-13")
def test_the_circle_is_a_picture_and_the_same_as_a_list(shared: Any, sara: Client) -> None:
    add = f"/samordningar/{shared.coordination.pk}/motescirkel/"
    assert sara.post(add, {"name": ""}).status_code == 422
    named = {"name": 'Leila "<b>" Hassan-Andersson', "role": "Syster", "mandate": "no", "wanted": "on", "reach": "070"}
    assert sara.post(add, named).status_code == 302
    sara.post(add, {"name": "Boendestödet", "mandate": "yes", "unit": str(shared.radmannen.pk)})
    page = sara.get(f"/samordningar/{shared.coordination.pk}/formote/").content.decode()
    assert page.count('r="52"') == 2
    assert "<b>" not in page
    assert 'aria-labelledby="cirkel-titel cirkel-text"' in page
    for cell in ("Syster", "070", "Inte på mötet"):
        assert cell in page
    place = CirclePlace._base_manager.get(role="Syster")
    sara.post(f"/motescirkel/{place.pk}/", {**named, "name": "Leila"})
    assert now(place).name == "Leila"
    assert sara.get(f"/motescirkel/{place.pk}/ta-bort/").status_code == 405
    sara.post(f"/motescirkel/{place.pk}/ta-bort/")
    assert CirclePlace._base_manager.count() == 1
