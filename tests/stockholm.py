"""`city`: a small Stockholm. Ivar and Ulla at the addiction unit, Elsa and Bea at elderly care; Nils next door."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.agencies.models import Organisation
from brygga.coordinations.acts import open_coordination
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from tests.cast import World, _actor, _case, _person, _unit
from tests.requests.asking import consent_to


@pytest.fixture
def city(db: Any) -> World:
    return small_city()


def small_city() -> World:
    """Ivar at the addiction unit asks Elsa, deputy head of elderly care, where Bea works. Nils is the neighbour."""
    return build_city()


def build_city() -> World:
    world = World()
    with asked_by("the cast"):
        name = "Stockholms stad, Exempelstaden"
        house = Organisation.objects.create(name=name, sort=sort_key(name), place="stockholm", party="municipality")
        world.beroende = _unit(house, "Beroendevård", "social_addiction")
        world.aldre = _unit(house, "Äldreomsorg", "elderly_care")
        world.psykiatri = _unit(house, "Socialpsykiatri", "social_psychiatry")
        world.ivar = _actor("Ivar Lo", "social_worker", "Socialsekreterare", world.beroende)
        world.ulla = _actor("Ulla Ung", "deputy_unit_head", "Biträdande enhetschef", world.beroende)
        world.elsa = _actor("Elsa Ek", "deputy_unit_head", "Biträdande enhetschef", world.aldre)
        world.bea = _actor("Bea Bo", "care_assessor", "Biståndshandläggare", world.aldre)
        world.nils = _actor("Nils Ny", "care_assessor", "Biståndshandläggare", world.psykiatri)
        world.stig = _person(house, "Stig", "Vinter", "196105162652")
        case = _case(world.stig, world.beroende, world.ivar)
    world.coordination = open_coordination(case, by=world.ivar, why="Behov på två håll.", reasons=[])
    consent_to(world, world.stig, world.beroende, world.aldre)
    return world
