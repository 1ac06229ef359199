"""Swedish working days, against dates looked up by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from brygga.rules.calendar import SWEDEN, Weekday

DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2040, 12, 31))
COUNTS = st.integers(min_value=-40, max_value=40)

FREE_DAYS_2026 = {
    date(2026, 1, 1): "Nyårsdagen",
    date(2026, 1, 6): "Trettondedag jul",
    date(2026, 4, 3): "Långfredagen",
    date(2026, 4, 6): "Annandag påsk",
    date(2026, 5, 1): "Första maj",
    date(2026, 5, 14): "Kristi himmelsfärdsdag",
    date(2026, 6, 19): "Midsommarafton",
    date(2026, 12, 24): "Julafton",
    date(2026, 12, 25): "Juldagen",
    date(2026, 12, 31): "Nyårsafton",
}


def test_the_free_weekdays_of_a_whole_year_are_exactly_these():
    weekdays = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    free = {day: SWEDEN.holiday_name(day) for day in weekdays if day.weekday() < 5 and not SWEDEN.is_workday(day)}
    assert free == FREE_DAYS_2026


@pytest.mark.parametrize("day", [date(2026, 11, 21), date(2026, 11, 22), date(2026, 6, 6)])
def test_weekends_are_free(day):
    assert not SWEDEN.is_workday(day)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 6, 17), 3, date(2026, 6, 23)),  # over Midsummer
        (date(2026, 12, 23), 1, date(2026, 12, 28)),  # over Christmas
        (date(2026, 12, 30), 1, date(2027, 1, 4)),  # over New Year
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # over a weekend
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # from a Saturday
        (date(2026, 11, 21), 0, date(2026, 11, 21)),  # nothing to add
        (date(2026, 11, 23), -1, date(2026, 11, 20)),
        (date(2026, 4, 7), -2, date(2026, 4, 1)),  # back over Easter
    ],
)
def test_workdays_are_counted_from_the_day_after(start, count, expected):
    assert SWEDEN.add_workdays(start, count) == expected


@pytest.mark.parametrize(
    ("days", "after", "expected"),
    [
        ([Weekday.TUE, Weekday.THU], date(2026, 11, 22), date(2026, 11, 24)),
        ([Weekday.TUE, Weekday.THU], date(2026, 11, 24), date(2026, 11, 26)),
        ([Weekday.TUE, Weekday.THU], date(2026, 11, 26), date(2026, 12, 1)),
        ([Weekday.THU], date(2026, 5, 12), date(2026, 5, 21)),  # Ascension Day is a Thursday
        ([], date(2026, 11, 20), date(2026, 11, 23)),  # no days named: every working day
    ],
)
def test_the_next_distribution_day_is_a_working_day_after_today(days, after, expected):
    assert SWEDEN.next_weekday_of(days, after) == expected


def test_distribution_days_on_weekends_only_are_refused():
    with pytest.raises(ValueError, match="minst en vardag"):
        SWEDEN.next_weekday_of([Weekday.SAT, Weekday.SUN], date(2026, 11, 22))


def test_every_weekday_has_its_number_and_word():
    assert [(day.number, day.word) for day in Weekday] == [
        (0, "måndag"),
        (1, "tisdag"),
        (2, "onsdag"),
        (3, "torsdag"),
        (4, "fredag"),
        (5, "lördag"),
        (6, "söndag"),
    ]


@given(DAYS)
def test_next_and_previous_workday_are_the_nearest_ones(day):
    following, preceding = SWEDEN.next_workday(day), SWEDEN.previous_workday(day)
    assert SWEDEN.is_workday(following)
    assert SWEDEN.is_workday(preceding)
    assert preceding <= day <= following
    between = [preceding + timedelta(days=n) for n in range(1, (following - preceding).days)]
    assert not any(SWEDEN.is_workday(one) for one in between)


@given(DAYS, COUNTS)
def test_adding_workdays_passes_exactly_that_many_of_them(day, count):
    assert SWEDEN.workdays_between(day, SWEDEN.add_workdays(day, count)) == (
        count if count >= 0 or SWEDEN.is_workday(day) else count + 1
    )


@given(DAYS, COUNTS)
def test_from_a_workday_there_and_back_is_home(day, count):
    assume(SWEDEN.is_workday(day))
    assert SWEDEN.add_workdays(SWEDEN.add_workdays(day, count), -count) == day


@given(DAYS, COUNTS.filter(bool))
def test_what_is_reached_is_a_workday(day, count):
    assert SWEDEN.is_workday(SWEDEN.add_workdays(day, count))


@given(DAYS, st.sets(st.sampled_from(list(Weekday)[:5]), min_size=1))
def test_a_distribution_day_is_one_of_those_named(day, days):
    found = SWEDEN.next_weekday_of(days, day)
    assert found > day
    assert found.weekday() in {one.number for one in days}
    assert SWEDEN.is_workday(found)
