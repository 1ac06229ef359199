"""`ward`: Folke lies at Rådmannen (Rut, Kurt, Rolf who leads), and Rut has opened a coordination about him.

Told: Innerstaden in the municipality (Sara, Chef, Fred who hands out). Neighbours: Siv at Norr, Pia at the psychiatry
next door, Sigrid in Lund. The hands stand at 10 o'clock on Monday 23 November 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from brygga.coordinations.acts import let_in, open_coordination
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.discharges.acts import name_contact, notify_admission, say_ready
from brygga.discharges.models import Discharge, DischargeReceiver
from tests.cast import World, build
from tests.requests.asking import consent_to

MONDAY = date(2026, 11, 23)
HOME = date(2026, 11, 30)


def at(day: date, hour: int = 10, minute: int = 0) -> Any:
    return clock.set_to(moment(day, hour, minute))


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), clock.SWEDEN)


@pytest.fixture
def ward(db: Any) -> Iterator[World]:
    with at(MONDAY):
        with asked_by("the cast"):
            world = build()
        world.folke.address = "Storgatan 1"
        with asked_by("the cast"):
            world.folke.save(update_fields=["address"])
        world.coordination = open_coordination(world.folkes_case, by=world.rut, why="Ska hem.", reasons=[])
        yield world


def told(world: World, *units: Any, **more: Any) -> Discharge:
    """The notice of admission, from Rut to Innerstaden."""
    facts = {"admitted_at": clock.now() - timedelta(hours=2), "estimated_on": HOME, "to_units": units}
    facts["to_units"] = units or (world.innerstaden,)
    return notify_admission(world.coordination, by=world.rut, **(facts | more))


def ready(world: World) -> Discharge:
    return say_ready(name_contact(told(world), by=world.rut, contact="Karin Lind, distriktssköterska"), by=world.rut)


def join(world: World, unit: Any) -> None:
    """Folke says yes to the unit taking part."""
    consent_to(world, world.folke, world.radmannen, unit)
    let_in(world.coordination, by=world.rut, unit=unit)


def receipt(world: World, discharge: Discharge) -> DischargeReceiver:
    return DischargeReceiver._base_manager.get(discharge=discharge, unit=world.innerstaden)
