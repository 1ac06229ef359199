"""Who comes back (MAL-20): Anders's second year by the handbook, and each time against the rule told slowly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.critical import ACUTE, Happening, Kind
from brygga.rules.returning import FIRST_DAYS, Time, group_of, median, times, times_in
from brygga.rules.spans import Span
from tests.rules.test_critical import LAST_LINE, ON, SINCE, anders, happens, histories, in_2016

pytestmark = pytest.mark.requirement("MAL-20")

DAY = timedelta(days=1)


def test_anders_is_in_acute_care_eight_times() -> None:
    """Each begins with one of the handbook's own lines; 0119 and 0125 are two wards after each other."""
    found = times(anders(), on=LAST_LINE)
    assert [(one.begins, one.last_day, one.days_until_next) for one in found] == [
        (in_2016(1, 19), in_2016(2, 15), 1),  # 0119 "Vård enligt LPT", 0125 "BCM akut", 0215 "LPT hävs"
        (in_2016(2, 16), in_2016(2, 18), 120),  # 0216 "suicidplaner … hänvisas till 112"
        (in_2016(6, 17), in_2016(6, 17), 3),  # 0617 "Omhändertags enligt LOB"
        (in_2016(6, 20), in_2016(6, 21), 35),  # 0620 "Vård på BCM akut"
        (in_2016(7, 26), in_2016(8, 3), 31),  # 0726 "Vård på BCM akut"
        (in_2016(9, 3), in_2016(9, 3), 23),  # 0903 "Vård på BCM akut, social jour kopplas in"
        (in_2016(9, 26), in_2016(9, 27), 62),  # 0926 "Vård på BCM akut"
        (in_2016(11, 28), in_2016(11, 30), None),  # 1128 "Vård på BCM akut"
    ]
    assert [one.came_back(30) for one in found] == [True, False, True, False, False, True, False, False]
    assert [one.is_judged(30, on=LAST_LINE) for one in found] == [True] * 7 + [False]


@given(histories(Kind.INPATIENT, Kind.EMERGENCY), ON)
def test_a_time_is_what_hangs_together_without_a_night_between(history: list[Happening], on_day: int) -> None:
    on = SINCE + on_day * DAY
    acute = [one for one in history if one.kind in ACUTE and one.begins <= on]
    groups: list[set[str]] = [{one.key} for one in acute]
    for one in acute:
        for other in acute:
            if one.begins <= other.last_day and other.begins <= one.last_day:
                both = set().union(*(group for group in groups if {one.key, other.key} & group))
                groups = [group for group in groups if not both & group] + [both]
    of = {one.key: one for one in acute}
    ends = sorted((min(of[k].begins for k in group), max(of[k].last_day for k in group)) for group in groups)
    nexts = [begins for begins, _ in ends[1:]]
    slow = [Time(*both, (after - both[1]).days) for both, after in zip(ends, nexts, strict=False)]
    slow += [Time(*ends[-1])] if ends else []
    assert times(history, on=on) == slow


def test_what_came_before_is_part_of_a_time_but_no_time_that_began_in_it() -> None:
    rows = [happens("1", Kind.INPATIENT, 0, 9), happens("2", Kind.EMERGENCY, 5), happens("3", Kind.EMERGENCY, 12)]
    assert [one.begins for one in times_in(rows, Span(SINCE + 3 * DAY, SINCE + 20 * DAY))] == [SINCE + 12 * DAY]


def test_who_is_still_there_has_not_come_back_and_is_not_judged() -> None:
    (one,) = times([happens("1", Kind.INPATIENT, 0)], on=SINCE + 400 * DAY)
    assert (one.last_day, one.days_until_next, one.is_judged(1, on=SINCE + 400 * DAY)) == (date.max, None, False)


@pytest.mark.parametrize(
    ("days", "group"), [(1, 0), (7, 0), (8, 1), (30, 1), (31, 2), (90, 2), (180, 3), (365, 4), (366, 5), (9999, 5)]
)
def test_groups_of_days(days: int, group: int) -> None:
    assert group_of(days) == group
    assert FIRST_DAYS[group] <= days


@given(st.lists(st.integers(1, 9)))
def test_the_median_is_in_the_middle(numbers: list[int]) -> None:
    found = median({number: numbers.count(number) for number in numbers})
    ordered = sorted(numbers)
    half = len(ordered) // 2
    assert found == (None if not ordered else (ordered[half] + ordered[-half - 1]) / 2)
