"""Every act in every state: a table of what is possible, read from the program and compared with this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from brygga.core.acts import NotAllowed
from brygga.meetings import acts
from brygga.meetings.facts import NewTime
from brygga.meetings.models import Meeting
from brygga.meetings.states import TRANSITIONS, Answer, Mandate, MeetingState, Outcome
from tests.meetings.making import both, called, day, everybody, facts, held, missed, now, planned, seat_of, the_time

S = MeetingState


def cancelled(world: Any) -> Meeting:
    return acts.cancel_meeting(called(world), by=world.sara, why="Sjukdom")


IN: dict[MeetingState, Callable[[Any], Meeting]] = {
    S.DRAFT: planned,
    S.CALLED: called,
    S.HELD: held,
    S.MISSED: missed,
    S.CANCELLED: cancelled,
}

#: The act, and the states in which it may be done.
TABLE: dict[str, tuple[Callable[[Any, Meeting], Any], set[MeetingState]]] = {
    "change": (
        lambda w, m: acts.change_meeting(m, by=w.sara, facts=facts(starts_at=day(30)), called=both(w)),
        {S.DRAFT, S.CALLED},
    ),
    "call": (lambda w, m: acts.call_meeting(m, by=w.sara), {S.DRAFT}),
    "discard": (lambda w, m: acts.discard_meeting(m, by=w.sara), {S.DRAFT}),
    "cancel": (lambda w, m: acts.cancel_meeting(m, by=w.sara, why="Sjukdom"), {S.CALLED}),
    "answer": (lambda w, m: acts.answer_call(seat_of(m, w.radmannen), by=w.rut, answer=Answer.YES), {S.CALLED}),
    "prepare": (lambda w, m: acts.prepare(seat_of(m, w.radmannen), by=w.rut, mandate=Mandate.YES), {S.CALLED, S.HELD}),
    "hold": (lambda w, m: acts.hold(m, by=w.sara, attendance=everybody(m)), {S.CALLED}),
    "hold_now": (lambda w, m: acts.hold_now(m, by=w.sara, attendance=everybody(m)), {S.DRAFT, S.CALLED, S.MISSED}),
    "note_missed": (lambda w, m: acts.note_missed(m, by=w.sara, attendance={}), {S.CALLED}),
    "rebook": (
        lambda w, m: acts.rebook(m, by=w.sara, time=NewTime(starts_at=day(30), minutes=60)),
        {S.MISSED, S.CANCELLED},
    ),
    "attendance": (lambda w, m: acts.note_attendance(m, by=w.sara, attendance=everybody(m)), {S.HELD}),
    "minutes": (lambda w, m: acts.write_minutes(m, by=w.sara, seen=m.revision, text="x"), {S.HELD}),
    "outcome": (lambda w, m: acts.record_outcome(m, by=w.sara, outcome=Outcome.NEW_MEETING), {S.HELD}),
}
#: A call has a time to come, and a meeting that is held or missed has one that has been.
TO_COME = {"change", "call"}


@pytest.mark.parametrize("name", list(TABLE))
@pytest.mark.parametrize("state", list(IN))
def test_what_may_be_done_in_which_state(name: str, state: MeetingState, shared: Any) -> None:
    meeting = IN[state](shared)
    do, allowed = TABLE[name]
    before = (meeting.state, meeting.revision)
    with the_time(day(1) if name in TO_COME else day(7, 14)):
        if state in allowed:
            do(shared, meeting)
            return
        with pytest.raises(NotAllowed) as refusal:
            do(shared, meeting)
    assert (now(meeting).state, now(meeting).revision) == before
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("name", list(TABLE))
def test_the_neighbour_may_do_none_of_it(name: str, shared: Any) -> None:
    do, allowed = TABLE[name]
    meeting = IN[min(allowed)](shared)
    for neighbour in (shared.siv, shared.sigrid, shared.pia):
        shared.sara = shared.rut = neighbour
        with the_time(day(1) if name in TO_COME else day(7, 14)), pytest.raises(NotAllowed):
            do(shared, meeting)


def test_every_state_leads_where_the_table_says(shared: Any) -> None:
    moves = {
        "call": S.CALLED, "cancel": S.CANCELLED, "hold": S.HELD, "hold_now": S.HELD, "note_missed": S.MISSED
    }  # fmt: skip
    possible = {state: {to for name, to in moves.items() if state in TABLE[name][1]} for state in S}
    assert possible == {state: set(following) for state, following in TRANSITIONS.items()}
