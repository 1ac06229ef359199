"""Who pays, by Stockholm's rule for those over 65 in homelessness: every combination, worked out by hand (STO-19)."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from brygga.routines.interventions import circumstance_terms, cost_rules_on
from brygga.routines.loading import routine
from brygga.rules.costs import CostRule, asked, suggested

ON = date(2026, 11, 26)
RULES = cost_rules_on(routine("stockholm"), ON)
HOMELESS, HOME_CARE, SPECIAL = "homeless", "like_home_care", "like_special_housing"
KINDS = (*(kind.key for kind in routine("stockholm").intervention_kinds), "")
EVERY = [frozenset(some) for n in range(4) for some in combinations((HOMELESS, HOME_CARE, SPECIAL), n)]


def by_hand(age: int, kind: str, known: frozenset[str]) -> tuple[str, ...]:
    """The section Personer över 65 år i hemlöshet, as one reads it."""
    if age < 65 or HOMELESS not in known:
        return ()
    if kind in {"addiction_treatment", "treatment_home"}:
        return ("IoF",)
    return ("IoF", "ÄoF") if kind == "housing" and known & {HOME_CARE, SPECIAL} else ()


@pytest.mark.requirement("STO-19")
@pytest.mark.parametrize("age", [17, 18, 64, 65, 66, 90])
@pytest.mark.parametrize("kind", KINDS)
def test_every_age_kind_and_circumstance(age: int, kind: str) -> None:
    for known in EVERY:
        rule = suggested(RULES, age=age, kind=kind, circumstances=known)
        assert (rule.pays if rule else ()) == by_hand(age, kind, known), (age, kind, known)
        assert rule is None or (rule.is_shared is (kind == "housing") and "över 65 år" in rule.term)


@pytest.mark.requirement("STO-19")
def test_only_what_could_make_a_difference_is_asked() -> None:
    assert asked(RULES, age=70, kind="housing") == (HOMELESS, HOME_CARE, SPECIAL)
    assert asked(RULES, age=70, kind="addiction_treatment") == (HOMELESS,)
    assert asked(RULES, age=64, kind="housing") == asked(RULES, age=70, kind="home_care") == ()
    assert asked(RULES, age=None, kind="housing") == () and suggested(RULES, age=None, kind="housing") is None
    assert [term for _, term in circumstance_terms(routine("stockholm"), (HOMELESS, "gone"))] == [
        "Personen lever i hemlöshet, eller riskerar att bli hemlös"
    ]


def test_the_first_rule_in_the_places_order_goes_first_and_a_place_without_rules_says_nothing() -> None:
    def rule(key: str) -> CostRule:
        return CostRule(key=key, term=key, pays=(key,), source="Prov", since=ON)

    found = suggested([rule("a"), rule("b")], age=30, kind="x")
    assert found is not None and found.key == "a"
    for key in ("malmo", "karlstad", "borlange", "varmland"):
        assert cost_rules_on(routine(key), ON) == ()
