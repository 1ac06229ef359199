"""`young`: Astrid and Bengt (deputy head) at children and youth, Hedda and Karin (deputy head) at social psychiatry.

Nils at disability is the neighbour. Rakel turns 19 on 15 March 2027; the hands stand at 10 o'clock on 1 July 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pytest

from brygga.agencies.models import Organisation
from brygga.coordinations.acts import open_coordination
from brygga.core import clock
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from brygga.people.models import Case, Person, PersonIdentity
from brygga.people.whom import person_actor
from brygga.transfers.acts import announce
from brygga.transfers.models import Transfer
from tests.cast import AMINA, World, _actor, _case, _index, _unit
from tests.requests.asking import consent_to

BORN, TURNS = date(2008, 3, 15), date(2027, 3, 15)


def at(day: date, hour: int = 10) -> Any:
    return clock.set_to(datetime.combine(day, time(hour), clock.SWEDEN))


def born(world: World, name: str, day: date) -> Case:
    """Somebody born that day, with an open case that Astrid handles."""
    with asked_by("the cast"):
        person = Person._base_manager.create(
            organisation=world.house,
            given_name=name,
            family_name="Ek",
            sort=sort_key(f"Ek {name}"),
            born=day,
            registered_at=clock.now(),
        )
        case = _case(person, world.youth, world.astrid)
    return Case._base_manager.select_related("person").get(pk=case.pk)


@pytest.fixture
def young(db: Any) -> Iterator[World]:
    with at(date(2026, 7, 1)):
        yield built()


def built() -> World:
    world = World()
    with asked_by("the cast"):
        name = "Stockholms stad, Exempelstaden"
        world.house = Organisation.objects.create(
            name=name, sort=sort_key(name), place="stockholm", party="municipality"
        )
        world.youth = _unit(world.house, "Barn och ungdom", "children_youth")
        world.psychiatry = _unit(world.house, "Socialpsykiatri", "social_psychiatry")
        world.disability = _unit(world.house, "Funktionsnedsättning", "disability")
        world.clinic = _unit(world.house, "Slutenvården", "inpatient")
        world.astrid = _actor("Astrid Ung", "social_worker", "Socialsekreterare", world.youth)
        world.bengt = _actor("Bengt Bro", "deputy_unit_head", "Biträdande enhetschef", world.youth)
        world.hedda = _actor("Hedda Sten", "care_assessor", "Biståndshandläggare", world.psychiatry)
        world.karin = _actor("Karin Klint", "deputy_unit_head", "Biträdande enhetschef", world.psychiatry)
        world.nils = _actor("Nils Ny", "deputy_unit_head", "Biträdande enhetschef", world.disability)
        world.clara = _actor("Clara Vik", "deputy_unit_head", "Biträdande enhetschef", world.clinic)
    world.case = born(world, "Rakel", BORN)
    world.rakel = world.case.person
    with asked_by("the cast"):
        PersonIdentity._base_manager.create(
            person=world.rakel,
            organisation=world.house,
            kind="personal",
            number=AMINA,
            index=_index(AMINA),
            since=date(2020, 1, 1),
        )
    world.rakel_herself = person_actor(_index(AMINA), clock.today())
    world.coordination = open_coordination(world.case, by=world.astrid, why="Fyller 19 i mars.", reasons=[])
    return world


def announced(world: World, **more: Any) -> Transfer:
    consent_to(world, world.rakel, world.youth, world.psychiatry)
    facts = {"to_unit": world.psychiatry, "needs": ["mental_health"], "words": "Boendestöd och samtal."}
    return announce(world.case, by=world.bengt, **(facts | more))
