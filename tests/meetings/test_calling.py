"""Planning a meeting, calling to it, changing it and calling it off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from brygga.consents.models import Consent
from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.models import AuditRow, Event
from brygga.core.writing import asked_by
from brygga.meetings.acts import (
    answer_call,
    call_meeting,
    cancel_meeting,
    change_meeting,
    discard_meeting,
    leave_when_door_closes,
    plan_meeting,
)
from brygga.meetings.facts import Called
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.states import Answer, MeetingState, PlaceKind
from tests.meetings.making import assignment, both, called, day, facts, held, now, persons_seat, planned, seat_of, seats


def test_a_draft_is_seen_by_the_unit_that_plans_it_and_nobody_else(shared: Any) -> None:
    meeting = planned(shared)
    assert Meeting.objects.visible_to(shared.sven).get() == meeting
    for other in (shared.rut, shared.siv, shared.sigrid, shared.pia, shared.amina_herself):
        assert not Meeting.objects.visible_to(other).exists()
    assert not Event.objects.unrestricted(because="the test reads all events").filter(act="meetings.plan").exists()


def test_a_called_meeting_is_seen_by_those_who_take_part_and_the_person(shared: Any) -> None:
    meeting = called(shared)
    for one in (shared.sara, shared.rut, shared.kurt, shared.chef, shared.amina_herself):
        assert list(Meeting.objects.visible_to(one)) == [meeting]
        assert Attendee.objects.visible_to(one).count() == 3
    for other in (shared.siv, shared.sigrid, shared.pia, shared.fred, shared.adam, shared.greta, shared.folke_himself):
        assert not Meeting.objects.visible_to(other).exists()
        assert not Attendee.objects.visible_to(other).exists()


def test_the_person_does_not_see_a_meeting_that_is_held_without_them(shared: Any) -> None:
    called(shared, "officials")
    assert not Meeting.objects.visible_to(shared.amina_herself).exists()
    assert Meeting.objects.visible_to(shared.rut).exists()


@pytest.mark.requirement("KAR-01")
def test_a_call_tells_the_others_without_a_word_about_the_person(shared: Any) -> None:
    meeting = called(shared)
    event = Event.objects.visible_to(shared.rut).get(act="meetings.call")
    assert event.sentence == f"Sara Berg, socialsekreterare, Vuxen Innerstaden kallade till GFI-möte, {meeting.when}"
    assert event.affects_planning
    assert InboxItem.objects.visible_to(shared.rut).filter(event=event, assignment_id=shared.rut.assignment_id).exists()
    assert not InboxItem.objects.visible_to(shared.sara).filter(event=event).exists()
    assert not InboxItem.objects.visible_to(shared.siv).exists()


def test_those_who_call_come_themselves_and_the_others_are_asked(shared: Any) -> None:
    meeting = called(shared)
    assert seat_of(meeting, shared.innerstaden).answer == Answer.YES
    assert seat_of(meeting, shared.radmannen).answer == persons_seat(meeting).answer == Answer.NONE


@pytest.mark.requirement("MAL-06")
def test_a_gfi_is_not_called_with_fewer_than_three(shared: Any) -> None:
    alone = planned(shared, called=both(shared)[:1])
    with pytest.raises(NotAllowed, match="GFI-möte är mellan personen och minst två verksamheter"):
        call_meeting(alone, by=shared.sara)
    assert now(alone).state == MeetingState.DRAFT
    assert AuditRow.objects.get(outcome="refused").act == "meetings.call"


@pytest.mark.requirement("KAR-01")
@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ({"purpose": ""}, "Skriv varför ni ska träffas."),
        ({"starts_at": None}, "Bestäm dag och tid."),
        ({"place": " "}, "Skriv var ni ses"),
        ({"place_kind": PlaceKind.VIDEO, "place": "javascript:alert(1)"}, "ska börja med https://"),
        ({"without_pre_meeting": ""}, "Håll förmötet"),
    ],
)
def test_a_sip_call_is_not_sent_unless_it_says_what_it_must(shared: Any, left_out: dict[str, Any], words: str) -> None:
    meeting = planned(shared, "sip", **left_out)
    with pytest.raises(NotAllowed, match=words):
        call_meeting(meeting, by=shared.sara)
    with pytest.raises(NotAllowed):
        call_meeting(planned(shared, "sip", called=(), place=""), by=shared.sara)


def test_a_unit_that_the_consent_does_not_cover_is_not_called(shared: Any) -> None:
    people = (*both(shared), Called(unit=shared.psykiatri, assignment=assignment(shared.pia)))
    with pytest.raises(NotAllowed, match="samtycke omfattar inte Psykiatrimottagning Malmö"):
        call_meeting(planned(shared, called=people), by=shared.sara)
    assert not Meeting.objects.visible_to(shared.pia).exists()


def test_a_withdrawn_consent_stops_a_call_that_was_ready(shared: Any) -> None:
    meeting = planned(shared)
    with asked_by("the test"):
        Consent._base_manager.update(withdrawn_at=clock.now())
    with pytest.raises(NotAllowed, match="har tagit tillbaka sitt samtycke"):
        call_meeting(meeting, by=shared.sara)


def test_only_those_whose_uppdrag_it_is_call_and_only_from_inside(shared: Any) -> None:
    meeting = planned(shared)
    for neighbour in (shared.siv, shared.sigrid, shared.pia, shared.adam, shared.amina_herself):
        with pytest.raises(NotAllowed):
            plan_meeting(shared.coordination, by=neighbour, kind="gfi", facts=facts())
        with pytest.raises(NotAllowed):
            call_meeting(meeting, by=neighbour)
    with pytest.raises(NotAllowed, match="av den enhet som kallar"):
        call_meeting(meeting, by=shared.rut)
    with pytest.raises(NotAllowed, match="som arbetar med enhetens ärenden"):
        plan_meeting(shared.coordination, by=shared.chef, kind="gfi", facts=facts())


def test_a_type_that_the_routine_does_not_have_is_refused(shared: Any) -> None:
    with pytest.raises(NotAllowed, match="rutinens mötestyper"):
        plan_meeting(shared.coordination, by=shared.sara, kind="three_party", facts=facts())


def test_a_representative_works_at_the_unit_that_is_called(shared: Any) -> None:
    wrong = (Called(unit=shared.radmannen, assignment=assignment(shared.pia)),)
    with pytest.raises(NotAllowed, match="arbetar på enheten"):
        planned(shared, called=wrong)


def test_the_person_is_called_to_their_own_meeting_once(shared: Any) -> None:
    meeting = planned(shared, called=(*both(shared), Called(is_person=True), Called(is_person=True)))
    assert seats(meeting).filter(is_person=True).count() == 1
    officials = planned(shared, "officials", called=(*both(shared), Called(is_person=True)))
    assert not seats(officials).filter(is_person=True).exists()


def test_another_time_is_told_and_everyone_is_asked_again(shared: Any) -> None:
    meeting = called(shared)
    answer_call(seat_of(meeting, shared.radmannen), by=shared.rut, answer=Answer.YES)
    change_meeting(meeting, by=shared.sara, facts=facts(starts_at=day(9)), called=both(shared))
    assert (now(meeting).sequence, now(meeting).starts_at) == (1, day(9))
    assert seat_of(meeting, shared.radmannen).answer == Answer.NONE
    assert seat_of(meeting, shared.innerstaden).answer == Answer.YES
    assert Event.objects.visible_to(shared.rut).filter(act="meetings.change", affects_planning=True).count() == 1


def test_a_new_purpose_lets_the_answers_stand(shared: Any) -> None:
    meeting = called(shared)
    answer_call(seat_of(meeting, shared.radmannen), by=shared.rut, answer=Answer.YES)
    change_meeting(meeting, by=shared.sara, facts=facts(purpose="Något annat"), called=both(shared))
    assert now(meeting).sequence == 1
    assert seat_of(meeting, shared.radmannen).answer == Answer.YES


def test_a_change_cannot_make_a_called_meeting_incomplete(shared: Any) -> None:
    meeting = called(shared)
    with pytest.raises(NotAllowed, match="Bestäm dag och tid"):
        change_meeting(meeting, by=shared.sara, facts=facts(starts_at=None), called=both(shared))
    with pytest.raises(NotAllowed, match="minst två verksamheter"):
        change_meeting(meeting, by=shared.sara, facts=facts(), called=both(shared)[:1])
    assert now(meeting).starts_at == day(7)
    assert seats(meeting).count() == 3


def test_someone_left_out_of_a_sent_call_is_told_so(shared: Any) -> None:
    extra = Called(name="Mamma", role="Närstående", required=False)
    meeting = planned(shared, called=(*both(shared), extra))
    call_meeting(meeting, by=shared.sara)
    change_meeting(meeting, by=shared.sara, facts=facts(), called=both(shared))
    assert seats(meeting).count() == 3
    assert Attendee._base_manager.get(meeting=meeting, name="Mamma").withdrawn_at is not None
    assert Event.objects.visible_to(shared.rut).filter(act="meetings.uncall").exists()
    change_meeting(meeting, by=shared.sara, facts=facts(), called=(*both(shared), extra))
    assert seats(meeting).count() == 4


def test_a_draft_leaves_nothing_behind(shared: Any) -> None:
    meeting = planned(shared)
    discard_meeting(meeting, by=shared.sara)
    assert not Meeting._base_manager.filter(pk=meeting.pk).exists()
    with pytest.raises(NotAllowed, match="redan skickad"):
        discard_meeting(called(shared), by=shared.sara)


def test_a_meeting_is_called_off_with_a_reason(shared: Any) -> None:
    meeting = called(shared)
    with pytest.raises(NotAllowed, match="Skriv varför"):
        cancel_meeting(meeting, by=shared.sara, why="  ")
    cancel_meeting(meeting, by=shared.sara, why="Lokalen är upptagen")
    assert (now(meeting).state, now(meeting).sequence) == (MeetingState.CANCELLED, 1)
    sentence = Event.objects.visible_to(shared.rut).get(act="meetings.cancel").sentence
    assert sentence.endswith(f"ställde in GFI-möte, {meeting.when}")


def test_when_the_door_closes_the_unit_is_called_no_longer(shared: Any) -> None:
    meeting, draft, past = called(shared), planned(shared), held(shared, "officials")
    with asked_by("consents"):
        leave_when_door_closes(
            shared.coordination.pk, shared.radmannen.pk, shared.sara, clock.now(), "Samtycket återkallades"
        )
    assert seat_of(meeting, shared.radmannen).withdrawn_at is not None
    assert seat_of(draft, shared.radmannen).withdrawn_at is not None
    assert seat_of(past, shared.radmannen).withdrawn_at is None
    assert now(meeting).state == MeetingState.CANCELLED
    assert now(meeting).stopped_why == "För få kan träffas. Samtycket återkallades"
    assert now(draft).state == MeetingState.DRAFT


def test_a_meeting_that_still_has_enough_parties_stands_when_one_leaves(shared: Any) -> None:
    meeting = called(shared, "follow_up")
    leave_when_door_closes(
        shared.coordination.pk, shared.radmannen.pk, shared.sara, clock.now(), "Samtycket återkallades"
    )
    assert now(meeting).state == MeetingState.CALLED
    assert seats(meeting).count() == 2


def test_a_unit_whose_door_is_closed_does_not_see_the_meeting(shared: Any) -> None:
    meeting = called(shared)
    assert Meeting.objects.visible_to(shared.rut).contains(meeting)
    with asked_by("the test"):
        Consent._base_manager.update(withdrawn_at=clock.now())
    assert not Meeting.objects.visible_to(shared.rut).exists()
    assert Meeting.objects.visible_to(shared.sara).contains(meeting)


def test_too_long_and_too_short_meetings_are_refused(shared: Any) -> None:
    for minutes in (0, 4, 721):
        with pytest.raises(NotAllowed, match="mellan fem minuter och tolv timmar"):
            planned(shared, minutes=minutes)


def test_a_person_without_a_name_is_nobody_to_call(shared: Any) -> None:
    with pytest.raises(NotAllowed, match="Skriv namn"):
        planned(shared, called=(replace(Called(), role="Närstående"),))
