"""The talk with the person before the meeting, and the circle they draw."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.core import clock
from brygga.core.acts import Changed, NotAllowed
from brygga.meetings.acts import (
    add_to_circle,
    call_meeting,
    change_circle_place,
    finish_pre_meeting,
    remove_from_circle,
    write_pre_meeting,
)
from brygga.meetings.facts import CircleFacts, PreMeetingWords
from brygga.meetings.models import CirclePlace, PreMeeting
from brygga.meetings.queries import circle, own_talk, suggestions, wishes
from brygga.meetings.states import Mandate, MeetingState
from tests.meetings.making import held, planned

WORDS = PreMeetingWords(
    matters_to_me="Att få bo kvar",
    not_raised="Det som hände i Lund",
    needs_for_meeting="Eftermiddag",
    officials_first=True,
)
LEILA = CircleFacts(name="Leila", role="Syster", answers_for="Barnen", reach="070-174 06 05", mandate=Mandate.NO)


def talked(world: Any) -> PreMeeting:
    return write_pre_meeting(world.coordination, by=world.sara, seen=0, words=WORDS)


@pytest.mark.requirement("MAL-13")
def test_what_shall_not_be_raised_is_known_to_the_own_unit_and_the_person_only(shared: Any) -> None:
    talk = talked(shared)
    for one in (shared.sara, shared.sven, shared.chef, shared.amina_herself):
        assert PreMeeting.objects.visible_to(one).get() == talk
    for other in (shared.rut, shared.rolf, shared.siv, shared.sigrid, shared.adam, shared.folke_himself):
        assert not PreMeeting.objects.visible_to(other).exists()


@pytest.mark.requirement("MAL-13")
def test_what_matters_to_the_person_reaches_the_others(shared: Any) -> None:
    talked(shared)
    told = wishes(shared.rut, shared.coordination)
    assert told is not None
    assert (told.matters_to_me, told.needs_for_meeting, told.officials_first) == ("Att få bo kvar", "Eftermiddag", True)
    assert "Lund" not in str(told)
    for other in (shared.siv, shared.pia, shared.sigrid, shared.folke_himself):
        assert wishes(other, shared.coordination) is None


def test_each_unit_has_its_own_talk(shared: Any) -> None:
    talked(shared)
    write_pre_meeting(shared.coordination, by=shared.rut, seen=0, words=PreMeetingWords(not_raised="Jobbet"))
    assert own_talk(shared.sara, shared.coordination).not_raised == "Det som hände i Lund"
    assert own_talk(shared.rut, shared.coordination).not_raised == "Jobbet"
    for neighbour in (shared.siv, shared.pia, shared.amina_herself):
        with pytest.raises(NotAllowed):
            write_pre_meeting(shared.coordination, by=neighbour, seen=0, words=WORDS)


def test_two_write_in_the_talk_and_nothing_is_lost(shared: Any) -> None:
    talked(shared)
    with pytest.raises(Changed) as conflict:
        write_pre_meeting(shared.coordination, by=shared.sven, seen=0, words=PreMeetingWords(matters_to_me="Annat"))
    assert conflict.value.current.matters_to_me == "Att få bo kvar"
    write_pre_meeting(shared.coordination, by=shared.sven, seen=1, words=PreMeetingWords(matters_to_me="Annat"))
    assert own_talk(shared.sara, shared.coordination).matters_to_me == "Annat"


@pytest.mark.requirement("MAL-13")
def test_a_sip_call_waits_for_the_talk_or_a_reason(shared: Any) -> None:
    meeting = planned(shared, "sip", without_pre_meeting="")
    with pytest.raises(NotAllowed, match="Håll förmötet"):
        call_meeting(meeting, by=shared.sara)
    talk = talked(shared)
    with pytest.raises(NotAllowed, match="Håll förmötet"):
        call_meeting(meeting, by=shared.sara)
    with pytest.raises(NotAllowed, match="en annan enhets"):
        finish_pre_meeting(talk, by=shared.rut, held_on=clock.today())
    finish_pre_meeting(talk, by=shared.sara, held_on=clock.today())
    assert call_meeting(meeting, by=shared.sara).state == MeetingState.CALLED


def test_a_held_meeting_of_that_kind_is_a_talk_too(shared: Any) -> None:
    held(shared, "pre_meeting")
    meeting = planned(shared, "sip", without_pre_meeting="")
    assert call_meeting(meeting, by=shared.sara).state == MeetingState.CALLED


@pytest.mark.requirement("MAL-13")
def test_the_circle_is_drawn_by_the_person_or_with_them_and_seen_by_those_who_take_part(shared: Any) -> None:
    first = add_to_circle(shared.coordination, by=shared.sara, facts=LEILA)
    second = add_to_circle(
        shared.coordination, by=shared.amina_herself, facts=CircleFacts(name="Grannen", wanted=False)
    )
    for one in (shared.sara, shared.rut, shared.amina_herself):
        assert circle(one, shared.coordination) == [first, second]
    for other in (shared.siv, shared.pia, shared.sigrid, shared.folke_himself):
        assert circle(other, shared.coordination) == []
        with pytest.raises(NotAllowed):
            add_to_circle(shared.coordination, by=other, facts=LEILA)
        with pytest.raises(NotAllowed):
            remove_from_circle(first, by=other)


def test_a_place_is_changed_and_taken_away(shared: Any) -> None:
    place = add_to_circle(shared.coordination, by=shared.sara, facts=LEILA)
    change_circle_place(place, by=shared.rut, facts=CircleFacts(name="Leila Hassan", mandate=Mandate.YES))
    assert circle(shared.sara, shared.coordination)[0].name == "Leila Hassan"
    remove_from_circle(place, by=shared.rut)
    assert not CirclePlace._base_manager.exists()


@pytest.mark.parametrize("facts", [CircleFacts(name="  "), CircleFacts(name="Leila", mandate="kanske")])
def test_a_place_has_a_name_and_a_known_mandate(shared: Any, facts: CircleFacts) -> None:
    with pytest.raises(NotAllowed):
        add_to_circle(shared.coordination, by=shared.sara, facts=facts)


def test_a_circle_has_room_for_sixteen(shared: Any) -> None:
    for number in range(16):
        add_to_circle(shared.coordination, by=shared.sara, facts=CircleFacts(name=f"Granne {number}"))
    with pytest.raises(NotAllowed, match="16 platser"):
        add_to_circle(shared.coordination, by=shared.sara, facts=LEILA)


@pytest.mark.requirement("MAL-13")
def test_those_who_take_part_and_those_in_the_circle_are_suggested(shared: Any) -> None:
    add_to_circle(shared.coordination, by=shared.sara, facts=LEILA)
    add_to_circle(shared.coordination, by=shared.sara, facts=CircleFacts(name="Rut", unit=shared.radmannen))
    add_to_circle(shared.coordination, by=shared.sara, facts=CircleFacts(name="Nils", unit=shared.norr, wanted=False))
    rows = {row.name: row for row in suggestions(shared.sara, shared.coordination)}
    assert list(rows) == ["Vuxen Innerstaden", "Rådmannen", "Leila", "Vuxen Norr"]
    assert (rows["Rådmannen"].wanted, rows["Rådmannen"].takes_part) == (True, True)
    assert rows["Rådmannen"].assignment.pk == shared.rut.assignment_id
    assert (rows["Leila"].unit, rows["Leila"].role) == (None, "Syster")
    assert (rows["Vuxen Norr"].wanted, rows["Vuxen Norr"].takes_part) == (False, False)
    assert suggestions(shared.siv, shared.coordination) == []
