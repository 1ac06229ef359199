"""One level at a time, and only when all have answered or the time is out."""

from __future__ import annotations

from datetime import date

import pytest

from brygga.routines.loading import routine
from brygga.rules.ladders import following, may_go_further

ON = date(2026, 11, 26)


@pytest.mark.requirement("STO-13")
def test_the_ladders_are_those_of_the_routine() -> None:
    """Sections "Användningsområde" and "Hantering av ärenden", copied by hand."""
    told = {row.key: [level.function for level in row.levels_on(ON)] for row in routine("stockholm").ladders_on(ON)}
    assert told == {"responsibility": ["deputy_unit_head", "unit_head"], "cost": ["department_head"]}


@pytest.mark.requirement("STO-13")
def test_nobody_skips_a_level() -> None:
    levels = routine("stockholm").ladder("responsibility").levels
    above = following(levels, "deputy_unit_heads")
    assert above is not None and above.key == "unit_heads"
    assert following(levels, "unit_heads") is None


@pytest.mark.requirement("STO-13")
@pytest.mark.parametrize(
    ("answered", "late", "further"),
    [(True, True, True), (True, False, True), (False, True, True), (False, False, False)],
)
def test_it_goes_further_when_all_have_said_or_the_time_is_out(answered: bool, late: bool, further: bool) -> None:
    assert may_go_further(all_have_answered=answered, late=late) is further
