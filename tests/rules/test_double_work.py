"""Double work (MAL-17, Robin): every way two works can lie to each other, against the rule told in another way."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.clocks import Clock
from brygga.rules.double_work import Agreement, Mode, Overlap, Why, Work, double_work, fitting, would_double

TODAY = date(2026, 11, 25)
HALF_A_YEAR = Clock(months=6, source="Ett prov av regeln", since=date(2019, 1, 1))
TEN_DAYS = Clock(days=10, source="Ett prov av regeln", since=date(2019, 1, 1))
AREAS = ("addiction", "mental_health", "housing")

pytestmark = pytest.mark.requirement("MAL-17")


def day(offset: int | None) -> date | None:
    return None if offset is None else TODAY + timedelta(days=offset)


def work(key: str, unit: str, areas: set[str], begins: int, ready: int | None = None, ended: int | None = None) -> Work:
    return Work(
        key=key, unit=unit, areas=frozenset(areas), begins=TODAY + timedelta(days=begins), ready=day(ready),
        ended=day(ended),
    )  # fmt: skip


SOCIAL = work("asi", "innerstaden", {"addiction", "mental_health", "housing"}, -10, 30)
ROBINS_TALK = work("samtal", "rådmannen", {"addiction", "mental_health"}, 14, 14)


def test_robin_is_called_to_a_mapping_while_the_investigation_goes_on() -> None:
    (found,) = double_work([ROBINS_TALK, SOCIAL], TODAY, fresh=HALF_A_YEAR)
    assert (found.first, found.second, found.why) == (SOCIAL, ROBINS_TALK, Why.AT_ONCE)
    assert found.areas == {"addiction", "mental_health"}
    assert (found.since, found.until) == (ROBINS_TALK.begins, ROBINS_TALK.begins)
    assert found.mode is Mode.OTHERS_KNOWLEDGE


def test_a_finished_work_covers_another_until_the_day_that_the_routine_says() -> None:
    done = work("gammal", "rådmannen", {"addiction"}, -60, -40, -40)
    last = date(2027, 4, 16)
    (found,) = double_work([done, SOCIAL], TODAY, fresh=HALF_A_YEAR)
    assert (found.why, found.since, found.until, found.mode) == (
        Why.JUST_DONE, date(2026, 10, 16), last, Mode.OTHERS_KNOWLEDGE,
    )  # fmt: skip
    assert double_work([done, SOCIAL], last, fresh=HALF_A_YEAR)
    assert not double_work([done, SOCIAL], last + timedelta(days=1), fresh=HALF_A_YEAR)
    later = work("ny", "innerstaden", {"addiction"}, (last - TODAY).days + 1)
    assert not double_work([done, later], TODAY, fresh=HALF_A_YEAR)
    assert not double_work([done, SOCIAL], TODAY, fresh=None)


def test_what_is_late_still_goes_on() -> None:
    late = work("sen", "innerstaden", {"addiction"}, -90, -30)
    (found,) = double_work([late, ROBINS_TALK], day(14) or TODAY, fresh=None)
    assert (found.since, found.mode) == (ROBINS_TALK.begins, Mode.PARTS)


def test_what_they_have_agreed_about_is_no_double_work_area_by_area() -> None:
    both = frozenset({"innerstaden", "rådmannen"})
    agreed = Agreement(units=both, areas=frozenset({"addiction"}))
    (found,) = double_work([SOCIAL, ROBINS_TALK], TODAY, agreed=[agreed])
    assert found.areas == {"mental_health"}
    rest = Agreement(units=both | {"psykiatrin"}, areas=frozenset({"mental_health"}))
    assert not double_work([SOCIAL, ROBINS_TALK], TODAY, agreed=[agreed, rest])
    others = Agreement(units=frozenset({"innerstaden", "psykiatrin"}), areas=frozenset(AREAS))
    assert double_work([SOCIAL, ROBINS_TALK], TODAY, agreed=[others])


def test_what_one_is_about_to_do_is_not_begun_even_today() -> None:
    new = work("ny", "psykiatrin", {"mental_health"}, 0, 20)
    found = would_double(new, [ROBINS_TALK, SOCIAL], TODAY)
    assert [(one.first.key, one.mode) for one in found] == [("asi", Mode.OTHERS_KNOWLEDGE), ("samtal", Mode.JOINT)]
    assert all(one.second is new for one in found)


def test_the_mode_that_fits_is_one_that_the_place_has() -> None:
    assert fitting(Mode.OTHERS_KNOWLEDGE, [Mode.JOINT, Mode.OTHERS_KNOWLEDGE]) is Mode.OTHERS_KNOWLEDGE
    assert fitting(Mode.OTHERS_KNOWLEDGE, [Mode.PARALLEL]) is Mode.PARALLEL
    assert fitting(Mode.JOINT, []) is None


SPANS = [(b, r, e) for b in (-20, -5, 0, 5) for r in (None, -3, 0, 8) for e in (None, -12, -4, 0)]
SPANS = [(b, r, e) for b, r, e in SPANS if (r is None or r >= b) and (e is None or e >= b)]


def as_the_handbook_says(one: tuple[int, int | None, int | None], other: tuple[int, int | None, int | None]) -> bool:
    """Day by day: somewhere ahead or behind, both are at work; or one is done and fresh when the other is at work."""

    def at_work(span: tuple[int, int | None, int | None], on: int) -> bool:
        begins, ready, _ = span
        return on >= begins and (ready is None or on <= max(ready, 0, begins))

    if one[2] is not None and other[2] is not None:
        return False
    if one[2] is None and other[2] is None:
        return any(at_work(one, on) and at_work(other, on) for on in range(-25, 40))
    ended, still = (one[2], other) if one[2] is not None else (other[2], one)
    assert ended is not None
    return max(still[0], 0) <= ended + 10


@pytest.mark.parametrize(
    "areas", list(product(({"addiction"}, {"addiction", "housing"}), ({"addiction"}, {"housing"})))
)
def test_every_way_two_works_can_lie_to_each_other(areas: tuple[set[str], set[str]]) -> None:
    for one, other in product(SPANS, SPANS):
        found = double_work([work("a", "x", areas[0], *one), work("b", "y", areas[1], *other)], TODAY, fresh=TEN_DAYS)
        expected = bool(areas[0] & areas[1]) and as_the_handbook_says(one, other)
        assert bool(found) is expected, (one, other)
        assert not double_work(
            [work("a", "x", areas[0], *one), work("b", "x", areas[1], *other)], TODAY, fresh=TEN_DAYS
        )


works = st.builds(
    work,
    key=st.uuids().map(str),
    unit=st.sampled_from("xyz"),
    areas=st.sets(st.sampled_from(AREAS)),
    begins=st.integers(-400, 100),
    ready=st.none() | st.integers(-400, 200),
    ended=st.none() | st.integers(-400, 0),
)


def facts(found: tuple[Overlap, ...]) -> set[tuple[frozenset[str], frozenset[str], Why]]:
    return {(frozenset({one.first.key, one.second.key}), one.areas, one.why) for one in found}


@given(st.lists(works, max_size=6), st.randoms())
def test_the_order_in_which_they_are_told_makes_no_difference(some: list[Work], chance: Random) -> None:
    mixed = chance.sample(some, len(some))
    assert facts(double_work(some, TODAY, fresh=HALF_A_YEAR)) == facts(double_work(mixed, TODAY, fresh=HALF_A_YEAR))


@given(st.lists(works, max_size=6))
def test_what_is_pointed_out_has_its_evidence(some: list[Work]) -> None:
    for found in double_work(some, TODAY, fresh=HALF_A_YEAR):
        assert found.first.unit != found.second.unit and found.second.ended is None
        assert found.areas and found.areas <= found.first.areas & found.second.areas
        assert (found.why is Why.JUST_DONE) is (found.first.ended is not None)
        assert found.until is None or found.since <= found.until
        if found.why is Why.JUST_DONE:
            assert found.mode is Mode.OTHERS_KNOWLEDGE and (found.until or TODAY) >= TODAY
        else:
            assert found.since == max(found.first.begins, found.second.begins)


@given(st.lists(works, max_size=5), works)
def test_fewer_works_are_never_more_double_and_an_agreement_never_adds(some: list[Work], one_more: Work) -> None:
    fewer, more = double_work(some, TODAY, fresh=HALF_A_YEAR), double_work([*some, one_more], TODAY, fresh=HALF_A_YEAR)
    assert facts(fewer) <= facts(more)
    everybody = Agreement(units=frozenset("xyz"), areas=frozenset(AREAS))
    assert double_work(some, TODAY, fresh=HALF_A_YEAR, agreed=[everybody]) == ()


@given(st.lists(works, max_size=5), st.sampled_from("xyz"), st.integers(0, 60))
def test_what_would_double_is_what_becomes_double(some: list[Work], unit: str, begins: int) -> None:
    """The warning before saving and the live one say the same; only the one before gives another way to work."""
    new = work("new", unit, set(AREAS), begins, begins + 30)
    before = facts(would_double(new, some, TODAY, fresh=HALF_A_YEAR))
    after = {one for one in facts(double_work([*some, new], TODAY, fresh=HALF_A_YEAR)) if "new" in one[0]}
    assert before == after
