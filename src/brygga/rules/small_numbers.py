"""Small numbers of persons are not told, nor left to be worked out from a sum (MAL-20).

What is hidden in a sum is chosen by the numbers alone and never by their place, is at least two different numbers, and
is together no small number: so each of those that are hidden could have been one of the others, also to somebody who
knows these rules. Where that cannot be had, the sum is hidden too.

>>> shown = told_in_sum([3, 40, 12])
>>> [str(one) for one in shown.parts], str(shown.total)
(['visas inte', '40', 'visas inte'], '55')
>>> [str(one) for one in told_in_sum([3, 40, 2]).parts]
['färre än 5', '40', 'färre än 5']
>>> str(told(4)), str(told(0))
('färre än 5', '0')
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from brygga.rules.sources import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallNumbers(Rule):
    fewest: int
    """The smallest number of persons that is told, apart from none."""

    def is_small(self, persons: int) -> bool:
        return 0 < persons < self.fewest


SMALL_NUMBERS = SmallNumbers(fewest=5, source="Lokal inställning i Brygga", since=date(2026, 11, 26))


@dataclass(frozen=True, slots=True)
class Told:
    """A number as it is shown to people."""

    number: int | None
    """None: it is hidden."""
    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Parts:
    """A sum and what it is the sum of."""

    parts: tuple[Told, ...]
    total: Told


HIDDEN = Told(None, "visas inte")


def told(persons: int, rule: SmallNumbers = SMALL_NUMBERS, number: int | None = None) -> Told:
    """A number that is a part of no sum that is shown: of persons, or of something that they have."""
    if rule.is_small(persons):
        return Told(None, f"färre än {rule.fewest}") if number is None else HIDDEN
    shown = persons if number is None else number
    return Told(shown, str(shown))


def told_in_sum(
    persons: Sequence[int], rule: SmallNumbers = SMALL_NUMBERS, numbers: Sequence[int] | None = None
) -> Parts:
    """Groups in which each person is once, or of each group how many of something its persons have."""
    cells = list(zip(persons, persons if numbers is None else numbers, strict=True))
    hidden, is_enough = _hidden(cells, rule)
    only_small = numbers is None and all(rule.is_small(who) for who, _ in hidden) and is_enough
    word = Told(None, f"färre än {rule.fewest}") if only_small else HIDDEN
    total = sum(number for _, number in cells)
    parts = tuple(word if cell in hidden else Told(cell[1], str(cell[1])) for cell in cells)
    return Parts(parts, Told(total, str(total)) if is_enough else HIDDEN)


@dataclass(frozen=True, slots=True)
class Group:
    """Persons who have so many of something; both numbers are counted."""

    first: int
    last: int | None
    """None: however many."""
    persons: int


def in_groups(persons: Mapping[int, int], rule: SmallNumbers = SMALL_NUMBERS) -> tuple[Group, ...]:
    """Of how many persons have so many of something: neighbours are put together until none is small.

    To hide some would not do: how many times it was in all could tell those that are hidden.

    >>> in_groups({1: 20, 2: 6, 3: 2, 4: 4, 9: 1})
    (Group(first=1, last=1, persons=20), Group(first=2, last=2, persons=6), Group(first=3, last=None, persons=7))
    """
    if sum(persons.values()) < rule.fewest:
        return ()
    groups: list[list[int]] = [[]]
    for number in sorted(number for number, who in persons.items() if who):
        if sum(persons[one] for one in groups[-1]) >= rule.fewest:
            groups.append([])
        groups[-1].append(number)
    if len(groups) > 1 and sum(persons[one] for one in groups[-1]) < rule.fewest:
        last = groups.pop()
        groups[-1] += last
    told_ = [Group(one[0], one[-1], sum(persons[number] for number in one)) for one in groups]
    if len(groups[-1]) > 1:
        told_[-1] = replace(told_[-1], last=None)
    return tuple(told_)


Cell = tuple[int, int]


def _hidden(cells: Sequence[Cell], rule: SmallNumbers) -> tuple[set[Cell], bool]:
    """The smallest, those that are alike together, until they guard each other; and whether they do."""
    hidden: list[Cell] = []
    for cell, alike in groupby(sorted(cell for cell in cells if cell != (0, 0))):
        if not rule.is_small(cell[0]) and (not hidden or _guard_each_other(hidden, rule)):
            return set(hidden), True
        hidden += alike
    return set(hidden), not hidden or _guard_each_other(hidden, rule)


def _guard_each_other(hidden: Sequence[Cell], rule: SmallNumbers) -> bool:
    return len({number for _, number in hidden}) > 1 and sum(persons for persons, _ in hidden) >= rule.fewest
