"""The clocks of lag (2017:612), against moments and days worked out by hand (the law page, §1.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.clocks import STOCKHOLM
from brygga.rules.discharge import (
    RULES,
    DischargeAgreement,
    DischargeStep,
    call_by,
    call_is_late_before,
    information_by,
    notice_by,
    pays_from,
    rule,
)
from brygga.rules.law import Certainty
from brygga.rules.sources import NoRuleInForce

AGREED = DischargeAgreement(key="payment", term="Lokalt", days=5, late_days=5, source="prov", since=date(2020, 1, 1))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("admitted", "expected"),
    [
        ("2026-11-26 09:30", "2026-11-27 09:30"),
        ("2026-12-31 23:59", "2027-01-01 23:59"),
        # the night that summer time begins has 23 hours, and the one it ends 25
        ("2026-03-28 12:00", "2026-03-29 13:00"),
        ("2026-10-24 12:00", "2026-10-25 11:00"),
    ],
)
def test_the_notice_is_sent_within_24_hours_that_have_gone_by(admitted: str, expected: str) -> None:
    assert notice_by(at(admitted)) == at(expected)


#: Notice that the person is ready, the last day to call, the day that the payment begins. Counted on paper.
BY_HAND = [
    # an ordinary week, before and after noon, and on the stroke
    ("2026-11-23 08:00", date(2026, 11, 26), date(2026, 11, 26)),
    ("2026-11-23 12:00", date(2026, 11, 26), date(2026, 11, 26)),
    ("2026-11-23 12:01", date(2026, 11, 26), date(2026, 11, 27)),
    ("2026-11-23 23:59", date(2026, 11, 26), date(2026, 11, 27)),
    # over a week-end: days of the calendar
    ("2026-11-27 09:00", date(2026, 11, 30), date(2026, 11, 30)),
    # over Christmas and New Year: the same
    ("2026-12-23 13:00", date(2026, 12, 26), date(2026, 12, 27)),
    ("2026-12-30 10:00", date(2027, 1, 2), date(2027, 1, 2)),
    # summer time begins and ends in between
    ("2026-03-27 11:59", date(2026, 3, 30), date(2026, 3, 30)),
    ("2026-10-24 12:30", date(2026, 10, 27), date(2026, 10, 28)),
    # the leap day is a day
    ("2028-02-27 09:00", date(2028, 3, 1), date(2028, 3, 1)),
]


@pytest.mark.parametrize(("ready", "call", "pays"), BY_HAND)
def test_the_call_and_the_payment_are_counted_from_the_notice(ready: str, call: date, pays: date) -> None:
    assert (call_by(at(ready)), pays_from(at(ready))) == (call, pays)


def test_what_they_have_agreed_on_goes_before_the_days_of_the_law() -> None:
    assert pays_from(at("2026-11-23 08:00"), AGREED) == date(2026, 11, 28)
    assert pays_from(at("2026-11-23 18:00"), AGREED) == date(2026, 11, 28)


def test_the_hour_is_swedish_whatever_zone_the_moment_was_given_in() -> None:
    summer, winter = (datetime(2026, month, 1, 10, 30, tzinfo=UTC) for month in (7, 12))
    assert pays_from(summer) == date(2026, 7, 5)  # half past twelve in Sweden
    assert pays_from(winter) == date(2026, 12, 4)  # half past eleven
    late = datetime(2026, 11, 23, 23, 30, tzinfo=timezone(timedelta(0)))
    assert call_by(late) == date(2026, 11, 27)


@given(st.integers(0, 40 * 365 * 86400))
def test_no_moment_is_without_its_days(seconds: int) -> None:
    ready = (datetime(2018, 1, 2, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(STOCKHOLM)
    day = ready.date()
    assert call_by(ready) == day + timedelta(days=3)
    late = ready.time() > time(12)
    assert pays_from(ready) == day + timedelta(days=4 if late else 3)
    assert notice_by(ready).astimezone(UTC) - ready.astimezone(UTC) == timedelta(hours=24)
    assert information_by(ready) == day


def test_a_call_is_late_the_day_after_its_last_day() -> None:
    ready = at("2026-11-23 08:00")
    assert call_by(ready) == date(2026, 11, 26)
    assert ready.date() >= call_is_late_before(date(2026, 11, 26))
    assert ready.date() < call_is_late_before(date(2026, 11, 27))


def test_an_agreement_is_told_in_words() -> None:
    assert AGREED.words == "5 dagar efter meddelandet"
    assert "4 om det skickades efter klockan 12" in replace(AGREED, days=3, late_days=4).words


def test_every_step_has_its_rule_with_the_section_that_it_comes_from() -> None:
    assert {row.key for row in RULES} == set(DischargeStep)
    assert all("kap." in row.source and row.certainty is Certainty.VERIFIED for row in RULES)
    with pytest.raises(NoRuleInForce):
        rule(DischargeStep.NOTICE, date(2017, 12, 31))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="tidszon"):
        call_by(at("2026-11-23 08:00").replace(tzinfo=None))
