"""Meetings that are held, missed, held at once, written down, and what they lead to."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.coordinations.models import Coordination, InboxItem
from brygga.core.acts import Changed, NotAllowed
from brygga.core.models import AuditRow, Event
from brygga.core.writing import asked_by
from brygga.meetings.acts import (
    answer_call,
    cancel_meeting,
    end_with_nothing,
    follow_up_absence,
    hold,
    hold_now,
    miss_and_rebook,
    note_attendance,
    note_missed,
    prepare,
    rebook,
    record_outcome,
    write_minutes,
)
from brygga.meetings.facts import NewTime
from brygga.meetings.models import Meeting
from brygga.meetings.states import Answer, Attendance, Mandate, MeetingState, Outcome
from tests.meetings.making import (
    all_but_the_person,
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


def here(meeting: Meeting, *absent: Any) -> dict[Any, str]:
    gone = {row.pk for row in absent}
    return {pk: mark for pk, mark in everybody(meeting).items() if pk not in gone}


@pytest.mark.requirement("MAL-08")
def test_who_was_there_and_who_stayed_away_is_noted(shared: Any) -> None:
    meeting = called(shared, "sip")
    gone = seat_of(meeting, shared.radmannen)
    with the_time(day(7)):
        hold(meeting, by=shared.sara, attendance=here(meeting, gone))
    assert now(meeting).state == MeetingState.HELD
    assert persons_seat(meeting).attendance == Attendance.PRESENT
    assert now(gone).attendance == Attendance.ABSENT
    assert now(gone).stayed_away_at == day(7)


@pytest.mark.requirement("MAL-08")
def test_a_meeting_held_at_once_stands_at_the_time_it_was_held(shared: Any) -> None:
    meeting = called(shared)
    planned_for = meeting.when
    with the_time(day(2, 9)):
        meeting = hold_now(meeting, by=shared.sara, attendance=everybody(meeting))
    assert (meeting.took_place_at, meeting.moved) == (day(2, 9), True)
    assert meeting.when.endswith("kl. 09.00") and meeting.when != planned_for == meeting.planned_when


@pytest.mark.parametrize(("days", "hour"), [(7, 13), (9, 9)])
def test_a_meeting_opened_at_its_time_or_written_up_later_keeps_the_time_of_the_call(
    shared: Any, days: int, hour: int
) -> None:
    meeting = called(shared)
    with the_time(day(days, hour)):
        meeting = hold(meeting, by=shared.sara, attendance=everybody(meeting))
    assert (meeting.took_place_at, meeting.moved, meeting.held_at) == (day(7), False, day(7))


def test_one_who_had_given_notice_has_not_stayed_away(shared: Any) -> None:
    meeting = called(shared, "sip")
    rut = seat_of(meeting, shared.radmannen)
    with the_time(day(7)):
        hold(meeting, by=shared.sara, attendance={**everybody(meeting), rut.pk: Attendance.EXCUSED})
    assert now(rut).stayed_away_at is None
    assert not Event.objects.visible_to(shared.sara).filter(act="meetings.note_absence").exists()


@pytest.mark.requirement("MAL-06")
def test_a_gfi_is_not_held_by_two_or_without_the_person(shared: Any) -> None:
    meeting = called(shared)
    with the_time(day(7)):
        for absent in (seat_of(meeting, shared.radmannen), persons_seat(meeting)):
            with pytest.raises(NotAllowed, match="boka en ny tid"):
                hold(meeting, by=shared.sara, attendance=here(meeting, absent))
    assert now(meeting).state == MeetingState.CALLED
    assert set(seats(meeting).values_list("attendance", flat=True)) == {""}


def test_a_meeting_is_not_opened_days_before_by_mistake(shared: Any) -> None:
    meeting = called(shared)
    with pytest.raises(NotAllowed, match="Välj att hålla mötet nu"):
        hold(meeting, by=shared.sara, attendance=everybody(meeting))
    with pytest.raises(NotAllowed, match="Ändra eller ställ in"):
        note_missed(meeting, by=shared.sara, attendance={})


def test_any_unit_that_takes_part_may_open_the_meeting_and_the_neighbour_may_not(shared: Any) -> None:
    meeting = called(shared)
    with the_time(day(7)):
        for other in (shared.siv, shared.sigrid, shared.pia, shared.adam, shared.amina_herself):
            with pytest.raises(NotAllowed):
                hold(meeting, by=other, attendance=everybody(meeting))
        hold(meeting, by=shared.rut, attendance=everybody(meeting))
    assert now(meeting).state == MeetingState.HELD


def test_ticks_of_another_meeting_are_refused(shared: Any) -> None:
    meeting, other = called(shared), called(shared, "sip")
    with the_time(day(7)), pytest.raises(NotAllowed, match="Ladda om sidan"):
        hold(meeting, by=shared.sara, attendance={**everybody(meeting), **everybody(other)})
    with the_time(day(7)), pytest.raises(NotAllowed, match="Ladda om sidan"):
        hold(meeting, by=shared.sara, attendance=dict.fromkeys(everybody(meeting), "hejsan"))


@pytest.mark.requirement("MAL-08")
def test_the_meeting_is_held_now_though_it_was_for_another_day(shared: Any) -> None:
    meeting = called(shared)
    hold_now(meeting, by=shared.rut, attendance=everybody(meeting))
    assert (now(meeting).state, now(meeting).sequence) == (MeetingState.HELD, 1)
    assert now(meeting).starts_at == day(7)
    sentence = Event.objects.visible_to(shared.sara).get(act="meetings.hold_now").sentence
    assert sentence.startswith(f"GFI-möte hålls nu, i stället för {now(meeting).planned_when}")
    with the_time(day(7)), pytest.raises(NotAllowed, match="redan hållet"):
        hold(meeting, by=shared.sara, attendance=everybody(meeting))


def test_one_who_was_called_to_another_day_has_not_stayed_away_today(shared: Any) -> None:
    meeting = called(shared, "sip")
    rut = seat_of(meeting, shared.radmannen)
    hold_now(meeting, by=shared.sara, attendance=here(meeting, rut))
    assert (now(rut).attendance, now(rut).stayed_away_at) == ("", None)
    note_attendance(meeting, by=shared.sara, attendance={rut.pk: Attendance.PRESENT})
    assert now(rut).attendance == Attendance.PRESENT


def test_a_planned_meeting_may_be_held_without_ever_being_called(shared: Any) -> None:
    meeting = planned(shared, starts_at=None, place="")
    hold_now(meeting, by=shared.sara, attendance=everybody(meeting))
    assert now(meeting).state == MeetingState.HELD
    with pytest.raises(NotAllowed, match="av den enhet som kallar"):
        hold_now(planned(shared), by=shared.rut, attendance={})


@pytest.mark.requirement("MAL-08")
def test_a_missed_meeting_gets_a_new_time_in_one_step(shared: Any) -> None:
    meeting = called(shared)
    prepare(seat_of(meeting, shared.radmannen), by=shared.rut, mandate=Mandate.YES, preparation="Antabus")
    with the_time(day(7, 14)):
        new = NewTime(starts_at=day(14), minutes=45)
        again = miss_and_rebook(meeting, by=shared.sara, attendance=all_but_the_person(meeting), time=new)
    assert (now(meeting).state, now(again).state) == (MeetingState.MISSED, MeetingState.CALLED)
    assert persons_seat(meeting).attendance == Attendance.ABSENT
    assert now(again).rebooked_from == meeting
    assert (again.starts_at, again.place, again.purpose) == (day(14), meeting.place, meeting.purpose)
    assert seats(again).count() == 3
    assert seat_of(again, shared.radmannen).preparation == "Antabus"
    assert seat_of(again, shared.radmannen).answer == Answer.NONE
    acts = list(Event.objects.visible_to(shared.rut).order_by("id").values_list("act", flat=True))
    assert acts[-2:] == ["meetings.note_missed", "meetings.call"]


def test_a_meeting_is_rebooked_once(shared: Any) -> None:
    meeting = missed(shared)
    first = rebook(meeting, by=shared.sara, time=NewTime(starts_at=day(14), minutes=60))
    with pytest.raises(NotAllowed, match="redan ombokat till"):
        rebook(meeting, by=shared.rut, time=NewTime(starts_at=day(15), minutes=60))
    cancel_meeting(first, by=shared.sara, why="Sjuk")
    assert rebook(meeting, by=shared.rut, time=NewTime(starts_at=day(15), minutes=60)).called_by == shared.radmannen


def test_nothing_is_noted_when_the_new_time_cannot_be_booked(shared: Any) -> None:
    meeting = called(shared)
    with the_time(day(7, 14)), pytest.raises(NotAllowed, match="Tiden har redan varit"):
        miss_and_rebook(meeting, by=shared.sara, attendance={}, time=NewTime(starts_at=day(6), minutes=60))
    assert now(meeting).state == MeetingState.CALLED
    assert Meeting._base_manager.count() == 1


@pytest.mark.requirement("KAR-01")
def test_a_unit_that_stays_away_is_told_to_its_manager_and_followed_up(shared: Any) -> None:
    meeting = called(shared, "sip")
    with the_time(day(7)):
        hold(meeting, by=shared.sara, attendance=here(meeting, seat_of(meeting, shared.radmannen)))
    told = InboxItem.objects.visible_to(shared.rolf).get(event__act="meetings.note_absence")
    assert told.event.sentence.startswith("Rådmannen uteblev från möte för upprättande av SIP")
    assert told.affects_planning
    assert not InboxItem.objects.visible_to(shared.chef).filter(assignment_id=shared.chef.assignment_id).exists()
    gone = now(seat_of(meeting, shared.radmannen))
    with pytest.raises(NotAllowed, match="Skriv vad ni kom överens om"):
        follow_up_absence(gone, by=shared.sara, note="")
    for neighbour in (shared.siv, shared.sigrid, shared.adam, shared.chef):
        with pytest.raises(NotAllowed):
            follow_up_absence(gone, by=neighbour, note="Nej")
    follow_up_absence(gone, by=shared.rolf, note="Rut var sjuk, Kurt ersätter nästa gång")
    assert now(gone).absence_followed_up_by == shared.rolf.label
    with pytest.raises(NotAllowed, match="redan uppföljd"):
        follow_up_absence(now(gone), by=shared.sara, note="Igen")


def test_nobody_is_followed_up_who_did_not_have_to_come(shared: Any) -> None:
    meeting = called(shared, "sip")
    with asked_by("the test"):
        seats(meeting).filter(unit=shared.radmannen).update(required=False)
    with the_time(day(7)):
        hold(meeting, by=shared.sara, attendance=here(meeting, seat_of(meeting, shared.radmannen)))
    with pytest.raises(NotAllowed, match="måste vara med"):
        follow_up_absence(seat_of(meeting, shared.radmannen), by=shared.sara, note="Nej")


@pytest.mark.requirement("KAR-01")
def test_mandate_and_proposals_are_seen_by_the_others_before_the_meeting(shared: Any) -> None:
    from brygga.meetings.models import Attendee

    meeting = called(shared, "sip")
    rut = seat_of(meeting, shared.radmannen)
    prepare(rut, by=shared.rut, mandate=Mandate.YES, preparation="Stödsamtal en gång i veckan")
    seen = Attendee.objects.visible_to(shared.sara).get(pk=rut.pk)
    assert (seen.mandate, seen.preparation) == (Mandate.YES, "Stödsamtal en gång i veckan")
    assert not Attendee.objects.visible_to(shared.pia).exists()
    assert "Stödsamtal" not in " ".join(Event._base_manager.values_list("sentence", flat=True))


def test_each_answers_for_itself(shared: Any) -> None:
    meeting = called(shared, "sip")
    rut, amina = seat_of(meeting, shared.radmannen), persons_seat(meeting)
    for other in (shared.sara, shared.pia, shared.siv, shared.amina_herself):
        with pytest.raises(NotAllowed):
            answer_call(rut, by=other, answer=Answer.YES)
        with pytest.raises(NotAllowed):
            prepare(rut, by=other, mandate=Mandate.YES)
    for other in (shared.rut, shared.siv, shared.folke_himself):
        with pytest.raises(NotAllowed):
            answer_call(amina, by=other, answer=Answer.YES)
    answer_call(amina, by=shared.amina_herself, answer=Answer.YES)
    answer_call(amina, by=shared.sara, answer=Answer.NO, note="Amina ringde: hon är bortrest")
    answer_call(rut, by=shared.rolf, answer=Answer.OTHER, name="Kurt Åkesson")
    assert (now(rut).name, now(rut).assignment) == ("Kurt Åkesson", None)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"answer": Answer.NO}, "Skriv varför"),
        ({"answer": Answer.OTHER}, "Skriv vem"),
        ({"answer": ""}, "Välj om du kommer"),
        ({"answer": "kanske"}, "Välj om du kommer"),
    ],
)
def test_an_answer_says_what_the_others_need_to_know(shared: Any, given: dict[str, str], words: str) -> None:
    rut = seat_of(called(shared), shared.radmannen)
    with pytest.raises(NotAllowed, match=words):
        answer_call(rut, by=shared.rut, **given)


def test_two_write_and_the_second_is_shown_what_the_first_wrote(shared: Any) -> None:
    meeting = held(shared, "sip")
    write_minutes(meeting, by=shared.sara, seen=0, text="Amina vill bo kvar.")
    with pytest.raises(Changed) as conflict:
        write_minutes(meeting, by=shared.rut, seen=0, text="Amina vill flytta.")
    assert conflict.value.current.minutes == "Amina vill bo kvar."
    assert now(meeting).minutes == "Amina vill bo kvar."
    write_minutes(meeting, by=shared.rut, seen=1, text="Amina vill bo kvar. Vi ringer värden.")
    assert (now(meeting).revision, now(meeting).minutes_by) == (2, shared.rut.label)
    assert not Event._base_manager.filter(act="meetings.write_minutes").exists()


@pytest.mark.requirement("MAL-06")
def test_about_someone_who_is_not_registered_nothing_is_written(shared: Any) -> None:
    with asked_by("the test"):
        Coordination._base_manager.update(exploratory=True)
    meeting = held(shared)
    with pytest.raises(NotAllowed, match="inget skrivs ned"):
        write_minutes(meeting, by=shared.sara, seen=0, text="Amina har det svårt.")
    rut = seat_of(meeting, shared.radmannen)
    with pytest.raises(NotAllowed, match="inget skrivs om personen"):
        prepare(rut, by=shared.rut, mandate=Mandate.YES, preparation="Hon har sökt förut")
    prepare(rut, by=shared.rut, mandate=Mandate.YES)


@pytest.mark.requirement("MAL-06")
def test_a_gfi_that_leads_to_nothing_is_erased(shared: Any) -> None:
    with asked_by("the test"):
        Coordination._base_manager.update(exploratory=True)
        shared.aminas_case.exploratory = True
        shared.aminas_case.save()
    meeting = held(shared)
    rebooked_from = missed(shared)
    rebook(rebooked_from, by=shared.sara, time=NewTime(starts_at=day(20), minutes=60))
    with pytest.raises(NotAllowed, match="Avsluta utan uppföljning"):
        record_outcome(meeting, by=shared.sara, outcome=Outcome.NOTHING)
    with pytest.raises(NotAllowed):
        end_with_nothing(meeting, by=shared.siv)
    end_with_nothing(meeting, by=shared.sara)
    from brygga.people.models import Person

    for left in (Meeting, Coordination, Event):
        assert not left._base_manager.exists(), left
    assert list(Person._base_manager.values_list("given_name", flat=True)) == ["Folke"]
    assert AuditRow.objects.get(act="meetings.end_with_nothing", outcome="done").subject_type == "agencies.Unit"


@pytest.mark.requirement("MAL-07")
def test_a_gfi_that_leads_to_work_together_is_registered(shared: Any) -> None:
    with asked_by("the test"):
        Coordination._base_manager.update(exploratory=True)
        shared.aminas_case.exploratory = True
        shared.aminas_case.save()
    meeting = held(shared)
    record_outcome(meeting, by=shared.sara, outcome=Outcome.JOINT_MAPPING)
    assert not now(shared.coordination).exploratory
    assert not now(shared.aminas_case).exploratory
    write_minutes(now(meeting), by=shared.sara, seen=0, text="Nu finns ett ärende.")


def test_what_is_registered_is_not_erased_but_concluded(shared: Any) -> None:
    meeting = held(shared)
    with pytest.raises(NotAllowed, match="Samordningen är registrerad"):
        end_with_nothing(meeting, by=shared.sara)
    record_outcome(meeting, by=shared.sara, outcome=Outcome.NOTHING)
    assert now(meeting).outcome == Outcome.NOTHING


@pytest.mark.requirement("MAL-07")
@pytest.mark.parametrize("outcome", [Outcome.LED_ON, Outcome.JOINT_MAPPING, Outcome.NEW_MEETING, Outcome.NOTHING])
def test_what_a_meeting_led_to_is_told_to_all_once(shared: Any, outcome: Outcome) -> None:
    meeting = held(shared)
    record_outcome(meeting, by=shared.rut, outcome=outcome, note="Till vårdcentralen, Rut ringer")
    assert (now(meeting).outcome, now(meeting).outcome_at is not None) == (outcome, True)
    sentence = Event.objects.visible_to(shared.sara).get(act="meetings.conclude").sentence
    assert sentence.startswith("Rut Månsson, sjuksköterska, Rådmannen: ")
    assert "vårdcentralen" not in sentence
    with pytest.raises(NotAllowed, match="redan skrivet"):
        record_outcome(meeting, by=shared.sara, outcome=Outcome.NEW_MEETING)


@pytest.mark.requirement("MAL-07")
def test_to_lead_on_is_to_say_where_and_who_helps(shared: Any) -> None:
    with pytest.raises(NotAllowed, match="vem som hjälper till"):
        record_outcome(held(shared), by=shared.sara, outcome=Outcome.LED_ON)


@pytest.mark.requirement("MAL-07")
def test_a_sip_is_made_only_when_those_concerned_can_decide(shared: Any) -> None:
    meeting = held(shared)
    with pytest.raises(NotAllowed, match="Rådmannen har inte sagt att de har mandat"):
        record_outcome(meeting, by=shared.sara, outcome=Outcome.SIP_MADE)
    prepare(seat_of(meeting, shared.innerstaden), by=shared.sara, mandate=Mandate.YES)
    prepare(seat_of(meeting, shared.radmannen), by=shared.rut, mandate=Mandate.NO)
    with pytest.raises(NotAllowed, match="Rådmannen"):
        record_outcome(meeting, by=shared.sara, outcome=Outcome.SIP_MADE)
    assert now(meeting).outcome == ""
    officials = held(shared, "officials")
    with pytest.raises(NotAllowed, match="görs ingen plan"):
        record_outcome(officials, by=shared.sara, outcome=Outcome.SIP_MADE)


@pytest.mark.requirement("MAL-07")
@pytest.mark.requirement("MAL-08")
def test_folke_stays_away_twice_comes_when_he_can_and_leaves_with_a_plan(shared: Any) -> None:
    """Malmö handbook, "Gemensamma förutsättningslösa informationsutbytesmöten (GFI)": Folke."""
    first = called(shared)
    with the_time(day(7, 14)):
        new = NewTime(starts_at=day(21), minutes=60)
        second = miss_and_rebook(first, by=shared.rut, attendance=all_but_the_person(first), time=new)
    with the_time(day(21, 14)):
        note_missed(second, by=shared.rut, attendance=all_but_the_person(second), why="Gick inte att nå")
    with the_time(day(30, 9)):
        hold_now(second, by=shared.rut, attendance=everybody(second))
        prepare(seat_of(second, shared.radmannen), by=shared.rut, mandate=Mandate.YES)
        prepare(seat_of(second, shared.innerstaden), by=shared.sara, mandate=Mandate.YES, preparation="Chefen sa ja")
        write_minutes(second, by=shared.rut, seen=0, text="Institution och sedan antabus.")
        record_outcome(second, by=shared.rut, outcome=Outcome.SIP_MADE)
    second = now(second)
    assert (second.state, second.held_at, second.missed_at) == (MeetingState.HELD, day(30, 9), day(21, 14))
    assert persons_seat(first).attendance == Attendance.ABSENT
    assert persons_seat(second).attendance == Attendance.PRESENT
    assert persons_seat(second).stayed_away_at == day(21, 14)
    told = Event.objects.visible_to(shared.sara).get(act="meetings.conclude")
    assert told.affects_planning
    assert "Inget särskilt möte för att upprätta SIP behövs" in told.sentence
    acts = Event.objects.visible_to(shared.sara).filter(act__startswith="meetings.").order_by("id")
    assert [act.removeprefix("meetings.") for act in acts.values_list("act", flat=True)] == [
        "call", "note_missed", "call", "note_missed", "hold_now", "prepare", "prepare", "conclude",
    ]  # fmt: skip
