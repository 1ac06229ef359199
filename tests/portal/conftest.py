"""Amina's own side: her consent, her plan adopted and a new one put forward, a meeting she is called to, and Otto."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.meetings.acts import finish_pre_meeting, write_pre_meeting
from brygga.meetings.facts import PreMeetingWords
from brygga.people.acts import add_representative
from brygga.people.whom import person_actor
from brygga.plans import acts as plans
from brygga.plans.facts import InterventionFacts
from brygga.plans.states import InterventionState, Performer
from brygga.rules.identity_numbers import parse
from tests.cast import OTTO, _case, _index, _person
from tests.meetings.making import called
from tests.plans.stages import all_say_yes, fill

KARIM = "199110042398"


@pytest.fixture
def world(world: Any) -> Any:
    """Karim has a case at Innerstaden too, and nothing to do with Amina: the person next door."""
    with asked_by("the cast"):
        world.karim = _person(world.social, "Karim", "Ek", KARIM)
        world.karims_case = _case(world.karim, world.innerstaden, world.sven)
    world.other_person = person_actor(_index(KARIM), clock.today())
    return world


@pytest.fixture
def planned(shared: Any) -> Any:
    """An adopted plan."""
    shared.plan = fill(shared, plans.start_plan(shared.coordination, by=shared.sara))
    shared.first = plans.propose_version(shared.plan, by=shared.sara)
    all_say_yes(shared, shared.first)
    plans.report_progress(shared.talks, by=shared.rut, state=InterventionState.ONGOING, note="Vi har setts två gånger.")
    return shared


@pytest.fixture
def hers(planned: Any) -> Any:
    """And a new proposal, a call, and what matters to her."""
    walk = InterventionFacts(
        text="Promenera varje dag", performer=Performer.PERSON, when="Varje dag", benefit="Jag sover bättre."
    )
    planned.walk = plans.add_row(planned.plan, by=planned.sara, facts=walk)
    planned.version = plans.propose_version(planned.plan, by=planned.sara)
    words = PreMeetingWords(
        matters_to_me="Att få bo kvar.", not_raised="Min syster.", needs_for_meeting="En paus.", officials_first=False
    )
    talk = write_pre_meeting(planned.coordination, by=planned.sara, seen=0, words=words)
    finish_pre_meeting(talk, by=planned.sara, held_on=clock.today())
    planned.meeting = called(planned)
    return planned


def represented(world: Any, *, may_consent: bool = True, kind: str = "good_man", until: Any = None) -> Any:
    """Otto signs in for Amina."""
    facts = {"kind": kind, "name": "Otto Ek", "may_consent": may_consent, "since": clock.today() - timedelta(days=30)}
    add_representative(world.amina, by=world.sara, identity=parse(OTTO), until=until, **facts)
    return person_actor(_index(OTTO), clock.today())
