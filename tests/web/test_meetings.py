"""The pages about meetings, as those who use them meet them. No script is run here."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from brygga.core.models import ReadRow
from brygga.core.writing import asked_by
from brygga.meetings.acts import add_to_circle, answer_call, hold, record_outcome, write_minutes, write_pre_meeting
from brygga.meetings.facts import CircleFacts, PreMeetingWords
from brygga.meetings.models import Attendee, CirclePlace, Meeting, PreMeeting
from brygga.meetings.states import Answer, Attendance, Mandate, MeetingState, Outcome
from brygga.plans.models import Plan
from tests.cast import as_
from tests.meetings.making import (
    called,
    day,
    everybody,
    held,
    missed,
    now,
    persons_seat,
    planned,
    seat_of,
    seats,
    the_time,
)

NEIGHBOURS = ("siv", "sigrid", "pia", "adam", "greta")


@pytest.fixture
def sara(shared: Any) -> Client:
    return as_(Client(), shared.sara)


@pytest.fixture
def rut(shared: Any) -> Client:
    return as_(Client(), shared.rut)


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def plan_data(world: Any, **others: Any) -> dict[str, Any]:
    data = {
        "kind": "gfi",
        "day": day(7).date().isoformat(),
        "time": "13:00",
        "minutes": "60",
        "place_kind": "room",
        "place": "Rådmansgatan 14",
        "purpose": "Se vad vi kan göra",
        "covers": "Boendet",
        **{f"call_unit-{unit.pk}": "on" for unit in (world.innerstaden, world.radmannen)},
        **{f"required_unit-{unit.pk}": "on" for unit in (world.innerstaden, world.radmannen)},
        f"who_unit-{world.radmannen.pk}": str(world.rut.assignment_id),
        "name_0": "Leila",
        "role_0": "Syster",
        **others,
    }
    return {key: value for key, value in data.items() if value is not None}


def to_plan(world: Any) -> str:
    return f"/samordningar/{world.coordination.pk}/mote/"


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


@pytest.mark.requirement("KAR-01")
def test_the_called_unit_answers_and_prepares_in_one_form(shared: Any, rut: Client) -> None:
    meeting = called(shared, "sip")
    page = rut.get(f"/moten/{meeting.pk}/")
    assert "Svara på kallelsen" in words(page)
    seat = seat_of(meeting, shared.radmannen)
    said = {"answer": "yes", "note": "", "mandate": "yes", "preparation": "Stödsamtal varje vecka"}
    assert rut.post(f"/moten/svar/{seat.pk}/", said)["Location"] == f"/moten/{meeting.pk}/"
    assert (now(seat).answer, now(seat).mandate) == (Answer.YES, Mandate.YES)
    seen = words(as_(Client(), shared.sara).get(f"/moten/{meeting.pk}/"))
    assert "Stödsamtal varje vecka" in seen


def test_a_no_without_a_word_is_sent_back(shared: Any, rut: Client) -> None:
    seat = seat_of(called(shared), shared.radmannen)
    page = rut.post(f"/moten/svar/{seat.pk}/", {"answer": "no", "mandate": ""})
    assert page.status_code == 422
    assert "Skriv varför ni inte kan komma" in words(page)
    assert now(seat).answer == Answer.NONE


def test_the_one_who_calls_writes_down_what_the_person_said(shared: Any, sara: Client, rut: Client) -> None:
    meeting = called(shared)
    url = f"/moten/svar/{persons_seat(meeting).pk}/"
    assert rut.get(url).status_code == 403
    assert "Vad har personen svarat?" in words(sara.get(url))
    sara.post(url, {"answer": "yes", "note": "Sagt på telefon"})
    assert persons_seat(meeting).answer == Answer.YES


def test_nobody_answers_for_another_unit(shared: Any, sara: Client) -> None:
    seat = seat_of(called(shared), shared.radmannen)
    assert sara.get(f"/moten/svar/{seat.pk}/").status_code == 403
    assert sara.post(f"/moten/svar/{seat.pk}/", {"answer": "yes"}).status_code == 422
    assert now(seat).answer == Answer.NONE


def everything(world: Any) -> dict[str, str]:
    """Each object address of the room, to one thing of Amina's."""
    meeting, done, gone = called(world), held(world), missed(world)
    place = add_to_circle(world.coordination, by=world.sara, facts=CircleFacts(name="Leila"))
    to = f"/samordningar/{world.coordination.pk}"
    of_meeting = ["", "andra/", "kalla/", "ta-bort/", "stall-in/", "hall/", "blev-inte-av/", "kalender.ics"]
    return {
        **{f"called {end}": f"/moten/{meeting.pk}/{end}" for end in of_meeting},
        **{
            f"held {end}": f"/moten/{done.pk}/{end}"
            for end in ("hall/", "anteckningar/", "narvaro/", "mandat/", "utfall/")
        },
        "missed": f"/moten/{gone.pk}/boka-om/",
        "seat": f"/moten/svar/{seat_of(meeting, world.radmannen).pk}/",
        "absence": f"/moten/franvaro/{seat_of(gone, world.radmannen).pk}/",
        "place": f"/motescirkel/{place.pk}/",
        "remove": f"/motescirkel/{place.pk}/ta-bort/",
        **{end: f"{to}/{end}/" for end in ("mote", "moten", "formote", "motescirkel")},
    }


