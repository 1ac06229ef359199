"""Where new cases go in Stockholm (STO-18), each combination against the rule told in another way."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.routines.loading import all_routines, routine
from brygga.rules.routing import RoutingRule, route, units_of

RULES = routine("stockholm").routing_on(date(2026, 11, 25))
NEEDS = ("addiction", "financial_aid", "violence", "mental_health", "disability", "ageing")
AOF = {"elderly_care", "disability", "social_psychiatry"}
WHERE = {
    "addiction": "social_addiction",
    "financial_aid": "financial_aid",
    "violence": "relationship_violence",
    "mental_health": "social_psychiatry",
    "disability": "disability",
    "ageing": "elderly_care",
}
EVERY_SET = [frozenset(some) for size in range(len(NEEDS) + 1) for some in combinations(NEEDS, size)]


def as_the_routine_says(age: int, needs: frozenset[str]) -> set[str]:
    """19 or older goes to ÄoF, unless a need says where; several needs go in parallel; children to children."""
    if age < 19:
        return {"children_youth"}
    return {WHERE[need] for need in needs} or AOF


@pytest.mark.requirement("STO-18")
@pytest.mark.parametrize("age", [0, 17, 18, 19, 20, 64, 65, 100])
def test_every_combination_of_needs_at_every_age_goes_where_the_routine_says(age: int) -> None:
    for needs in EVERY_SET:
        for known in (frozenset(), frozenset({"children_youth"}), frozenset({"social_addiction"})):
            found = route(RULES, age=age, needs=needs, known_at=known)
            assert set(units_of(found)) == as_the_routine_says(age, needs), (age, needs, known)


@pytest.mark.requirement("STO-18")
def test_a_known_child_returns_until_the_nineteenth_birthday() -> None:
    known = frozenset({"children_youth"})
    before, after = (route(RULES, age=age, needs=frozenset({"addiction"}), known_at=known) for age in (18, 19))
    assert [rule.key for rule in before] == ["child_returns"]
    assert [rule.key for rule in after] == ["addiction"]


@pytest.mark.requirement("STO-18")
def test_addiction_and_psychiatry_are_investigated_in_parallel_and_each_quotes_its_rule() -> None:
    found = route(RULES, age=40, needs=frozenset({"addiction", "mental_health"}))
    assert units_of(found) == ("social_addiction", "social_psychiatry")
    assert all(rule.term and "Rutin Stockholm" in rule.source for rule in found)


def test_a_place_without_such_rules_suggests_nothing() -> None:
    silent = [place for place in all_routines() if not place.routing_rules]
    assert silent and not any(route(place.routing_rules, age=40) for place in silent)


ANY_RULE = st.builds(
    RoutingRule,
    key=st.text("ab", min_size=1, max_size=3),
    term=st.just("En regel."),
    source=st.just("Påhittad"),
    since=st.just(date(2020, 1, 1)),
    unit_kinds=st.lists(st.sampled_from("xyz"), min_size=1, unique=True).map(tuple),
    need=st.sampled_from(["", "n", "m"]),
    youngest=st.integers(0, 40),
    below=st.integers(0, 80),
    known_at=st.lists(st.sampled_from("xyz"), max_size=2).map(tuple),
    alone=st.booleans(),
    otherwise=st.booleans(),
)


@given(
    st.lists(ANY_RULE, max_size=8),
    st.integers(0, 110),
    st.frozensets(st.sampled_from("nm")),
    st.frozensets(st.sampled_from("xyz")),
)
def test_whatever_the_rules_what_is_suggested_fits_and_nothing_that_counts_is_left_out(
    rules: list[RoutingRule], age: int, needs: frozenset[str], known: frozenset[str]
) -> None:
    found = route(rules, age=age, needs=needs, known_at=known)
    fitting = [rule for rule in rules if rule.fits(age, needs, known)]
    assert all(rule in fitting for rule in found)
    assert bool(found) == bool(fitting), "somebody for whom a rule fits is never left without an answer"
    if any(rule.alone for rule in fitting):
        assert len(found) == 1 and found[0].alone
    elif any(not rule.otherwise for rule in fitting):
        assert list(found) == [rule for rule in fitting if not rule.otherwise]
    assert len(set(units_of(found))) == len(units_of(found))
