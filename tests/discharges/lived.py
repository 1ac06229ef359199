"""In Malmö: Amina lies at Rådmannen and is ready to go home, and Innerstaden has been told. Vera lies there too."""

from __future__ import annotations

from datetime import timedelta

from brygga.coordinations.acts import open_coordination
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.discharges.acts import name_contact, notify_admission, say_ready
from tests.cast import AMINA, World, _case, _person

VERA = "195901232602"


def admits(world: World) -> None:
    with asked_by("the cast"):
        amina, vera = (
            _case(_person(world.region, *human), world.radmannen, world.rut)
            for human in (("Amina", "Hassan", AMINA), ("Vera", "Vik", VERA))
        )
    world.veras_coordination = open_coordination(vera, by=world.rut, why="Ska hem.", reasons=[])
    row = notify_admission(
        open_coordination(amina, by=world.rut, why="Ska hem.", reasons=[]),
        by=world.rut,
        admitted_at=clock.now(),
        estimated_on=clock.today() + timedelta(days=4),
        to_units=[world.innerstaden],
    )
    world.discharge = say_ready(name_contact(row, by=world.rut, contact="Karin Lind"), by=world.rut)
