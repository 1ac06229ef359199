"""Slots of hours that come back: over every holiday and both nights when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.booked_hours import (
    Recurring,
    days,
    free,
    occasions,
    slot_at,
    slots,
    slots_on,
    tell_between,
    why_closed,
)
from brygga.rules.calendar import SWEDEN, red_days
from brygga.rules.clocks import STOCKHOLM

MONDAY = date(2026, 11, 30)


def hours(**facts):
    told = {"weekday": 0, "starts": time(10), "ends": time(12), "minutes": 30, "since": MONDAY}
    return Recurring(**{**told, **facts})


def walls(found):
    return [f"{slot.starts_at.astimezone(STOCKHOLM):%H:%M}" for slot in found]


@pytest.mark.requirement("BOR-04")
def test_two_hours_hold_four_half_hours():
    assert walls(slots_on(hours(), MONDAY)) == ["10:00", "10:30", "11:00", "11:30"]


def test_what_is_left_over_is_too_short_to_offer():
    assert walls(slots_on(hours(minutes=45), MONDAY)) == ["10:00", "10:45"]


@pytest.mark.requirement("BOR-05")
def test_every_other_week_is_counted_from_the_first_time():
    thursdays = hours(weekday=3, every_weeks=2)
    assert list(occasions(thursdays, MONDAY, date(2027, 1, 4))) == [
        date(2026, 12, 3),
        date(2026, 12, 17),
        date(2026, 12, 31),
    ]
    assert list(days(thursdays, MONDAY, date(2027, 1, 4))) == [date(2026, 12, 3), date(2026, 12, 17)], "New Year's Eve"
    assert list(occasions(thursdays, date(2026, 12, 4), date(2026, 12, 16))) == []


def test_hours_that_begin_later_in_the_week_count_from_the_next_such_day():
    assert hours(since=date(2026, 12, 3), every_weeks=2).first_day == date(2026, 12, 7)


def test_the_last_day_is_counted_and_the_day_after_is_not():
    ending = hours(until=date(2026, 12, 7))
    assert list(days(ending, MONDAY, date(2027, 3, 1))) == [MONDAY, date(2026, 12, 7)]


def test_a_closed_day_holds_nothing_and_says_so():
    closed = hours(closed=frozenset({MONDAY}))
    assert slots(closed, MONDAY, MONDAY) == ()
    assert why_closed(closed, MONDAY) == "Stängt"


@pytest.mark.parametrize("year", range(2026, 2036))
def test_no_holiday_of_ten_years_is_offered_and_every_other_day_is(year):
    first, last = date(year, 1, 1), date(year, 12, 31)
    every_day = [hours(weekday=n, since=first) for n in range(7)]
    offered = {day for row in every_day for day in days(row, first, last)}
    whole_year = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    assert offered == whole_year - set(red_days(year))
    assert all(why_closed(every_day[day.weekday()], day) == name for day, name in red_days(year).items())


def changes(year):
    """The nights of the year when the clock is moved: day, and by how many hours."""
    for n in range(365):
        noon, next_noon = (datetime(year, 1, 1, 12, tzinfo=STOCKHOLM) + timedelta(days=d) for d in (n, n + 1))
        if noon.utcoffset() != next_noon.utcoffset():
            yield next_noon.date(), int((next_noon.utcoffset() - noon.utcoffset()).total_seconds() // 3600)


@pytest.mark.parametrize("year", range(2026, 2036))
@pytest.mark.parametrize("minutes", [15, 20, 30, 45, 60, 90])
def test_the_nights_when_the_clocks_change_hold_what_there_is_room_for(year, minutes):
    """Every start and end by the half hour, from midnight to six: as many slots as the real time holds."""
    half_hours = [time(h, m) for h in range(6) for m in (0, 30)]
    told = list(changes(year))
    assert sorted(moved for _, moved in told) == [-1, 1]
    for day, moved in told:
        for starts in half_hours:
            for ends in (end for end in half_hours if end > starts):
                row = hours(weekday=day.weekday(), since=day, starts=starts, ends=ends, minutes=minutes)
                wall = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
                lost = sum(starts <= time(2, m) < ends for m in (0, 30)) * 30 if moved == 1 else 0
                twice = 60 if moved == -1 and starts < time(3) <= ends else 0
                found = slots_on(row, day)
                assert len(found) == max(0, wall - lost + twice) // minutes, (day, starts, ends)
                assert all(a.ends_at == b.starts_at for a, b in pairwise(found))


def test_a_time_that_is_skipped_is_when_the_clock_goes_on():
    spring = date(2027, 3, 28)
    assert walls(slots_on(hours(weekday=6, since=spring, starts=time(2, 30), ends=time(4)), spring)) == [
        "03:00",
        "03:30",
    ]


def test_an_hour_that_comes_twice_is_offered_twice():
    autumn = date(2027, 10, 31)
    found = slots_on(hours(weekday=6, since=autumn, starts=time(2), ends=time(3)), autumn)
    assert walls(found) == ["02:00", "02:30", "02:00", "02:30"]
    assert len({slot.starts_at for slot in found}) == 4


def test_a_slot_is_found_by_its_moment_and_no_other_moment_is_one():
    at = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    assert slot_at(hours(), at).ends_at == at + timedelta(minutes=30)
    assert slot_at(hours(), at + timedelta(minutes=1)) is None
    assert slot_at(hours(closed=frozenset({MONDAY})), at) is None
    assert slot_at(hours(), at + timedelta(days=1)) is None


def test_what_is_taken_or_begun_is_not_free():
    every = slots_on(hours(), MONDAY)
    left = free(every, frozenset({every[3].starts_at}), every[0].starts_at)
    assert left == every[1:3]


@pytest.mark.requirement("BOR-05")
@pytest.mark.parametrize(
    ("day", "between"),
    [
        (date(2026, 11, 27), (date(2026, 11, 25), date(2026, 11, 26))),  # a Friday
        (date(2026, 11, 30), (date(2026, 11, 26), date(2026, 11, 27))),  # a Monday: the weekend is not counted
        (date(2027, 1, 7), (date(2027, 1, 4), date(2027, 1, 5))),  # Epiphany lies between
    ],
)
def test_a_consultant_is_told_one_to_two_working_days_before(day, between):
    assert tell_between(day, 2, 1) == between


times = st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None))


@given(
    weekday=st.integers(0, 6),
    starts=times,
    ends=times,
    minutes=st.integers(5, 240),
    every_weeks=st.integers(1, 4),
    since=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    ahead=st.integers(0, 200),
    closed=st.sets(st.integers(0, 200), max_size=5),
)
def test_whatever_the_hours(weekday, starts, ends, minutes, every_weeks, since, ahead, closed):
    first = since + timedelta(days=ahead)
    row = hours(
        weekday=weekday, starts=starts, ends=ends, minutes=minutes, every_weeks=every_weeks, since=since,
        closed=frozenset(first + timedelta(days=n) for n in closed),
    )  # fmt: skip
    last = first + timedelta(days=60)
    found = slots(row, first, last)
    assert list(found) == sorted(found)
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(found)), "none lies over another"
    for slot in found:
        day = slot.starts_at.astimezone(STOCKHOLM).date()
        assert slot.ends_at - slot.starts_at == timedelta(minutes=minutes)
        assert first <= day <= last and day.weekday() == weekday and day not in row.closed
        assert not SWEDEN.holiday_name(day)
        assert (day - row.first_day).days % (7 * every_weeks) == 0
        assert slot_at(row, slot.starts_at) == slot
    parts = slots(row, first, first + timedelta(days=30)) + slots(row, first + timedelta(days=31), last)
    assert parts == found, "cut in two it is the same"
