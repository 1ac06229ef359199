"""A changed rule is a new row: the old one holds for its time, and its place in the file stays."""

from dataclasses import dataclass
from datetime import date

import pytest

from brygga.rules.sources import Rule, by_key, held_on

SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 7, 1), date(2026, 10, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Rule):
    key: str
    words: str


ROWS = (
    Group(key="young", words="under 25", source="Rutin 1", since=SPRING),
    Group(key="others", words="alla andra", source="Rutin 1", since=SPRING, until=SUMMER),
    Group(key="young", words="under 30", source="Rutin 2", since=SUMMER),
)


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(2026, 2, 28), []),
        (SPRING, ["under 25", "alla andra"]),
        (SUMMER, ["under 30", "alla andra"]),
        (AUTUMN, ["under 30"]),
    ],
)
def test_one_row_of_each_key_holds_at_a_time_in_the_order_of_the_file(on, held):
    assert [row.words for row in held_on(ROWS, on)] == held


def test_a_key_is_looked_up_as_it_was_that_day_and_else_as_it_is_now():
    assert by_key(ROWS, "young", SPRING).words == "under 25"
    assert by_key(ROWS, "young").words == "under 30"
    with pytest.raises(KeyError):
        by_key(ROWS, "others", AUTUMN)
