"""What a placement lacks, in a table worked out by hand (MAL-19)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from brygga.rules.placements import Lacks, lacking

AHEAD = timedelta(days=30)
END = date(2026, 12, 20)
PLAN, CONTACT = Lacks.PLAN, Lacks.CONTACT

TABLE = [
    # until, ended, has_plan, contacts, on, what is lacking
    (END, False, True, [], date(2026, 11, 19), ()),  # 31 days before
    (END, False, True, [], date(2026, 11, 20), (CONTACT,)),  # 30 days before
    (END, False, True, [], END, (CONTACT,)),
    (END, True, True, [], date(2027, 1, 19), (CONTACT,)),  # 30 days after
    (END, True, True, [], date(2027, 1, 20), ()),  # 31 days after
    (END, False, True, [END], date(2026, 12, 1), ()),  # on the day itself
    (END, False, True, [date(2026, 12, 19)], date(2026, 12, 1), (CONTACT,)),  # before they come home
    (END, False, True, [date(2026, 12, 19), date(2026, 12, 27)], date(2026, 12, 1), ()),
    (None, False, True, [], date(2026, 12, 1), ()),  # until further notice
    (None, False, False, [], date(2026, 12, 1), (PLAN,)),
    (END, False, False, [], date(2026, 10, 1), (PLAN,)),
    (END, False, False, [], date(2026, 12, 1), (PLAN, CONTACT)),
    (END, True, False, [], date(2026, 12, 21), (CONTACT,)),  # a plan for what is over helps nobody
    (END, True, False, [date(2026, 12, 22)], date(2026, 12, 21), ()),
    # across the night when summer time ends, and a leap day
    (date(2027, 3, 28), False, True, [], date(2027, 2, 26), (CONTACT,)),
    (date(2028, 3, 30), False, True, [], date(2028, 2, 29), (CONTACT,)),
    (date(2028, 3, 30), False, True, [], date(2028, 2, 28), ()),
]


@pytest.mark.requirement("MAL-19")
@pytest.mark.parametrize(("until", "ended", "has_plan", "contacts", "on", "lacks"), TABLE)
def test_what_a_placement_lacks(until, ended, has_plan, contacts, on, lacks) -> None:  # type: ignore[no-untyped-def]
    found = lacking(until=until, ended=ended, has_plan=has_plan, contacts=contacts, on=on, ahead=AHEAD)
    assert found == lacks
