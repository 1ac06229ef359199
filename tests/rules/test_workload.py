"""Who carries much more than is usual at the unit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.workload import Workload, heavy

RULE = Workload(key="much_more", percent=150, at_least=3, source="prov", since=date(2026, 1, 1))
NUMBERS = st.lists(st.integers(0, 60), max_size=12)


@pytest.mark.parametrize(
    ("carried", "found"),
    [
        ([], []),
        ([40], [False]),
        ([6, 6, 9], [False, False, True]),
        ([6, 6, 8], [False, False, False]),
        ([2, 2, 4], [False, False, False]),
        ([0, 0, 3], [False, False, True]),
        ([10, 10, 10, 14], [False] * 4),
        ([10, 10, 10, 15], [False, False, False, True]),
        ([5, 11], [False, False]),
    ],
)
def test_much_more_is_half_as_much_again_and_three_more(carried: list[int], found: list[bool]) -> None:
    assert list(heavy(carried, RULE)) == found


def test_where_the_place_does_not_say_nobody_carries_too_much() -> None:
    assert heavy([1, 1, 99], None) == (False, False, False)


@given(NUMBERS)
def test_at_most_half_carry_much_more_and_never_the_one_with_the_least(carried: list[int]) -> None:
    found = heavy(carried, RULE)
    assert 2 * sum(found) <= len(carried)
    assert not any(one for one, number in zip(found, carried, strict=True) if number == min(carried))


@given(NUMBERS, st.randoms())
def test_the_order_of_the_staff_does_not_matter(carried: list[int], chance) -> None:
    pairs = list(zip(carried, heavy(carried, RULE), strict=True))
    shuffled = list(carried)
    chance.shuffle(shuffled)
    assert sorted(pairs) == sorted(zip(shuffled, heavy(shuffled, RULE), strict=True))
