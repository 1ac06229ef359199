"""The pages at the meeting itself: who is here, who stayed away, what is written down."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from brygga.meetings.acts import answer_call, hold, write_minutes
from brygga.meetings.models import Meeting
from brygga.meetings.states import Answer, Attendance, MeetingState
from tests.cast import as_
from tests.meetings.making import called, day, everybody, held, missed, now, persons_seat, seat_of, seats, the_time
from tests.web.showing import words


def test_who_is_here_is_ticked_and_the_meeting_begins(shared: Any, sara: Client) -> None:
    meeting = called(shared)
    with the_time(day(7)):
        as_(sara, shared.sara)
        assert "Öppna mötet" in words(sara.get(f"/moten/{meeting.pk}/"))
        here = [str(row.pk) for row in seats(meeting)]
        few = sara.post(f"/moten/{meeting.pk}/hall/", {"here": here[:1]})
        assert few.status_code == 422
        assert "boka en ny tid" in words(few)
        assert sara.post(f"/moten/{meeting.pk}/hall/", {}).status_code == 422
        assert sara.post(f"/moten/{meeting.pk}/hall/", {"here": here}).status_code == 302
    assert now(meeting).state == MeetingState.HELD
    assert "Anteckningar" in words(sara.get(f"/moten/{meeting.pk}/hall/"))


def test_one_who_had_said_no_is_not_noted_as_having_stayed_away(shared: Any, sara: Client) -> None:
    meeting = called(shared, "sip")
    answer_call(seat_of(meeting, shared.radmannen), by=shared.rut, answer=Answer.NO, note="Sjuk")
    here = [str(persons_seat(meeting).pk), str(seat_of(meeting, shared.innerstaden).pk)]
    with the_time(day(7)):
        as_(sara, shared.sara)
        sara.post(f"/moten/{meeting.pk}/hall/", {"here": here})
    assert seat_of(meeting, shared.radmannen).attendance == Attendance.EXCUSED


@pytest.mark.requirement("MAL-08")
def test_the_meeting_is_held_now_from_the_same_button(shared: Any, rut: Client) -> None:
    meeting = missed(shared)
    assert words(rut.get(f"/moten/{meeting.pk}/")).count("Håll mötet nu") == 1
    assert "Mötet hålls nu i stället" in words(rut.get(f"/moten/{meeting.pk}/hall/"))
    rut.post(f"/moten/{meeting.pk}/hall/", {"here": [str(row.pk) for row in seats(meeting)]})
    assert now(meeting).state == MeetingState.HELD


@pytest.mark.requirement("MAL-08")
def test_a_missed_meeting_is_noted_and_rebooked_in_one_form(shared: Any, sara: Client) -> None:
    meeting = called(shared)
    url = f"/moten/{meeting.pk}/blev-inte-av/"
    marks = {f"seat_{row.pk}": "absent" if row.is_person else "present" for row in seats(meeting)}
    with the_time(day(7, 14)):
        as_(sara, shared.sara)
        assert "Vilka kom" in words(sara.get(url))
        assert sara.post(url, {**marks, "minutes": "60", "day": day(8).date().isoformat()}).status_code == 422
        assert now(meeting).state == MeetingState.CALLED
        new = {"day": day(14).date().isoformat(), "time": "10.00", "minutes": "45", "place": ""}
        answer = sara.post(url, {**marks, **new})
    again = Meeting._base_manager.get(rebooked_from=meeting)
    assert answer["Location"] == f"/moten/{again.pk}/"
    assert (now(meeting).state, again.state, again.starts_at) == (MeetingState.MISSED, MeetingState.CALLED, day(14, 10))
    assert persons_seat(meeting).attendance == Attendance.ABSENT
    assert "Ny tid:" in words(sara.get(f"/moten/{meeting.pk}/"))


def test_a_missed_meeting_is_noted_without_a_new_time(shared: Any, sara: Client) -> None:
    meeting = called(shared)
    marks = {f"seat_{row.pk}": "absent" for row in seats(meeting)}
    with the_time(day(7, 14)):
        as_(sara, shared.sara)
        sara.post(f"/moten/{meeting.pk}/blev-inte-av/", {**marks, "minutes": "60", "why": "Snöoväder"})
    assert (now(meeting).state, now(meeting).stopped_why) == (MeetingState.MISSED, "Snöoväder")
    assert (
        sara.post(
            f"/moten/{meeting.pk}/boka-om/", {"day": day(20).date().isoformat(), "time": "10:00", "minutes": "60"}
        ).status_code
        == 302
    )
    assert Meeting._base_manager.filter(rebooked_from=meeting).count() == 1


def test_notes_are_saved_while_one_writes(shared: Any, sara: Client) -> None:
    meeting = held(shared)
    url, script = f"/moten/{meeting.pk}/anteckningar/", {"Accept": "application/json"}
    first = sara.post(url, {"text": "Amina vill", "seen": "0"}, headers=script)
    assert (first.status_code, first["Brygga-Seen"]) == (204, "1")
    second = sara.post(url, {"text": "Amina vill bo kvar", "seen": first["Brygga-Seen"]}, headers=script)
    assert (second.status_code, now(meeting).minutes) == (204, "Amina vill bo kvar")


def test_the_second_of_two_writers_sees_both_texts(shared: Any, sara: Client, rut: Client) -> None:
    meeting = held(shared)
    url = f"/moten/{meeting.pk}/anteckningar/"
    sara.post(url, {"text": "Amina vill bo kvar", "seen": "0"})
    assert rut.post(url, {"text": "Rut skrev", "seen": "0"}, headers={"Accept": "application/json"}).status_code == 409
    page = rut.post(url, {"text": "Rut skrev", "seen": "0"})
    assert page.status_code == 409
    assert "Senast ändrat av Sara Berg" in words(page)
    assert "Rut skrev" in words(page)
    assert now(meeting).minutes == "Amina vill bo kvar"
    assert rut.post(url, {"text": "Amina vill bo kvar. Rut skrev", "seen": "1"}).status_code == 302
    assert now(meeting).minutes == "Amina vill bo kvar. Rut skrev"


def test_notes_without_a_known_revision_overwrite_nothing(shared: Any, sara: Client) -> None:
    meeting = held(shared)
    write_minutes(meeting, by=shared.rut, seen=0, text="Ruts ord")
    for seen in ("", "0", "-1", "abc", "99"):
        assert sara.post(f"/moten/{meeting.pk}/anteckningar/", {"text": "Saras ord", "seen": seen}).status_code in {
            409,
            422,
        }
    assert now(meeting).minutes == "Ruts ord"


@pytest.mark.requirement("KAR-01")
def test_the_manager_is_found_and_the_talk_written_down(shared: Any, sara: Client) -> None:
    meeting = called(shared, "sip")
    gone = seat_of(meeting, shared.radmannen)
    with the_time(day(7)):
        hold(meeting, by=shared.sara, attendance={**everybody(meeting), gone.pk: Attendance.ABSENT})
    assert "Rådmannen uteblev" in words(sara.get(f"/moten/{meeting.pk}/"))
    assert "Rolf Holm" in words(sara.get(f"/moten/franvaro/{gone.pk}/"))
    assert "Följ upp att Rådmannen uteblev" in words(as_(Client(), shared.rolf).get("/"))
    assert "uteblev" not in words(as_(Client(), shared.chef).get("/"))  # another unit's manager
    sara.post(f"/moten/franvaro/{gone.pk}/", {"note": "Kurt kommer nästa gång"})
    page = words(sara.get(f"/moten/{meeting.pk}/"))
    assert "Kurt kommer nästa gång" in page
    assert "Rådmannen uteblev" not in page
    assert "Följ upp att" not in words(as_(Client(), shared.rolf).get("/"))


def test_attendance_is_mended_without_forgetting_who_had_given_notice(shared: Any, sara: Client) -> None:
    meeting = called(shared, "sip")
    rut = seat_of(meeting, shared.radmannen)
    with the_time(day(7)):
        hold(meeting, by=shared.sara, attendance={**everybody(meeting), rut.pk: Attendance.EXCUSED})
    here = [str(row.pk) for row in seats(meeting) if row.pk != rut.pk]
    sara.post(f"/moten/{meeting.pk}/narvaro/", {"here": here})
    assert now(rut).attendance == Attendance.EXCUSED
    sara.post(f"/moten/{meeting.pk}/narvaro/", {"here": [*here, str(rut.pk)]})
    assert now(rut).attendance == Attendance.PRESENT
