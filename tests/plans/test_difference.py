"""What differs between two versions, told so that the person can follow it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.plans.content import (
    AskedLine,
    Content,
    GoalLine,
    InterventionLine,
    NeedLine,
    PartLine,
    StepLine,
    UnknownSchema,
    as_json,
    read,
)
from brygga.plans.difference import Change, FieldChange, Kind, difference

TALKS = InterventionLine(
    id="i1", text="Samtal", when="Varje vecka", unit="Rådmannen", organisation="Region Skåne", benefit="Sömn", goal="g1"
)
PLAN = Content(
    place="Malmö",
    form="Handbok",
    law="Lagen",
    kind="SIP",
    number="S-1",
    made_on=date(2026, 11, 22),
    started_on=date(2026, 11, 20),
    person="Amina Hassan",
    follow_up_on=date(2027, 2, 22),
    copies_to=("Amina",),
    parts=(PartLine(key="important", heading="Vad som är viktigt för mig", kind="text", text="Att bo kvar"),),
    needs=(NeedLine(id="n1", text="Sova"),),
    goals=(GoalLine(id="g1", text="Sova hela natten"),),
    interventions=(TALKS,),
    steps=(StepLine(id="s1", happens="Uteblir", step="Ring", owner="Rådmannen"),),
    asked=(AskedLine(unit_id="u1", unit="Rådmannen", organisation="Region Skåne", party="region"),),
)


def test_nothing_differs_from_itself():
    assert difference(PLAN, PLAN) == ()


def test_a_changed_word_is_told_with_the_old_and_the_new():
    new = replace(PLAN, interventions=(replace(TALKS, when="Varannan vecka"),))
    assert difference(PLAN, new) == (
        Change(
            kind=Kind.CHANGED,
            where="Insats",
            about="Samtal",
            fields=(FieldChange(label="När", old="Varje vecka", new="Varannan vecka"),),
        ),
    )


def test_a_new_row_is_told_with_what_it_says():
    new = replace(PLAN, needs=(*PLAN.needs, NeedLine(id="n2", text="Jobb", matter="Arbete")))
    assert difference(PLAN, new) == (
        Change(
            kind=Kind.ADDED,
            where="Behov",
            about="Jobb",
            fields=(FieldChange(label="Livsområde", old="", new="Arbete"),),
        ),
    )


def test_a_row_that_is_gone_is_told_by_what_it_said():
    assert difference(PLAN, replace(PLAN, steps=())) == (
        Change(kind=Kind.REMOVED, where="Om något avbryts", about="Uteblir"),
    )


def test_a_row_that_was_only_moved_is_no_change():
    two = replace(PLAN, needs=(*PLAN.needs, NeedLine(id="n2", text="Jobb")))
    assert difference(two, replace(two, needs=two.needs[::-1])) == ()


@pytest.mark.parametrize(
    ("change", "where", "kind"),
    [
        ({"follow_up_on": date(2027, 3, 1)}, "Uppföljning", Kind.CHANGED),
        ({"follow_up_on": None}, "Uppföljning", Kind.REMOVED),
        ({"coordinator": "Sara"}, "Samordnare", Kind.ADDED),
        ({"copies_to": ("Amina", "Otto")}, "Kopia till", Kind.CHANGED),
        ({"asked": ()}, "Part i planen", Kind.REMOVED),
        ({"parts": ()}, "Vad som är viktigt för mig", Kind.REMOVED),
    ],
)
def test_everything_around_the_rows_is_compared_too(change, where, kind):
    (found,) = difference(PLAN, replace(PLAN, **change))
    assert (found.where, found.kind) == (where, kind)


def test_the_day_it_was_made_is_no_change():
    assert difference(PLAN, replace(PLAN, made_on=date(2027, 1, 1), follows=1)) == ()


def test_content_comes_back_as_it_was_written():
    assert read(as_json(PLAN)) == PLAN


words = st.text(max_size=20)


@given(
    st.lists(st.builds(NeedLine, id=words, text=words, matter=words), max_size=4),
    st.lists(
        st.builds(InterventionLine, id=words, text=words, when=words, starts_on=st.none() | st.dates()), max_size=4
    ),
    st.none() | st.dates(),
)
def test_any_words_come_back_as_they_were_written(needs, interventions, follow_up_on):
    plan = replace(PLAN, needs=tuple(needs), interventions=tuple(interventions), follow_up_on=follow_up_on)
    assert read(as_json(plan)) == plan


@given(st.lists(st.integers(0, 5), unique=True), st.lists(st.integers(0, 5), unique=True))
def test_every_row_is_either_kept_new_or_gone(before, after):
    old = replace(PLAN, needs=tuple(NeedLine(id=str(n), text=f"b{n}") for n in before))
    new = replace(PLAN, needs=tuple(NeedLine(id=str(n), text=f"b{n}") for n in after))
    found = difference(old, new)
    assert {c.about for c in found if c.kind is Kind.ADDED} == {f"b{n}" for n in set(after) - set(before)}
    assert {c.about for c in found if c.kind is Kind.REMOVED} == {f"b{n}" for n in set(before) - set(after)}
    assert not [c for c in found if c.kind is Kind.CHANGED]


def test_a_version_of_a_newer_brygga_is_not_guessed_at():
    with pytest.raises(UnknownSchema):
        read({**as_json(PLAN), "schema": 99})


def test_a_version_without_a_key_that_came_later_is_still_read():
    stored = as_json(PLAN)
    del stored["links"], stored["coordinator_reach"]
    assert read({**stored, "something_from_the_future": 1}) == PLAN
