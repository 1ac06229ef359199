"""From whom to whom (MAL-20): Anders's second year, and each move against the rule told slowly."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brygga.rules.critical import HELD, Happening, known
from brygga.rules.moving import moves
from brygga.rules.spans import Span
from tests.rules.test_critical import LAST_LINE, anders, histories, in_2016
from tests.rules.test_spans import spans

pytestmark = pytest.mark.requirement("MAL-20")

DAY = timedelta(days=1)


def test_where_anders_goes_from_the_homes() -> None:
    """The four that he left are the four after which nobody took over; see `test_critical` for the lines."""
    found = [
        (move.here.unit, move.here.last_day, move.there and move.there.unit)
        for move in moves(anders(), Span(in_2016(6, 1), LAST_LINE), within=1)
        if move.here.unit in {"HVB", "LVM-hem"}
    ]
    assert sorted(found, key=lambda one: one[1]) == [
        ("LVM-hem", in_2016(6, 16), "HVB"),
        ("HVB", in_2016(6, 17), None),
        ("LVM-hem", in_2016(7, 26), "BCM akut"),
        ("HVB", in_2016(8, 31), None),
        ("LVM-hem", in_2016(9, 15), None),
        ("LVM-hem", in_2016(10, 25), "HVB"),
        ("HVB", in_2016(10, 31), None),
    ]


@settings(max_examples=300)
@given(histories(*sorted(HELD)), spans(), st.integers(1, 5))
def test_a_move_is_to_somebody_soon_and_nobody_is_nobody_at_all(
    history: list[Happening], span: Span, within: int
) -> None:
    held = [one for one in known(history, span.until) if one.kind in HELD]

    def there(first: date, last: date) -> list[Happening]:
        return [one for one in held if one.begins <= last and one.last_day >= first]

    slow: Counter[tuple[str, str | None]] = Counter()
    for one in held:
        last = one.last_day
        if not span.since <= last <= span.until:
            continue
        begin_soon = [other for other in held if other is not one and 0 <= (other.begins - last).days <= within]
        stays = any(other.unit == one.unit for other in begin_soon) or any(
            other.unit == one.unit and other.begins <= last < other.last_day for other in held if other is not one
        )
        to = next((other for other in begin_soon if other.unit != one.unit and other.order > one.order), None)
        if to and not stays:
            slow[one.key, to.key] += 1
        first_to_end = next(other for other in held if other.last_day == last)
        soon = last + within * DAY
        if one is first_to_end and soon <= span.until and not there(last + DAY, soon):
            slow[one.key, None] += 1
    assert (
        Counter((move.here.key, move.there and move.there.key) for move in moves(history, span, within=within)) == slow
    )
