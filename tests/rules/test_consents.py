"""Who may say yes, for how long, and where a yes stands: every case, no database."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules import consents as rules
from brygga.rules.clocks import Clock
from brygga.rules.consents import PERSON, Answer, Giver, GiverKind, Obstacle, Stage, obstacle

PERIOD = Clock(source="prov", since=date(2019, 1, 1), months=12)
WARNING = Clock(source="prov", since=date(2019, 1, 1), days=-30)
GUARDIAN = Giver(GiverKind.GUARDIAN)
GOOD_MAN = Giver(GiverKind.GOOD_MAN)
MONDAY = date(2026, 11, 23)


def met(age, *givers, guardians=0, own_opinion=False, maturity=False):
    return obstacle(age, givers or (PERSON,), guardians=guardians, own_opinion=own_opinion, maturity=maturity)


def test_a_grown_up_answers_alone():
    assert met(18) is None
    assert met(None) is None


@pytest.mark.parametrize("kind", [GiverKind.ADMINISTRATOR, GiverKind.FUTURE_PROXY, GiverKind.PROXY])
def test_a_representative_with_a_mandate_answers_for_a_grown_up(kind):
    assert met(40, Giver(kind)) is None
    assert met(40, Giver(kind, mandated=False)) is Obstacle.NOT_MANDATED


def test_a_good_man_needs_the_persons_own_yes():
    assert met(40, GOOD_MAN) is Obstacle.GOOD_MAN_ASKS
    assert met(40, GOOD_MAN, own_opinion=True) is None


def test_a_relative_never_answers_in_the_persons_place():
    for age, kind in product((10, 16, 40, None), GiverKind):
        assert met(age, Giver(GiverKind.RELATIVE), Giver(kind), guardians=2) is Obstacle.RELATIVE


def test_a_guardian_does_not_answer_for_someone_of_age():
    assert met(17, GUARDIAN, guardians=1, own_opinion=True) is None
    assert met(18, GUARDIAN, guardians=1, own_opinion=True) is Obstacle.GROWN_UP


def test_two_guardians_answer_together():
    assert met(10, GUARDIAN, guardians=2) is Obstacle.BOTH_GUARDIANS
    assert met(10, GUARDIAN, GUARDIAN, guardians=2) is None
    assert met(10, GUARDIAN, guardians=1) is None


def test_under_fifteen_the_guardians_decide_however_mature():
    assert met(14, maturity=True, guardians=2) is Obstacle.GUARDIANS_DECIDE
    assert met(14, maturity=True) is Obstacle.GUARDIANS_DECIDE


def test_from_fifteen_the_young_one_is_asked_and_may_answer_alone_when_mature():
    assert met(15, GUARDIAN, GUARDIAN, guardians=2) is Obstacle.OWN_OPINION
    assert met(15, GUARDIAN, GUARDIAN, guardians=2, own_opinion=True) is None
    assert met(15, guardians=2) is Obstacle.MATURITY
    assert met(15, guardians=2, maturity=True) is None


def test_someone_of_unknown_age_with_guardians_is_a_child():
    assert met(None, guardians=1) is Obstacle.GUARDIANS_DECIDE
    assert met(None, GUARDIAN, guardians=1) is None


def test_a_good_man_stands_in_the_place_of_guardians_that_are_missing():
    assert met(14, GOOD_MAN) is None
    assert met(14, GOOD_MAN, guardians=1) is Obstacle.GUARDIANS_DECIDE
    assert met(16, GOOD_MAN) is Obstacle.OWN_OPINION


def test_only_guardians_answer_two_together():
    assert met(40, Giver(GiverKind.PROXY), Giver(GiverKind.ADMINISTRATOR)) is Obstacle.ONE_IS_ENOUGH


def test_every_combination_has_an_answer_and_every_obstacle_says_what_to_do():
    seen = set()
    sets = [()] + [(Giver(k, m),) for k in GiverKind for m in (True, False)]
    sets += [(Giver(a), Giver(b)) for a, b in product(GiverKind, repeat=2)]
    for age, givers, guardians, own, mature in product(
        (None, 0, 14, 15, 17, 18, 90), sets, (0, 1, 2), (True, False), (True, False)
    ):
        seen.add(obstacle(age, givers or (PERSON,), guardians=guardians, own_opinion=own, maturity=mature))
    assert seen == {None, *Obstacle}
    assert all(found.sentence.endswith(".") for found in Obstacle)


def wrong(given_on=MONDAY, valid_from=MONDAY, valid_until=MONDAY + timedelta(days=90), today=MONDAY):
    return rules.wrong_period(
        given_on=given_on, valid_from=valid_from, valid_until=valid_until, today=today, period=PERIOD
    )


def test_a_period_is_within_a_year_and_not_over():
    day = timedelta(days=1)
    assert wrong() == ""
    assert wrong(valid_until=date(2027, 11, 23)) == ""
    assert "högst 12 månader: till och med 23 november 2027" in wrong(valid_until=date(2027, 11, 24))
    assert "framtiden" in wrong(given_on=MONDAY + day, valid_from=MONDAY + day)
    assert "innan det lämnades" in wrong(valid_from=MONDAY - day)
    assert "före den första" in wrong(valid_from=MONDAY + 2 * day, valid_until=MONDAY + day)
    past = MONDAY - 9 * day
    assert "redan slut" in wrong(given_on=past, valid_from=past, valid_until=MONDAY - day)
    assert wrong(given_on=past, valid_from=past, valid_until=MONDAY) == ""


@given(st.dates(date(2019, 1, 1), date(2090, 1, 1)), st.integers(-800, 800))
def test_the_longest_period_is_the_border(valid_from, days):
    longest = rules.last_day(PERIOD, valid_from)
    until = longest + timedelta(days=days)
    faulty = wrong(given_on=valid_from, valid_from=valid_from, valid_until=until, today=valid_from)
    assert bool(faulty) is (until > longest or until < valid_from)


YEAR = Answer(valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31))


def where(on, answer=YEAR):
    return rules.stage(answer, on, rules.warned_from(WARNING, answer.valid_until))


def test_a_consent_comes_holds_warns_and_ends():
    days = {
        date(2025, 12, 31): Stage.COMING,
        date(2026, 1, 1): Stage.GIVEN,
        date(2026, 11, 30): Stage.GIVEN,
        date(2026, 12, 1): Stage.EXPIRING,
        date(2026, 12, 31): Stage.EXPIRING,
        date(2027, 1, 1): Stage.EXPIRED,
    }
    assert {day: where(day) for day in days} == days


def test_what_is_taken_back_or_replaced_is_so_whatever_the_day():
    withdrawn = Answer(valid_from=YEAR.valid_from, valid_until=YEAR.valid_until, withdrawn=True)
    replaced = Answer(valid_from=YEAR.valid_from, valid_until=YEAR.valid_until, replaced_from=date(2026, 6, 1))
    assert {where(day, withdrawn) for day in (date(2025, 1, 1), date(2026, 6, 1), date(2028, 1, 1))} == {
        Stage.WITHDRAWN
    }
    assert (where(date(2026, 5, 31), replaced), where(date(2026, 6, 1), replaced)) == (Stage.GIVEN, Stage.REPLACED)
    assert rules.stage(Answer(declined=True), MONDAY, MONDAY) is Stage.DECLINED


def test_only_what_holds_opens_anything():
    assert {stage for stage in Stage if stage.opens} == {Stage.GIVEN, Stage.EXPIRING}
    assert all(stage.term for stage in Stage)
