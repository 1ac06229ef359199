"""Transfers at an age (STO-10), against a table of dates worked out by hand from the routine's section.

"Överföring av pågående ärenden": 19 years; placed in family care 21; announced at the latest 6 months before the
birthday; from the birthday the receiver decides. That planning begins 8 months before is the place's own setting.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.routines.loading import all_routines, routine
from brygga.rules.ages import birthday
from brygga.rules.clocks import Clock
from brygga.rules.transfers import (
    Stage,
    TransferRule,
    born_for,
    counted_back,
    latest_birthday,
    rule_for,
    spans,
    stage,
)

ON = date(2026, 11, 26)
PLACE = routine("stockholm")
RULES = PLACE.transfer_rules_on(ON)
PREPARE, ANNOUNCE = (PLACE.deadline(step, ON) for step in ("prepare_transfer", "announce_transfer"))
PLACED = frozenset({"placed"})
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
BIRTHS = st.dates(date(1980, 1, 1), date(2040, 12, 31))
ONE_DAY = timedelta(days=1)

#: Born, noted, the birthday, the day planning begins, the last day to announce. Counted on paper.
BY_HAND = [
    # an ordinary day of an ordinary month
    (date(2008, 3, 15), (), date(2027, 3, 15), date(2026, 7, 15), date(2026, 9, 15)),
    # six months before 31 August is the last of February
    (date(2008, 8, 31), (), date(2027, 8, 31), date(2026, 12, 31), date(2027, 2, 28)),
    # and in a leap year the 29th
    (date(2009, 8, 31), (), date(2028, 8, 31), date(2027, 12, 31), date(2028, 2, 29)),
    # six months before New Year's Day is in the year before
    (date(2008, 1, 1), (), date(2027, 1, 1), date(2026, 5, 1), date(2026, 7, 1)),
    # 31 December: six months before has 30 days, eight months before has 30
    (date(2007, 12, 31), (), date(2026, 12, 31), date(2026, 4, 30), date(2026, 6, 30)),
    # born on the leap day: 2027 has none, so the birthday is 1 March and the notice 1 September
    (date(2008, 2, 29), (), date(2027, 3, 1), date(2026, 7, 1), date(2026, 9, 1)),
    # 21 years after a leap year has none either
    (date(2008, 2, 29), ("placed",), date(2029, 3, 1), date(2028, 7, 1), date(2028, 9, 1)),
    # placed in family care: two years later
    (date(2008, 3, 15), ("placed",), date(2029, 3, 15), date(2028, 7, 15), date(2028, 9, 15)),
    # the last day is a Sunday (13 September 2026): a day in the calendar, not a working day
    (date(2008, 3, 13), (), date(2027, 3, 13), date(2026, 7, 13), date(2026, 9, 13)),
    # and a holiday (6 June)
    (date(2007, 12, 6), (), date(2026, 12, 6), date(2026, 4, 6), date(2026, 6, 6)),
]


@pytest.mark.requirement("STO-10")
@pytest.mark.parametrize(("born", "noted", "turns", "prepare_on", "announce_by"), BY_HAND)
def test_the_dates_are_those_worked_out_by_hand(
    born: date, noted: tuple[str, ...], turns: date, prepare_on: date, announce_by: date
) -> None:
    rule = rule_for(RULES, "children_youth", noted)
    assert rule is not None
    assert birthday(born, rule.age) == turns
    assert counted_back(PREPARE, turns) == prepare_on
    assert counted_back(ANNOUNCE, turns) == announce_by


@pytest.mark.requirement("STO-10")
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 7, 14), Stage.NOT_YET),
        (date(2026, 7, 15), Stage.ANNOUNCE),
        (date(2026, 8, 15), Stage.ANNOUNCE),
        (date(2026, 8, 16), Stage.SOON),
        (date(2026, 9, 15), Stage.SOON),
        (date(2026, 9, 16), Stage.LATE),
        (date(2027, 3, 14), Stage.LATE),
        (date(2027, 3, 15), Stage.LATE),
        (date(2031, 1, 1), Stage.LATE),
    ],
)
def test_each_day_has_its_stage_until_somebody_has_announced(day: date, expected: Stage) -> None:
    assert _stage(day) is expected
    assert expected.waits is (expected is not Stage.NOT_YET)


@pytest.mark.requirement("STO-10")
@pytest.mark.parametrize(
    ("day", "both", "expected"),
    [
        (date(2026, 7, 1), False, Stage.ANNOUNCED),
        (date(2026, 12, 24), False, Stage.ANNOUNCED),
        (date(2026, 12, 24), True, Stage.TRANSITION),
        (date(2027, 3, 14), True, Stage.TRANSITION),
        (date(2027, 3, 15), True, Stage.SWITCHED),
        (date(2027, 3, 15), False, Stage.SWITCHED),
    ],
)
def test_what_is_announced_goes_over_on_the_birthday_itself(day: date, both: bool, expected: Stage) -> None:
    assert _stage(day, announced=True, both_named=both) is expected


def _stage(day: date, **told: bool) -> Stage:
    turns = date(2027, 3, 15)
    return stage(
        day,
        switch_on=turns,
        prepare_on=counted_back(PREPARE, turns),
        announce_by=counted_back(ANNOUNCE, turns),
        **told,
    )


@given(born=BIRTHS, day=DAYS, placed=st.booleans())
def test_no_day_is_without_a_stage_and_time_only_goes_forward(born: date, day: date, placed: bool) -> None:
    rule = rule_for(RULES, "youth", PLACED if placed else ())
    assert rule is not None
    turns = birthday(born, rule.age)
    told = {"prepare_on": counted_back(PREPARE, turns), "announce_by": counted_back(ANNOUNCE, turns)}
    assert told["prepare_on"] < told["announce_by"] < turns
    order = [Stage.NOT_YET, Stage.ANNOUNCE, Stage.SOON, Stage.LATE]
    here, after = (stage(d, switch_on=turns, **told) for d in (day, day + ONE_DAY))
    assert order.index(after) - order.index(here) in (0, 1)
    assert (here is Stage.LATE) is (day > told["announce_by"])


@given(age=st.integers(1, 40), first=DAYS, length=st.integers(0, 400), born=BIRTHS)
def test_whose_birthday_falls_in_a_time_is_told_by_their_birthdates(
    age: int, first: date, length: int, born: date
) -> None:
    last = first + timedelta(days=length)
    found = born_for(age, first, last)
    assert (found.first <= born <= found.last) is (first <= birthday(born, age) <= last)


def test_the_leap_day_is_in_the_time_that_begins_on_the_first_of_march() -> None:
    found = born_for(19, date(2027, 3, 1), date(2027, 3, 1))
    assert (found.first, found.last) == (date(2008, 2, 29), date(2008, 3, 1))
    assert born_for(19, date(2027, 2, 28), date(2027, 2, 28)).last == date(2008, 2, 28)


@given(day=DAYS, months=st.integers(1, 18), days=st.integers(0, 40))
def test_the_last_birthday_whose_day_has_come(day: date, months: int, days: int) -> None:
    clock = Clock(source="prov", since=date(2020, 1, 1), months=-months, days=-days)
    found = latest_birthday(clock, day)
    assert counted_back(clock, found) <= day < counted_back(clock, found + ONE_DAY)


def test_who_is_at_another_kind_of_unit_changes_nothing() -> None:
    for kind in {row.key for row in PLACE.unit_kinds} - {"children_youth", "youth"}:
        assert rule_for(RULES, kind, PLACED) is None
    assert [place.key for place in all_routines() if place.transfer_rules] == ["stockholm"]


@given(noted=st.sets(st.sampled_from(["placed", "studies", "other"])))
def test_what_is_noted_goes_before_the_plain_rule_and_the_highest_age_first(noted: set[str]) -> None:
    def rule(key: str, age: int, circumstance: str = "") -> TransferRule:
        return TransferRule(
            key=key, term=key, age=age, from_kinds=("youth",), to_kinds=("disability",), source="prov",
            since=date(2020, 1, 1), circumstance=circumstance, circumstance_term=circumstance,
        )  # fmt: skip

    rules = [rule("plain", 19), rule("placed", 21, "placed"), rule("studies", 20, "studies")]
    found = rule_for(rules, "youth", noted)
    expected = "placed" if "placed" in noted else "studies" if "studies" in noted else "plain"
    assert found is not None
    assert found.key == expected


@pytest.mark.requirement("STO-11")
@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2026, 11, 26), ["Höstterminen 2026", "Vårterminen 2027", "Höstterminen 2027"]),
        (date(2026, 12, 31), ["Höstterminen 2026", "Vårterminen 2027", "Höstterminen 2027"]),
        (date(2027, 1, 1), ["Vårterminen 2027", "Höstterminen 2027", "Vårterminen 2028"]),
        (date(2028, 6, 30), ["Vårterminen 2028", "Höstterminen 2028", "Vårterminen 2029"]),
    ],
)
def test_the_term_of_a_day_and_those_that_follow(day: date, names: list[str]) -> None:
    coming = spans(PLACE.transfer_terms_on(day), day)
    assert [next(coming).name for _ in names] == names


@given(day=DAYS)
def test_every_day_is_in_one_term_and_the_next_begins_when_it_ends(day: date) -> None:
    coming = spans(PLACE.transfer_terms_on(ON), day)
    here, after = next(coming), next(coming)
    assert here.first <= day <= here.last
    assert after.first == here.last + ONE_DAY
