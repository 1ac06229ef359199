"""Amina's plan in its stages: begun, ready to be put forward, put forward, adopted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brygga.agencies.models import Assignment
from brygga.core import clock
from brygga.plans import acts
from brygga.plans.facts import GoalFacts, HeaderFacts, InterventionFacts, NeedFacts, StepFacts
from brygga.plans.states import Say

TEXTS = {"important": "Att få bo kvar.", "others_part": "Inga"}


def held_by(actor):
    return Assignment.objects.get(pk=actor.assignment_id)


def fill(world, plan):
    """Everything that Malmö's routine and the law ask for."""
    for part, text in TEXTS.items():
        acts.write_text(plan, by=world.sara, part=part, text=text, seen=0)
    world.need = acts.add_row(plan, by=world.sara, facts=NeedFacts(text="Jag vill sova om nätterna."))
    world.goal = acts.add_row(plan, by=world.sara, facts=GoalFacts(text="Sova hela natten", need=world.need))
    world.talks = acts.add_row(
        plan,
        by=world.rut,
        facts=InterventionFacts(
            text="Samtal om sömn",
            goal=world.goal,
            unit=world.radmannen,
            responsible=held_by(world.rut),
            when="En gång i veckan",
            benefit="Jag orkar mer på dagarna.",
        ),
    )
    world.step = acts.add_row(
        plan,
        by=world.rut,
        facts=StepFacts(happens="Amina uteblir två gånger", step="Rut ringer Sara", unit=world.radmannen),
    )
    plan.refresh_from_db()
    facts = HeaderFacts(
        coordinator=held_by(world.sara),
        responsible=world.social,
        follow_up_on=clock.today() + timedelta(days=90),
        follow_up_by="Sara",
    )
    return acts.set_header(plan, by=world.sara, seen=plan.revision, facts=facts)


def all_say_yes(world, version):
    acts.say(version, by=world.sara, say=Say.YES)
    acts.say(version, by=world.rut, say=Say.YES)
    acts.say(version, by=world.amina_herself, say=Say.YES)
    version.refresh_from_db()
    return version


@pytest.fixture
def begun(shared):
    shared.plan = acts.start_plan(shared.coordination, by=shared.sara)
    return shared


@pytest.fixture
def whole(begun):
    begun.plan = fill(begun, begun.plan)
    return begun


@pytest.fixture
def proposed(whole):
    whole.version = acts.propose_version(whole.plan, by=whole.sara)
    return whole


@pytest.fixture
def adopted(proposed):
    all_say_yes(proposed, proposed.version)
    proposed.plan.refresh_from_db()
    return proposed
