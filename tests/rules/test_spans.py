"""How much of a time is filled (MAL-20), against days counted one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.critical import Happening, Kind
from brygga.rules.spans import Measured, Span
from tests.rules.test_critical import SINCE, happens, histories

pytestmark = pytest.mark.requirement("MAL-20")

DAY = timedelta(days=1)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    since = SINCE + draw(st.integers(-3, 30)) * DAY
    return Span(since, since + draw(st.integers(0, 30)) * DAY)


def days_of(one: Happening, span: Span) -> set[date]:
    every = (span.since + n * DAY for n in range((span.until - span.since).days + 1))
    return {day for day in every if one.begins <= day <= one.last_day}


@given(histories(), spans())
def test_days_that_overlap_are_counted_once(history: list[Happening], span: Span) -> None:
    days = [days_of(one, span) for one in history]
    begun = sum(one.begins in own for one, own in zip(history, days, strict=True))
    assert span.measured(history) == Measured(sum(map(bool, days)), begun, len(set().union(*days)))


@given(spans(), spans())
def test_what_two_times_have_together(one: Span, other: Span) -> None:
    whole = happens("1", Kind.HOUSING, 0)
    whole = Happening(key="1", unit="", organisation="", kind=whole.kind, begins=other.since, ends=other.until)
    both = one.within(other)
    days = days_of(whole, one)
    assert days == (set() if both is None else days_of(whole, both))
    assert both is None or (both.since, both.until) == (min(days), max(days))


def test_what_goes_on_to_the_end_of_time() -> None:
    goes_on = happens("1", Kind.HOUSING, 0)
    assert Span(date.min, date.max).measured([goes_on]) == Measured(1, 1, (date.max - SINCE).days + 1)
