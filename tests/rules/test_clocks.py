"""Clocks in Swedish time, with real dates."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.calendar import SWEDEN
from brygga.rules.clocks import END_OF_DAY, STOCKHOLM, Clock, ClockState, Roll, due_at, due_on, state

MOMENTS = st.integers(0, 15 * 365 * 86400).map(lambda s: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=s))


def clock(**figures):
    return Clock(source="Påhittad rutin", since=date(2020, 1, 1), **figures)


def stockholm(*parts):
    return datetime(*parts, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("rule", "started", "expected"),
    [
        (clock(workdays=3), stockholm(2026, 6, 17, 9), stockholm(2026, 6, 23, 23, 59, 59)),
        (clock(days=7), stockholm(2026, 11, 22, 9), stockholm(2026, 11, 29, 23, 59, 59)),
        (clock(days=7, roll=Roll.FORWARD), stockholm(2026, 11, 22, 9), stockholm(2026, 11, 30, 23, 59, 59)),
        (clock(days=7, roll=Roll.BACKWARD), stockholm(2026, 11, 22, 9), stockholm(2026, 11, 27, 23, 59, 59)),
        (clock(months=6), stockholm(2026, 8, 31, 9), stockholm(2027, 2, 28, 23, 59, 59)),
        (clock(months=-6), stockholm(2027, 5, 22, 0), stockholm(2026, 11, 22, 23, 59, 59)),
        (clock(), stockholm(2026, 11, 22, 9), stockholm(2026, 11, 22, 23, 59, 59)),
    ],
)
def test_a_clock_runs_out_at_the_end_of_its_last_day(rule, started, expected):
    assert due_at(rule, started) == expected


CUTOFF = clock(days=3, cutoff=time(12, 0))


@pytest.mark.parametrize(
    ("started", "last_day"),
    [
        (stockholm(2026, 11, 2, 11, 59), date(2026, 11, 5)),
        (stockholm(2026, 11, 2, 12, 0), date(2026, 11, 5)),
        (stockholm(2026, 11, 2, 12, 0, 1), date(2026, 11, 6)),
    ],
)
def test_what_comes_after_the_cutoff_counts_from_the_day_after(started, last_day):
    assert due_on(CUTOFF, started) == last_day


@pytest.mark.requirement("STO-07")
@pytest.mark.parametrize(
    ("meeting", "closes"),
    [
        (stockholm(2026, 11, 26, 13), stockholm(2026, 11, 25, 12)),
        (stockholm(2026, 11, 23, 9), stockholm(2026, 11, 20, 12)),  # a Monday: the Friday before
        (stockholm(2026, 4, 7, 9), stockholm(2026, 4, 2, 12)),  # the Tuesday after Easter
    ],
)
def test_the_agenda_closes_at_noon_the_day_before(meeting, closes):
    assert due_at(clock(days=-1, at=time(12, 0), roll=Roll.BACKWARD), meeting) == closes


def test_the_day_is_the_swedish_one_when_utc_is_still_yesterday():
    assert due_on(clock(days=1), datetime(2026, 6, 1, 22, 30, tzinfo=UTC)) == date(2026, 6, 3)
    assert due_on(clock(days=1), datetime(2026, 6, 1, 21, 30, tzinfo=UTC)) == date(2026, 6, 2)


def test_summer_time_changes_the_length_and_not_the_clock_on_the_wall():
    over_spring = due_at(clock(days=1, at=time(12, 0)), stockholm(2026, 3, 28, 12))
    over_autumn = due_at(clock(days=1, at=time(12, 0)), stockholm(2026, 10, 24, 12))
    assert over_spring.astimezone(UTC) == datetime(2026, 3, 29, 10, tzinfo=UTC)
    assert over_autumn.astimezone(UTC) == datetime(2026, 10, 25, 11, tzinfo=UTC)


def test_an_hour_that_does_not_exist_becomes_the_hour_after():
    due = due_at(clock(days=1, at=time(2, 30)), stockholm(2026, 3, 28, 12))
    assert (due.hour, due.minute) == (3, 30)


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (timedelta(days=3), ClockState.ON_TIME),
        (timedelta(days=2, seconds=1), ClockState.ON_TIME),
        (timedelta(days=2), ClockState.SOON),
        (timedelta(0), ClockState.SOON),
        (timedelta(seconds=-1), ClockState.LATE),
    ],
)
def test_a_clock_is_on_time_then_soon_then_late(left, expected):
    due = stockholm(2026, 11, 25, 23, 59, 59)
    assert state(due, due - left) is expected


def test_the_state_counts_real_hours_over_the_change_to_winter_time():
    due = stockholm(2026, 10, 26, 0, 0)
    two_days_and_an_hour_before = datetime(2026, 10, 23, 22, 0, tzinfo=UTC)
    assert state(due, two_days_and_an_hour_before) is ClockState.ON_TIME


@pytest.mark.parametrize("ask", [lambda m: due_at(clock(), m), lambda m: state(m, m)])
def test_a_moment_without_zone_is_refused(ask):
    with pytest.raises(ValueError, match="tidszon"):
        ask(datetime(2026, 11, 22, 9))  # noqa: DTZ001  # the fault being tested


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (clock(workdays=1), "1 arbetsdag"),
        (clock(workdays=3), "3 arbetsdagar"),
        (clock(months=1, days=2), "1 månad och 2 dagar"),
        (clock(months=-6), "6 månader före"),
        (clock(days=-1, at=time(12, 0)), "1 dag före, kl. 12.00"),
        (clock(), "samma dag"),
    ],
)
def test_a_clock_says_its_length_in_words(rule, words):
    assert rule.words == words


def test_every_state_has_a_word():
    assert [one.word for one in ClockState] == ["I tid", "Snart dags", "Försenad"]


FIGURES = list(product([-2, 0, 3], [-5, 0, 7], [-6, 0, 1], [None, time(12, 0)], list(Roll)))


@pytest.mark.parametrize(("workdays", "days", "months", "cutoff", "roll"), FIGURES)
def test_every_mix_of_figures_gives_a_day_that_the_roll_allows(workdays, days, months, cutoff, roll):
    rule = clock(workdays=workdays, days=days, months=months, cutoff=cutoff, roll=roll)
    day = due_on(rule, stockholm(2026, 12, 22, 15))
    assert roll is Roll.NONE or SWEDEN.is_workday(day)
    assert due_at(rule, stockholm(2026, 12, 22, 15)) == datetime.combine(day, END_OF_DAY, STOCKHOLM)


@given(MOMENTS, st.integers(0, 30), st.integers(0, 30))
def test_a_longer_clock_never_runs_out_earlier(started, few, more):
    assert due_at(clock(workdays=few + more), started) >= due_at(clock(workdays=few), started)
    assert due_at(clock(days=few + more), started) >= due_at(clock(days=few), started)


@given(MOMENTS, st.integers(0, 60))
def test_a_clock_never_runs_out_before_it_starts(started, days):
    assert due_at(clock(days=days), started) >= started.replace(microsecond=0)


@given(MOMENTS)
def test_the_zone_one_asks_from_does_not_matter(started):
    assert due_at(clock(workdays=2), started) == due_at(clock(workdays=2), started.astimezone(STOCKHOLM))
