"""Planning a meeting and calling to it, changing it and calling it off. No script is run here."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from brygga.core.writing import asked_by
from brygga.meetings.models import Meeting
from brygga.meetings.states import MeetingState
from tests.meetings.making import called, day, now, planned, seat_of, seats
from tests.web.showing import plan_data, to_plan, words


@pytest.mark.requirement("KAR-01")
def test_a_meeting_is_planned_read_through_and_called(shared: Any, sara: Client) -> None:
    page = sara.get(to_plan(shared))
    assert page.status_code == 200
    assert "Nästa steg enligt rutinen" in words(page)
    answer = sara.post(to_plan(shared), plan_data(shared))
    meeting = Meeting._base_manager.get()
    assert answer["Location"] == f"/moten/{meeting.pk}/"
    assert (meeting.state, meeting.starts_at, meeting.place) == (MeetingState.DRAFT, day(7), "Rådmansgatan 14")
    assert seat_of(meeting, shared.radmannen).assignment_id == shared.rut.assignment_id
    assert [(a.name, a.role) for a in seats(meeting).filter(unit=None, is_person=False)] == [("Leila", "Syster")]
    draft = sara.get(f"/moten/{meeting.pk}/")
    assert "Läs igenom och skicka kallelsen" in words(draft)
    assert "Skicka kallelsen" in words(sara.get(f"/moten/{meeting.pk}/kalla/"))
    assert sara.post(f"/moten/{meeting.pk}/kalla/")["Location"] == f"/moten/{meeting.pk}/"
    assert now(meeting).state == MeetingState.CALLED
    assert "Kallelsen är skickad." in words(sara.get(f"/moten/{meeting.pk}/"))


@pytest.mark.requirement("KAR-01")
def test_what_is_missing_is_said_and_the_call_is_not_sent(shared: Any, sara: Client) -> None:
    sara.post(to_plan(shared), plan_data(shared, kind="sip", purpose="", place=""))
    meeting = Meeting._base_manager.get()
    page = words(sara.get(f"/moten/{meeting.pk}/"))
    for line in ("Skriv var ni ses", "Skriv varför ni ska träffas.", "Håll förmötet", "Fyll i det som saknas"):
        assert line in page
    assert "Kallelsen kan inte skickas" in words(sara.get(f"/moten/{meeting.pk}/kalla/"))
    refused = sara.post(f"/moten/{meeting.pk}/kalla/")
    assert refused.status_code == 422
    assert now(meeting).state == MeetingState.DRAFT


def test_only_the_type_is_needed_for_a_draft(shared: Any, sara: Client) -> None:
    bare = plan_data(shared, day="", time="", place="", purpose="", covers="", minutes="")
    assert sara.post(to_plan(shared), bare).status_code == 302
    assert Meeting._base_manager.get().starts_at is None


def test_the_routines_length_is_used_when_nobody_says_another(shared: Any, sara: Client) -> None:
    sara.post(to_plan(shared), plan_data(shared, kind="follow_up", minutes=""))
    meeting = Meeting._base_manager.get()
    assert (meeting.ends_at - meeting.starts_at).total_seconds() == 45 * 60


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"kind": "hittepå"}, "Alternativet finns inte längre"),
        ({"kind": None}, "Välj ett alternativ"),
        ({"day": "2027-02-30"}, "Skriv datumet som"),
        ({"day": "2027-03-28", "time": "02:30"}, "så den tiden finns inte"),
        ({"time": ""}, "Skriv när mötet börjar."),
        ({"day": ""}, "Välj vilken dag."),
        ({"minutes": "5000"}, "Alternativet finns inte längre"),
        ({"place_kind": "video", "place": "javascript:alert(1)"}, "Den ska börja med https://"),
        ({"place": "x" * 501}, "Texten är för lång"),
        ({"purpose": "x" * 10_001}, "Texten är för lång"),
        ({"purpose": "a\0b"}, "tecken som inte kan sparas"),
        ({"name_0": "", "role_0": "Syster"}, "Skriv vem det är."),
        ({"extra": str(uuid4())}, "Alternativet finns inte längre"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(shared: Any, sara: Client, typed: Any, message: str) -> None:
    page = sara.post(to_plan(shared), plan_data(shared, covers="Boendet och vården", **typed))
    assert page.status_code == 422
    assert message in words(page)
    assert "Boendet och vården" in words(page)
    assert not Meeting._base_manager.exists()


def test_someone_from_another_unit_cannot_be_named_as_representative(shared: Any, sara: Client) -> None:
    wrong = {f"who_unit-{shared.radmannen.pk}": str(shared.pia.assignment_id)}
    assert sara.post(to_plan(shared), plan_data(shared, **wrong)).status_code == 422


def test_a_form_sent_twice_plans_one_meeting(shared: Any, sara: Client) -> None:
    data = plan_data(shared, _once=str(uuid4()))
    first, second = sara.post(to_plan(shared), data), sara.post(to_plan(shared), data)
    assert first["Location"] == second["Location"]
    assert Meeting._base_manager.count() == 1


def test_a_call_pressed_twice_is_sent_once(shared: Any, sara: Client) -> None:
    meeting, key = planned(shared), str(uuid4())
    for _ in range(2):
        assert sara.post(f"/moten/{meeting.pk}/kalla/", {"_once": key}).status_code == 302
    assert sara.post(f"/moten/{meeting.pk}/kalla/").status_code == 422
    assert now(meeting).state == MeetingState.CALLED


def test_a_link_leads_out_only_when_it_is_one(shared: Any, sara: Client) -> None:
    meeting = called(shared, place_kind="video", place="https://video.example.se/rum")
    assert (
        '<a href="https://video.example.se/rum" rel="noopener noreferrer"'
        in sara.get(f"/moten/{meeting.pk}/").content.decode()
    )
    with asked_by("an attacker"):
        Meeting._base_manager.update(place='javascript:alert(1)"><b>')
    page = sara.get(f"/moten/{meeting.pk}/").content.decode()
    assert 'href="javascript' not in page
    assert "<b>" not in page


def test_a_meeting_is_changed_and_called_off(shared: Any, sara: Client, rut: Client) -> None:
    meeting = called(shared)
    assert rut.get(f"/moten/{meeting.pk}/andra/").status_code == 403
    page = sara.get(f"/moten/{meeting.pk}/andra/")
    assert "Kallelsen är redan skickad" in words(page)
    assert 'value="13:00"' in page.content.decode()
    changed = plan_data(shared, time="15:00", name_0="", role_0="")
    assert sara.post(f"/moten/{meeting.pk}/andra/", changed).status_code == 302
    assert (now(meeting).starts_at, now(meeting).sequence) == (day(7, 15), 1)
    assert sara.post(f"/moten/{meeting.pk}/stall-in/", {"why": ""}).status_code == 422
    sara.post(f"/moten/{meeting.pk}/stall-in/", {"why": "Lokalen är upptagen"})
    assert "Lokalen är upptagen" in words(rut.get(f"/moten/{meeting.pk}/"))


def test_a_draft_is_taken_away_by_post_only(shared: Any, sara: Client) -> None:
    meeting = planned(shared)
    assert sara.get(f"/moten/{meeting.pk}/ta-bort/").status_code == 405
    assert sara.post(f"/moten/{meeting.pk}/ta-bort/").status_code == 302
    assert not Meeting._base_manager.exists()
