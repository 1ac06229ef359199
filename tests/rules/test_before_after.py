"""Before and after (MAL-20): Anders by the handbook, and who is left out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.before_after import Around, LeftOut, Side, around, side
from brygga.rules.critical import TOGETHER, Happening, Kind
from brygga.rules.spans import Span
from tests.rules.test_critical import SINCE, anders, happens, histories
from tests.rules.test_spans import spans

pytestmark = pytest.mark.requirement("MAL-20")

DAY = timedelta(days=1)
LATER = Path(__file__).parents[1] / "cases" / "anders_later.csv"
#: ”Två år senare”.
ALL_YEARS = Span(date(2016, 1, 1), date(2018, 12, 31))
#: From the first line of his second year to when the coordination began.
LONGEST = (date(2017, 1, 1) - date(2016, 1, 14)).days


def anders_and_later() -> list[Happening]:
    return [*anders(), *anders(LATER)]


class TestAnders:
    def test_as_long_before_as_after(self) -> None:
        spans_ = around(anders_and_later(), LONGEST, ALL_YEARS)
        assert spans_ == Around(Span(date(2016, 1, 14), date(2016, 12, 31)), Span(date(2017, 1, 1), date(2017, 12, 19)))

    def test_the_year_before_is_acute_and_forced_and_the_year_after_is_neither(self) -> None:
        """ "Det [har] varit möjligt att undvika akuta insatser, slutenvård och tvångsvård." """
        spans_ = around(anders_and_later(), LONGEST, ALL_YEARS)
        assert isinstance(spans_, Around)
        assert side(anders_and_later(), spans_.before) == Side(
            emergencies=2,  # 0216 the call to 112, 0617 "Omhändertags enligt LOB"
            stays=8,  # 0119, 0125, 0216, 0620, 0726, 0903, 0926, 1128
            inpatient_days=28 + 3 + 2 + 9 + 1 + 2 + 3,  # 0119-0215, 0216-0218, 0620-, 0726-0803, 0903, 0926-, 1128-1130
            compulsory_days=31 + 12 + 36 + 29 + 13 + 35 + 32,  # LPT, 0606-0617, 0621-, 0803-, 0903-, 0927-1031, 1130-
            contacts=2,  # 0114 "Daglig kontakt", 0318 "Stödkontakt"
        )
        assert side(anders_and_later(), spans_.after) == Side(
            emergencies=0, stays=0, inpatient_days=0, compulsory_days=0, contacts=2
        )

    def test_of_a_longer_time_before_nothing_is_known(self) -> None:
        assert around(anders_and_later(), LONGEST + 1, ALL_YEARS) is LeftOut.SHORT_BEFORE

    def test_seen_while_the_first_year_goes_on_it_is_too_early_to_say(self) -> None:
        soon = Span(date(2016, 1, 1), date(2017, 12, 18))
        assert around(anders_and_later(), LONGEST, soon) is LeftOut.SHORT_AFTER
        assert isinstance(around(anders_and_later(), LONGEST - 1, soon), Around)

    def test_his_second_year_alone_is_without_coordination(self) -> None:
        assert around(anders(), 30, ALL_YEARS) is LeftOut.NEVER

    def test_what_began_before_the_time_asked_about_is_not_of_it(self) -> None:
        assert around(anders_and_later(), 30, Span(date(2017, 1, 2), date(2018, 12, 31))) is LeftOut.EARLIER


@given(histories(*TOGETHER), st.integers(1, 20), spans())
def test_both_spans_are_known_as_long_and_meet_the_day_it_began(
    history: list[Happening], days: int, time: Span
) -> None:
    known = [one.begins for one in history if one.begins <= time.until]
    start = min((one.begins for one in history if one.kind in TOGETHER), default=date.max)
    found = around(history, days, time)
    if isinstance(found, Around):
        assert found.after.since == start == found.before.until + DAY
        assert {(one.until - one.since).days + 1 for one in (found.before, found.after)} == {days}
        assert min(known) <= found.before.since
        assert found.after.until <= time.until
        assert time.since <= start
    else:
        expected = [
            (LeftOut.NEVER, start > time.until),
            (LeftOut.EARLIER, start < time.since),
            (LeftOut.SHORT_BEFORE, any(known) and min(known) > start - days * DAY),
            (LeftOut.SHORT_AFTER, True),
        ]
        assert found == next(reason for reason, holds in expected if holds)
        assert found != LeftOut.SHORT_AFTER or start + (days - 1) * DAY > time.until


def test_a_plan_or_a_coordination_whichever_came_first() -> None:
    rows = [happens("0", Kind.CONTACT, 0), happens("1", Kind.PLAN, 9), happens("2", Kind.COORDINATION, 7)]
    found = around(rows, 5, Span(SINCE, SINCE + 40 * DAY))
    assert isinstance(found, Around)
    assert found.after.since == SINCE + 7 * DAY
