"""Identities are in the order in which they were made, also those of one and the same millisecond."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from brygga.core.ids import new_id

MANY = 20_000


def test_what_is_made_later_sorts_later() -> None:
    made = [new_id() for _ in range(MANY)]
    assert made == sorted(made)
    assert len(set(made)) == MANY


def test_they_are_version_seven_with_the_time_in_front() -> None:
    before = time.time_ns() // 1_000_000
    one = new_id()
    assert (one.version, one.variant) == (7, "specified in RFC 4122")
    assert before <= one.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_many_threads_never_make_the_same() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = [one for some in pool.map(lambda _: [new_id() for _ in range(1000)], range(8)) for one in some]
    assert len(set(made)) == 8000
