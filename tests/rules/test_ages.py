"""Ages and months. The leap-day rule is Brygga's own choice: 1 March in a year without 29 February."""

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from brygga.rules.ages import add_months, age_on, birthday, months_before

BORN = st.dates(min_value=date(1900, 1, 1), max_value=date(2030, 12, 31))
LEAP_CHILD = date(1996, 2, 29)


@pytest.mark.parametrize(
    ("years", "expected"),
    [(1, date(1997, 3, 1)), (4, date(2000, 2, 29)), (19, date(2015, 3, 1)), (104, date(2100, 3, 1))],
)
def test_one_born_on_leap_day_has_birthday_on_1_march_in_other_years(years, expected):
    assert birthday(LEAP_CHILD, years) == expected


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2014, 2, 28), 17),
        (date(2014, 3, 1), 18),
        (date(2016, 2, 28), 19),
        (date(2016, 2, 29), 20),
    ],
)
def test_the_age_of_one_born_on_leap_day(on, years):
    assert age_on(LEAP_CHILD, on) == years


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2007, 5, 22), date(2026, 5, 21), 18),
        (date(2007, 5, 22), date(2026, 5, 22), 19),
        (date(2007, 5, 22), date(2007, 5, 22), 0),
    ],
)
def test_one_turns_older_on_the_birthday(born, on, years):
    assert age_on(born, on) == years


def test_nobody_has_an_age_before_being_born():
    with pytest.raises(ValueError, match="inte född"):
        age_on(date(2020, 1, 2), date(2020, 1, 1))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 5, 22), 6, date(2026, 11, 22)),  # announced six months before a birthday
        (date(2026, 8, 31), 6, date(2026, 2, 28)),  # the shorter month's last day
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),  # over New Year
    ],
)
def test_months_before_a_day(day, months, expected):
    assert months_before(day, months) == expected


@given(BORN, st.integers(min_value=0, max_value=110))
def test_on_the_birthday_one_is_that_old_and_the_day_before_one_year_younger(born, years):
    day = birthday(born, years)
    assert age_on(born, day) == years
    if years:
        assert age_on(born, day - timedelta(days=1)) == years - 1


@given(BORN, st.integers(min_value=0, max_value=110))
def test_only_the_leap_day_moves(born, years):
    day = birthday(born, years)
    moved = (born.month, born.day) == (2, 29) and not isleap(day.year)
    assert (day.month, day.day) == ((3, 1) if moved else (born.month, born.day))


@given(BORN, st.integers(min_value=0, max_value=40000), st.integers(min_value=0, max_value=400))
def test_nobody_grows_younger(born, first, more):
    earlier = born + timedelta(days=first)
    assert age_on(born, earlier + timedelta(days=more)) >= age_on(born, earlier)


@given(BORN, st.integers(min_value=-600, max_value=600))
def test_months_land_in_the_right_month(day, months):
    landed = add_months(day, months)
    assert (landed.year * 12 + landed.month) - (day.year * 12 + day.month) == months
    assert landed.day <= day.day


@given(BORN, st.integers(min_value=-600, max_value=600))
def test_months_there_and_back_keep_an_ordinary_day(day, months):
    assume(day.day <= 28)
    assert add_months(add_months(day, months), -months) == day