def test_the_neighbour_finds_nothing_and_changes_nothing(shared: Any) -> None:
    before = dict(Meeting._base_manager.values_list("pk", "state"))
    addresses = everything(shared)
    before = dict(Meeting._base_manager.values_list("pk", "state"))
    for name in NEIGHBOURS:
        client = as_(Client(), getattr(shared, name))
        for address in addresses.values():
            answers = {client.get(address).status_code, client.post(address, {"why": "x"}).status_code}
            assert answers <= {404, 405}, (name, address)
    assert dict(Meeting._base_manager.values_list("pk", "state")) == before
    assert CirclePlace._base_manager.count() == 1


def test_a_draft_is_not_there_for_the_others(shared: Any, rut: Client) -> None:
    meeting = planned(shared)
    for end in ("", "andra/", "kalla/", "hall/", "kalender.ics"):
        assert rut.get(f"/moten/{meeting.pk}/{end}").status_code == 404
    assert "Utkast" not in words(rut.get("/moten/"))


def test_reading_a_meeting_is_noted(shared: Any, sara: Client, rut: Client) -> None:
    meeting = called(shared)
    rut.get(f"/moten/{meeting.pk}/")
    row = ReadRow.objects.latest("pk")
    assert (row.what, row.person_id, row.staff_id) == ("Mötets sida", shared.amina.pk, shared.rut.staff_id)


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


@pytest.mark.requirement("KAR-01")
def test_the_manager_is_found_and_the_talk_written_down(shared: Any, sara: Client) -> None:
    meeting = called(shared, "sip")
    gone = seat_of(meeting, shared.radmannen)
    with the_time(day(7)):
        hold(meeting, by=shared.sara, attendance={**everybody(meeting), gone.pk: Attendance.ABSENT})
    assert "Rådmannen uteblev" in words(sara.get(f"/moten/{meeting.pk}/"))
    assert "Rolf Holm" in words(sara.get(f"/moten/franvaro/{gone.pk}/"))
    sara.post(f"/moten/franvaro/{gone.pk}/", {"note": "Kurt kommer nästa gång"})
    page = words(sara.get(f"/moten/{meeting.pk}/"))
    assert "Kurt kommer nästa gång" in page
    assert "Rådmannen uteblev" not in page


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


@pytest.mark.requirement("KAR-07")
def test_the_calendar_file_is_for_those_who_see_the_meeting(shared: Any, rut: Client) -> None:
    meeting = called(shared)
    answer = rut.get(f"/moten/{meeting.pk}/kalender.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Amina" not in answer.content.decode()
    assert f"/moten/{meeting.pk}/" in answer.content.decode().replace("\r\n ", "")
    draft = planned(shared, starts_at=None)
    assert as_(Client(), shared.sara).get(f"/moten/{draft.pk}/kalender.ics").status_code == 404


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


def test_the_list_says_what_waits_what_comes_and_what_to_write(shared: Any, sara: Client, rut: Client) -> None:
    meeting = called(shared)
    page = words(rut.get("/moten/"))
    assert "Väntar på ditt svar" in page
    assert meeting.when in page
    assert "Väntar på ditt svar" not in words(sara.get("/moten/"))
    held(shared)
    assert "Skriv vad det ledde till" in words(sara.get("/moten/"))
    done = held(shared)
    record_outcome(done, by=shared.sara, outcome=Outcome.NEW_MEETING)
    assert "Nytt möte" in words(sara.get("/moten/?visa=tidigare"))
    for name in ("siv", "sigrid", "pia"):
        assert "Amina" not in words(as_(Client(), getattr(shared, name)).get("/moten/"))
    assert "Amina" not in words(as_(Client(), shared.siv).get("/moten/?visa=tidigare"))


@pytest.mark.parametrize("address", ["/moten/", "/moten/?visa=tidigare", "{coordination}moten/", "{meeting}"])
def test_the_pages_ask_as_much_for_one_as_for_many(shared: Any, django_assert_num_queries: Any, address: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, meeting = as_(Client(), shared.sara), called(shared)
    url = address.format(coordination=f"/samordningar/{shared.coordination.pk}/", meeting=f"/moten/{meeting.pk}/")
    missed(shared), held(shared), planned(shared)
    client.get(url)
    with CaptureQueriesContext(connection) as once:
        client.get(url)
    for _ in range(5):
        called(shared), missed(shared), held(shared), planned(shared)
        add_to_circle(shared.coordination, by=shared.sara, facts=CircleFacts(name="Leila"))
    with django_assert_num_queries(len(once)):
        client.get(url)
    assert Attendee._base_manager.count() > 50
