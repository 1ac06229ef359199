"""What comes, what waits, what is to be written up: for whom, and with how many questions to the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brygga.meetings.acts import answer_call, record_outcome
from brygga.meetings.queries import (
    answer_by,
    by_time,
    drafts,
    earlier,
    my_meetings,
    next_meetings,
    suggestions,
    to_come,
    to_write_up,
    upcoming,
    waiting_for_answer,
)
from brygga.meetings.states import Answer, Outcome
from tests.meetings.making import called, day, held, missed, now, persons_seat, planned, seat_of, the_time

EVERYBODY_ELSE = ("siv", "sigrid", "pia", "fred", "adam", "greta", "folke_himself")


def test_next_meetings_are_the_nearest_first_and_for_those_who_see_the_coordination(shared: Any) -> None:
    later, sooner = called(shared, starts_at=day(9)), called(shared, starts_at=day(3))
    draft = planned(shared, starts_at=None)
    held(shared)
    rows = next_meetings(shared.sara, shared.coordination)
    assert {row.meeting for row in rows} == {sooner, later, draft}
    assert [row.meeting for row in rows if not row.is_draft] == [sooner, later]
    assert [row.meeting for row in next_meetings(shared.rut, shared.coordination)] == [sooner, later]
    assert [row.meeting for row in next_meetings(shared.amina_herself, shared.coordination)] == [sooner, later]
    for other in EVERYBODY_ELSE:
        assert next_meetings(getattr(shared, other), shared.coordination) == []


def test_a_list_tells_how_many_come_and_how_many_have_not_answered(shared: Any) -> None:
    meeting = called(shared)
    answer_call(seat_of(meeting, shared.radmannen), by=shared.rut, answer=Answer.NO, note="Sjuk")
    row = next_meetings(shared.sara, shared.coordination)[0]
    assert (row.coming, row.called, row.waiting) == (1, 3, 1)


def test_a_call_waits_for_the_one_who_is_called_until_it_is_answered(shared: Any) -> None:
    meeting = called(shared)
    assert [one.seat.meeting for one in waiting_for_answer(shared.rut)] == [meeting]
    assert [one.seat for one in waiting_for_answer(shared.amina_herself)] == [persons_seat(meeting)]
    for other in ("sara", "kurt", *EVERYBODY_ELSE):
        assert waiting_for_answer(getattr(shared, other)) == [], other
    answer_call(seat_of(meeting, shared.radmannen), by=shared.rut, answer=Answer.YES)
    assert waiting_for_answer(shared.rut) == []


def test_an_answer_is_wanted_in_the_time_of_the_routine_and_before_the_meeting(shared: Any) -> None:
    with the_time(day(0, 9)):
        far, near = called(shared, starts_at=day(60)), called(shared, starts_at=day(1))
    assert day(0) < answer_by(far) < day(60)
    assert answer_by(near) == now(near).starts_at
    assert answer_by(planned(shared)) is None


def test_a_seat_without_a_name_is_the_whole_units(shared: Any) -> None:
    from brygga.meetings.facts import Called

    called(shared, called=(Called(unit=shared.innerstaden), Called(unit=shared.radmannen)))
    assert len(waiting_for_answer(shared.kurt)) == 1
    assert waiting_for_answer(shared.pia) == []


def test_what_is_gone_by_or_held_is_to_be_written_up(shared: Any) -> None:
    gone_by, under_way, done = called(shared), held(shared), held(shared)
    record_outcome(done, by=shared.sara, outcome=Outcome.NEW_MEETING)
    with the_time(day(8)):
        assert set(to_write_up(shared.sara)) == {gone_by, under_way}
        assert set(to_come(shared.sara)) == set()
        assert set(earlier(shared.sara)) == {done}
        assert not to_write_up(shared.siv).exists()
    assert set(to_come(shared.sara)) == {gone_by}


def test_a_meeting_that_has_begun_is_still_to_come_for_those_on_their_way(shared: Any) -> None:
    meeting = called(shared)
    with the_time(day(7) + timedelta(minutes=30)):
        assert list(to_come(shared.rut)) == [meeting]
        assert [row.meeting for row in next_meetings(shared.rut, shared.coordination)] == [meeting]


def test_drafts_are_the_units_own(shared: Any) -> None:
    draft = planned(shared)
    assert list(drafts(shared.sara)) == [draft]
    assert list(drafts(shared.rut)) == []
    assert list(my_meetings(shared.rut)) == []


def test_pages_of_meetings_follow_the_clock(shared: Any) -> None:
    meetings = [called(shared, starts_at=day(n)) for n in (5, 3, 3, 9, 1)]
    expected = sorted(meetings, key=lambda m: (m.starts_at, m.pk))
    first = by_time(to_come(shared.sara), "", size=2)
    second = by_time(to_come(shared.sara), first.after, size=2)
    third = by_time(to_come(shared.sara), second.after, size=2)
    assert [*first.rows, *second.rows, *third.rows] == expected
    assert third.after == ""
    for nonsense in ("x", "_", "2027-01-01_x", "2027-01-01T00:00:00_" + str(meetings[0].pk), "'; drop table_"):
        assert by_time(to_come(shared.sara), nonsense, size=2).rows == first.rows


@pytest.mark.parametrize(
    "ask",
    [
        lambda world: next_meetings(world.sara, world.coordination),
        lambda world: upcoming(world.rut, to_come(world.rut)),
        lambda world: [(w.seat.meeting.term, w.answer_by) for w in waiting_for_answer(world.rut)],
        lambda world: [(m.term, m.when, m.coordination.person.name) for m in to_write_up(world.sara)],
        lambda world: [(m.term, m.when, m.coordination.person.name) for m in earlier(world.sara)],
        lambda world: suggestions(world.sara, world.coordination),
    ],
)
def test_the_lists_ask_as_much_for_one_as_for_many(shared: Any, ask: Any) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ask(shared)
        return len(asked)

    called(shared), missed(shared), held(shared)
    ask(shared)
    one = count()
    for _ in range(6):
        called(shared), missed(shared), held(shared)
    assert count() == one <= 4
