"""How soon what is asked is acknowledged: counted so that nobody looks better than they were."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from brygga.core import clock
from brygga.rules.acknowledging import Asked, figures, lasting

NOW = datetime(2026, 11, 26, 10, tzinfo=clock.SWEDEN)
HOUR = timedelta(hours=1)
LIMIT = NOW - 50 * HOUR


def asked(took: int | None = None, by: datetime | None = LIMIT, ended: datetime | None = None) -> Asked:
    sent = NOW - 100 * HOUR
    return Asked(sent, by, None if took is None else sent + took * HOUR, ended)


@pytest.mark.parametrize(
    ("row", "due", "in_time"),
    [
        (asked(3), True, True),
        (asked(50), True, True),
        (asked(51), True, False),
        (asked(None), True, False),
        (asked(None, by=NOW), False, False),
        (asked(None, by=NOW + HOUR), False, False),
        (asked(3, by=NOW + HOUR), True, True),
        (asked(None, ended=LIMIT), False, False),
        (asked(None, ended=LIMIT + HOUR), True, False),
        (asked(3, by=None), False, False),
    ],
)
def test_it_is_due_when_it_was_acknowledged_or_waited_too_long(row: Asked, due: bool, in_time: bool) -> None:
    assert (row.is_due(NOW), row.in_time) == (due, in_time)


def test_many_are_a_median_a_share_and_what_waits() -> None:
    told = figures([asked(1), asked(60), asked(3), asked(None), asked(None, ended=LIMIT)], NOW)
    assert (told.asked, told.acknowledged, told.waiting, told.within, told.due) == (5, 3, 1, 2, 4)
    assert (told.median, told.median_words, told.share) == (3 * HOUR, "3 timmar", 50)


def test_none_is_no_median_and_no_share() -> None:
    told = figures([], NOW)
    assert (told.median_words, told.share, told.due) == ("–", None, 0)
    assert figures([asked(1), asked(1), asked(60)], NOW).share == 66


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(0), "mindre än en timme"),
        (HOUR, "1 timme"),
        (1.01 * HOUR, "2 timmar"),
        (48 * HOUR, "48 timmar"),
        (49 * HOUR, "3 dagar"),
        (72 * HOUR, "3 dagar"),
    ],
)
def test_told_never_shorter_than_it_was(time: timedelta, words: str) -> None:
    assert lasting(time) == words
