"""Meetings that come back: days worked out by hand with an almanac, over holidays, summer time and whose turn it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.calendar import SWEDEN, Weekday
from brygga.rules.clocks import STOCKHOLM, Clock, Roll, due_at
from brygga.rules.series import LAST, Rhythm, day_in, months, occasion_in, whose_turn

#: Rutin Stockholm, avsnittet Anmälan och dokumentation av ärenden: "senast kl. 12.00 dagen innan mötet".
NOON_BEFORE = Clock(source="Rutin Stockholm", since=date(2018, 2, 22), days=-1, at=time(12), roll=Roll.BACKWARD)


def rhythm(weekday="tue", week=2, roll=Roll.FORWARD, at=time(9), minutes=90):
    return Rhythm(weekday=Weekday(weekday), week=week, at=at, minutes=minutes, roll=roll)


#: "Samverkan ska ske en gång i månaden" (Rutin Stockholm, avsnittet Regelbundna samverkansmöten): the second Tuesday of
#: each month of 2026, and when its list closes.
STOCKHOLM_2026 = [
    (1, date(2026, 1, 13), date(2026, 1, 12)),
    (2, date(2026, 2, 10), date(2026, 2, 9)),
    (3, date(2026, 3, 10), date(2026, 3, 9)),
    (4, date(2026, 4, 14), date(2026, 4, 13)),
    (5, date(2026, 5, 12), date(2026, 5, 11)),
    (6, date(2026, 6, 9), date(2026, 6, 8)),
    (7, date(2026, 7, 14), date(2026, 7, 13)),
    (8, date(2026, 8, 11), date(2026, 8, 10)),
    (9, date(2026, 9, 8), date(2026, 9, 7)),
    (10, date(2026, 10, 13), date(2026, 10, 12)),
    (11, date(2026, 11, 10), date(2026, 11, 9)),
    (12, date(2026, 12, 8), date(2026, 12, 7)),
]


@pytest.mark.requirement("STO-06")
@pytest.mark.requirement("STO-07")
@pytest.mark.parametrize(("month", "day", "closes"), STOCKHOLM_2026)
def test_the_second_tuesday_and_its_list_closes_at_noon_the_day_before(month, day, closes):
    there = occasion_in(rhythm(), 2026, month)
    assert there.starts_at.astimezone(STOCKHOLM) == datetime.combine(day, time(9), STOCKHOLM)
    assert there.ends_at - there.starts_at == timedelta(minutes=90)
    assert due_at(NOON_BEFORE, there.starts_at) == datetime.combine(closes, time(12), STOCKHOLM)


@pytest.mark.requirement("STO-06")
@pytest.mark.parametrize(
    ("weekday", "week", "year", "month", "forward", "backward"),
    [
        ("tue", 1, 2026, 1, date(2026, 1, 7), date(2026, 1, 5)),  # trettondedag jul
        ("thu", 2, 2026, 5, date(2026, 5, 15), date(2026, 5, 13)),  # Kristi himmelsfärdsdag
        ("mon", 1, 2026, 4, date(2026, 4, 7), date(2026, 4, 2)),  # annandag påsk; back over the Friday too
        ("fri", 1, 2026, 4, date(2026, 4, 7), date(2026, 4, 2)),  # långfredagen, and on over Easter
        ("fri", 3, 2026, 6, date(2026, 6, 22), date(2026, 6, 18)),  # midsommarafton
        ("thu", 4, 2026, 12, date(2026, 12, 28), date(2026, 12, 23)),  # julafton, and on over Christmas
        ("fri", 1, 2026, 5, date(2026, 5, 4), date(2026, 5, 4)),  # första maj: the day before is in April
        ("thu", 1, 2026, 1, date(2026, 1, 2), date(2026, 1, 2)),  # nyårsdagen: the day before is another year
        ("thu", LAST, 2026, 12, date(2026, 12, 30), date(2026, 12, 30)),  # nyårsafton: forward is another year
        ("wed", LAST, 2025, 12, date(2025, 12, 30), date(2025, 12, 30)),  # the same, a Wednesday
        ("mon", LAST, 2027, 3, date(2027, 3, 30), date(2027, 3, 25)),  # annandag påsk in the last days of March
        ("fri", 1, 2025, 6, date(2025, 6, 9), date(2025, 6, 5)),  # nationaldagen
        ("thu", LAST, 2025, 5, date(2025, 5, 30), date(2025, 5, 28)),  # Kristi himmelsfärdsdag, the last Thursday
        ("tue", LAST, 2024, 2, date(2024, 2, 27), date(2024, 2, 27)),  # a leap year
        ("thu", LAST, 2024, 2, date(2024, 2, 29), date(2024, 2, 29)),  # the leap day itself
    ],
)
def test_a_holiday_moves_the_meeting_but_never_out_of_its_month(weekday, week, year, month, forward, backward):
    assert day_in(rhythm(weekday, week, Roll.FORWARD), year, month) == forward
    assert day_in(rhythm(weekday, week, Roll.BACKWARD), year, month) == backward


def test_the_hour_on_the_wall_is_the_same_winter_and_summer():
    winter, summer = occasion_in(rhythm(), 2026, 3), occasion_in(rhythm(), 2026, 4)
    assert winter.starts_at == datetime(2026, 3, 10, 8, tzinfo=UTC)
    assert summer.starts_at == datetime(2026, 4, 14, 7, tzinfo=UTC)


def test_the_list_closes_on_the_friday_before_the_night_the_clocks_change():
    monday = occasion_in(rhythm("mon", LAST), 2026, 3)
    assert monday.starts_at == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert due_at(NOON_BEFORE, monday.starts_at).astimezone(UTC) == datetime(2026, 3, 27, 11, tzinfo=UTC)


RHYTHMS = st.builds(
    rhythm,
    st.sampled_from(["mon", "tue", "wed", "thu", "fri"]),
    st.sampled_from([1, 2, 3, 4, LAST]),
    st.sampled_from([Roll.FORWARD, Roll.BACKWARD]),
)


@given(RHYTHMS, st.integers(2020, 2060), st.integers(1, 12))
def test_whatever_the_rhythm_it_is_a_working_day_of_that_month(one, year, month):
    day = day_in(one, year, month)
    assert (day.year, day.month) == (year, month)
    assert SWEDEN.is_workday(day)


@pytest.mark.requirement("STO-06")
def test_every_other_month_over_new_year():
    odd = list(months(date(2026, 11, 26), date(2027, 5, 1), {1, 3, 5, 7, 9, 11}))
    assert odd == [date(2026, 11, 1), date(2027, 1, 1), date(2027, 3, 1), date(2027, 5, 1)]
    assert list(months(date(2026, 12, 1), date(2026, 11, 1), range(1, 13))) == []


@pytest.mark.requirement("STO-12")
@pytest.mark.parametrize(
    ("those", "had", "turn"),
    [
        ("abc", "", "a"),
        ("abc", "a", "b"),
        ("abc", "abc", "a"),
        ("abc", "acb", "a"),
        ("abc", "abcac", "b"),  # b had it longest ago
        ("abc", "aba", "c"),  # c has never had it
        ("bc", "abc", "b"),  # a has left
        ("abcd", "abc", "d"),  # d is new, and comes first
        ("", "abc", None),
    ],
)
def test_it_goes_to_the_one_who_had_it_longest_ago(those, had, turn):
    assert whose_turn(those, had) == turn


@given(st.lists(st.integers(0, 4), max_size=30))
def test_with_the_turns_kept_everybody_gets_as_many(had):
    those, given_out = range(5), list(had)
    for _ in range(10):
        turn = whose_turn(those, given_out)
        given_out.append(turn)
    late = given_out[len(had) :]
    assert {one: late[5:].count(one) for one in those} == dict.fromkeys(those, 1)
