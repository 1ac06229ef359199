"""What a plan must say before it is put forward, and when it is adopted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.law import StatutoryPoint
from brygga.rules.plans import (
    PERSON,
    Adoption,
    Answer,
    InterventionFact,
    PartFact,
    PlanFacts,
    adoption,
    checklist,
    in_circle,
    ready,
)

TODAY = date(2026, 11, 22)
TREATMENT = InterventionFact(key="a", text="Samtal varje vecka", has_responsible=True, has_when=True, has_benefit=True)


def part(key, kind="text", *, required=True, filled=True, statutory=()):
    return PartFact(
        key=key,
        heading=key.title(),
        kind=kind,
        required=required,
        filled=filled,
        source="Rutinen",
        statutory=frozenset(statutory),
    )


WHOLE = PlanFacts(
    parts=(
        part("important"),
        part("interventions", "interventions", statutory=["needed_interventions", "responsible_principals"]),
        part("others", statutory=["measures_by_others"]),
        part("coordinator", "coordinator", statutory=["overall_responsibility"]),
        part("interruption", "interruption"),
        part("follow_up", "follow_up"),
        part("crisis", required=False, filled=False),
    ),
    interventions=(TREATMENT,),
    steps=1,
    steps_without_owner=0,
    follow_up_on=TODAY + timedelta(days=90),
    has_coordinator=True,
    has_responsible=True,
    responsible_is_principal=True,
    uncovered=(),
)


def missing(plan, on=TODAY):
    return {line.key for line in checklist(plan, on) if not line.ok}


def without(plan, key):
    return replace(plan, parts=tuple(replace(p, filled=False) if p.key == key else p for p in plan.parts))


@pytest.mark.requirement("MAL-10")
def test_a_whole_plan_can_be_put_forward():
    assert ready(checklist(WHOLE, TODAY))


@pytest.mark.parametrize(
    ("change", "lacking"),
    [
        ({"interventions": ()}, {"law-needed_interventions", "law-responsible_principals"}),
        ({"interventions": (replace(TREATMENT, has_responsible=False),)}, {"law-responsible_principals"}),
        ({"interventions": (replace(TREATMENT, has_when=False),)}, {"when"}),
        ({"interventions": (replace(TREATMENT, has_benefit=False),)}, {"benefit"}),
        ({"interventions": (replace(TREATMENT, after="a"),)}, {"order"}),
        ({"steps": 0}, {"interruption"}),
        ({"steps": 2, "steps_without_owner": 1}, {"interruption"}),
        ({"follow_up_on": None}, {"follow_up"}),
        ({"follow_up_on": TODAY}, {"follow_up"}),
        ({"follow_up_on": TODAY - timedelta(days=1)}, {"follow_up"}),
        ({"has_coordinator": False}, {"coordinator"}),
        ({"responsible_is_principal": False}, {"law-overall_responsibility"}),
        ({"uncovered": ("Frivården",)}, {"consent"}),
        ({"has_parties": False}, {"consent"}),
    ],
)
@pytest.mark.requirement("MAL-10", "KAR-04")
def test_each_lack_is_told_by_its_own_line(change, lacking):
    assert missing(replace(WHOLE, **change)) == lacking


@pytest.mark.parametrize(
    ("key", "lacking"),
    [
        ("important", {"part-important"}),
        ("others", {"law-measures_by_others"}),
        ("interventions", {"law-needed_interventions", "law-responsible_principals"}),
        ("crisis", set()),
    ],
)
def test_an_empty_part_is_told_where_the_routine_asks_for_it(key, lacking):
    assert missing(without(WHOLE, key)) == lacking


def test_a_form_without_a_part_for_interruptions_does_not_ask_for_one():
    form = replace(WHOLE, parts=tuple(p for p in WHOLE.parts if p.kind != "interruption"), steps=0)
    assert ready(checklist(form, TODAY))


def test_every_line_says_why_and_the_four_points_cite_the_law():
    lines = checklist(WHOLE, TODAY)
    assert all(line.why and line.what.endswith(".") for line in lines)
    cited = [line.why for line in lines if line.key.startswith("law-")]
    assert len(cited) == len(StatutoryPoint)
    assert all("10 kap. 8–9 §§ socialtjänstlagen (2025:400)" in why for why in cited)


def test_a_plan_made_before_the_new_law_cites_the_old_one():
    why = checklist(WHOLE, date(2025, 6, 30))[0].why
    assert "2 kap. 7 § socialtjänstlagen (2001:453)" in why


def test_the_line_names_the_intervention_that_lacks_something_and_counts_the_rest():
    lacking = tuple(replace(TREATMENT, key=str(n), text="x" * 90, has_when=False) for n in range(3))
    (line,) = [c for c in checklist(replace(WHOLE, interventions=lacking), TODAY) if c.key == "when"]
    assert line.what == f"Varje insats har ett ”när”: det saknas vid ”{'x' * 59}…” och 2 till."


def test_all_who_are_not_covered_by_consent_are_named():
    (line,) = [c for c in checklist(replace(WHOLE, uncovered=("A", "B", "C")), TODAY) if c.key == "consent"]
    assert line.what.endswith("Det saknas för A, B och C.")


@given(
    st.sets(
        st.sampled_from(
            ["interventions", "steps", "follow_up_on", "has_coordinator", "responsible_is_principal", "uncovered"]
        )
    )
)
def test_a_plan_with_any_lack_is_not_ready(lacks):
    empty = {
        "interventions": (),
        "steps": 0,
        "follow_up_on": None,
        "has_coordinator": False,
        "responsible_is_principal": False,
        "uncovered": ("X",),
    }
    assert ready(checklist(replace(WHOLE, **{lack: empty[lack] for lack in lacks}), TODAY)) == (not lacks)


SAYS = (None, *Answer)


@pytest.mark.parametrize(("social", "clinic", "person"), list(product(SAYS, repeat=3)))
@pytest.mark.requirement("BOR-07", "MAL-14")
def test_every_combination_of_answers(social, clinic, person):
    """Truth table: one no or one silence and it waits; all yes and it is adopted; else partly."""
    said = {key: say for key, say in {"social": social, "clinic": clinic, PERSON: person}.items() if say}
    found = adoption(frozenset({"social", "clinic"}), said)
    all_said = {social, clinic, person}
    if None in all_said or Answer.NO in all_said:
        assert found is Adoption.WAITING
    elif all_said == {Answer.YES}:
        assert found is Adoption.ADOPTED
    else:
        assert found is Adoption.PARTLY


@given(st.dictionaries(st.sampled_from("abcde"), st.sampled_from(Answer)), st.frozensets(st.sampled_from("abcde")))
@pytest.mark.requirement("BOR-07")
def test_nothing_is_adopted_without_the_person(answers, parties):
    assert adoption(parties, answers) is Adoption.WAITING


@given(st.sampled_from(Answer))
def test_a_plan_without_parties_is_never_adopted(say):
    assert adoption(frozenset(), {PERSON: say}) is Adoption.WAITING


@given(st.dictionaries(st.sampled_from("abcde"), st.sampled_from(["", *"abcde"])))
def test_a_circle_is_what_one_walks_around(order):
    """The same question answered by walking as many steps as there are rows."""

    def walks_back(start):
        here = order.get(start, "")
        for _ in range(len(order)):
            if here == start:
                return True
            here = order.get(here, "")
        return False

    assert in_circle(order.items()) == {key for key in order if walks_back(key)}


@given(st.permutations("abcdef"))
def test_a_row_of_interventions_is_no_circle(row):
    assert in_circle(zip(row[1:], row, strict=False)) == frozenset()
