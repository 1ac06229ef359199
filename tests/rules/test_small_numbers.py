"""Small numbers (MAL-20): whoever knows the rules and sees the rest can work out none of those that are hidden."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.small_numbers import (
    HIDDEN,
    SMALL_NUMBERS,
    Group,
    Parts,
    SmallNumbers,
    in_groups,
    told,
    told_in_sum,
)

pytestmark = pytest.mark.requirement("MAL-20")

SMALL = SmallNumbers(fewest=3, source="Ett prov", since=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("persons", "words"), [(0, "0"), (1, "färre än 5"), (4, "färre än 5"), (5, "5"), (1234, "1234")]
)
def test_a_number_alone(persons: int, words: str) -> None:
    assert str(told(persons)) == words


@pytest.mark.parametrize(("persons", "words"), [(0, "9"), (4, "visas inte"), (5, "9")])
def test_what_few_persons_have_is_hidden_with_them(persons: int, words: str) -> None:
    assert str(told(persons, number=9)) == words


FEW = "färre än 5"
NOT = "visas inte"


@pytest.mark.parametrize(
    ("persons", "words", "total"),
    [
        ([], [], "0"),
        ([0, 0], ["0", "0"], "0"),
        ([7, 0, 9], ["7", "0", "9"], "16"),
        ([3, 2, 40], [FEW, FEW, "40"], "45"),
        ([3, 12, 40], [NOT, NOT, "40"], "55"),  # 12 goes along, or 55 - 40 - 12 would tell
        ([1, 1, 12, 40], [NOT, NOT, NOT, "40"], "54"),  # two that are together two are one each
        ([1, 2, 12, 40], [NOT, NOT, NOT, "40"], "55"),  # three persons are few too
        ([4, 4, 9, 9, 40], [NOT, NOT, NOT, NOT, "40"], "66"),  # eight in two small numbers are four and four
        ([3, 0], [NOT, "0"], NOT),
        ([3, 3], [NOT, NOT], NOT),
        ([1, 1, 1, 1], [NOT, NOT, NOT, NOT], NOT),
        ([1, 3], [NOT, NOT], NOT),
        ([2, 3], [FEW, FEW], "5"),
    ],
)
def test_in_a_sum(persons: list[int], words: list[str], total: str) -> None:
    shown = told_in_sum(persons)
    assert ([str(one) for one in shown.parts], str(shown.total)) == (words, total)


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5])
def test_all_there_are_and_nobody_can_work_out_one(length: int) -> None:
    """Everything that looks the same is put together; then each that is hidden must have had several numbers."""
    alike: dict[Parts, list[tuple[int, ...]]] = defaultdict(list)
    for persons in product(range(7), repeat=length):
        alike[told_in_sum(persons, SMALL)].append(persons)
    for shown, could_be in alike.items():
        for place, part in enumerate(shown.parts):
            found = {persons[place] for persons in could_be}
            assert found == {part.number} if part.number is not None else len(found) > 1
        sums = {sum(persons) for persons in could_be}
        assert sums == {shown.total.number} if shown.total.number is not None else len(sums) > 1
        together = [n for n, part in enumerate(shown.parts) if part.number is None]
        assert all(sum(persons[n] for n in together) not in (1, 2) or shown.total == HIDDEN for persons in could_be)


@given(st.lists(st.integers(0, 12), max_size=9))
def test_what_is_small_is_hidden_and_what_is_shown_is_true(persons: list[int]) -> None:
    shown = told_in_sum(persons)
    hidden = [part.number is None for part in shown.parts]
    assert all(part.number in (None, number) for part, number in zip(shown.parts, persons, strict=True))
    assert all(is_hidden for is_hidden, number in zip(hidden, persons, strict=True) if SMALL_NUMBERS.is_small(number))
    assert any(map(SMALL_NUMBERS.is_small, persons)) or not any(hidden)
    assert all(str(part) != FEW or SMALL_NUMBERS.is_small(n) for part, n in zip(shown.parts, persons, strict=True))


@given(st.dictionaries(st.integers(1, 20), st.integers(0, 9), max_size=9))
def test_groups_of_neighbours_are_never_small_and_hold_all(persons: dict[int, int]) -> None:
    groups = in_groups(persons)
    total = sum(persons.values())
    assert sum(group.persons for group in groups) == (total if total >= SMALL_NUMBERS.fewest else 0)
    assert all(group.persons >= SMALL_NUMBERS.fewest for group in groups)
    for group in groups:
        inside = [n for n, who in persons.items() if who and group.first <= n <= (group.last or 20)]
        assert group.persons == sum(persons[n] for n in inside)
    assert all(one.last is not None and one.last < other.first for one, other in pairwise(groups))


def test_what_has_no_end_is_not_told_how_far_it_goes() -> None:
    """The one who came forty times would be known by it."""
    assert in_groups({1: 9, 2: 5, 40: 1}) == (Group(1, 1, 9), Group(2, None, 6))
    assert in_groups({1: 9, 2: 5}) == (Group(1, 1, 9), Group(2, 2, 5))
    assert in_groups({1: 3}) == ()


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3)), max_size=8), st.randoms(use_true_random=False))
def test_of_what_they_have_those_that_are_hidden_could_change_places(rows: list[tuple[int, int]], random) -> None:
    persons, numbers = [who for who, _ in rows], [who + more for who, more in rows]
    shown = told_in_sum(persons, numbers=numbers)
    hidden = [place for place, part in enumerate(shown.parts) if part.number is None]
    changed = dict(zip(hidden, random.sample(hidden, len(hidden)), strict=True))
    order = [changed.get(place, place) for place in range(len(rows))]
    assert told_in_sum([persons[n] for n in order], numbers=[numbers[n] for n in order]) == shown
    assert all(place in hidden for place, who in enumerate(persons) if SMALL_NUMBERS.is_small(who))
    if hidden and shown.total != HIDDEN:
        assert len({numbers[place] for place in hidden}) > 1
        assert sum(persons[place] for place in hidden) >= SMALL_NUMBERS.fewest
