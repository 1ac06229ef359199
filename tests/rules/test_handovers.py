"""The order of a handover's steps, for every set of steps that may have been done."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from brygga.routines.loading import routine
from brygga.rules.handovers import Step, can_be_done, left, missing_before

KIND = routine("stockholm").handover_by("handover")
assert KIND is not None
STEPS = KIND.steps
PERSON, REFERRER, MEETING, INFORM = Step.CONTACT_PERSON, Step.CONTACT_REFERRER, Step.JOINT_MEETING, Step.INFORM_PERSON
#: Worked out by hand from the routine, section "Ärendeöverlämning efter beslut på samverkansmöte": the caseworker
#: contacts both; then the joint meeting; "därefter informeras" the client.
NEEDS = {PERSON: set(), REFERRER: set(), MEETING: {PERSON, REFERRER}, INFORM: {MEETING}}
EVERY_SET = [set(some) for some in chain.from_iterable(combinations(Step, number) for number in range(len(Step) + 1))]


@pytest.mark.requirement("STO-17")
@pytest.mark.parametrize("done", EVERY_SET, ids=lambda done: "+".join(sorted(done)) or "nothing")
def test_each_step_waits_for_those_before_it_and_for_no_other(done: set[Step]) -> None:
    for rule in STEPS:
        assert {row.key for row in missing_before(rule, done, STEPS)} == NEEDS[rule.key] - done
    assert [row.key for row in left(STEPS, done)] == [key for key in NEEDS if key not in done]
    assert {row.key for row in can_be_done(STEPS, done)} == {k for k in NEEDS if k not in done and NEEDS[k] <= done}


def test_something_can_always_be_done_until_nothing_is_left() -> None:
    done: set[Step] = set()
    while waiting := can_be_done(STEPS, done):
        done.add(waiting[0].key)
    assert left(STEPS, done) == ()
