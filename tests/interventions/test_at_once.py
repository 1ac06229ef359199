"""Two managers at the same intervention at the same moment: one act is done, the other is told why not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from brygga.interventions.acts import interrupt, move_responsibility
from brygga.interventions.models import GrantedIntervention, InterventionChange, ResponsibilityMove
from tests.cast import build, share
from tests.interventions.making import ongoing

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_move_and_interrupt_at_once_leave_one_of_each() -> None:
    with asked_by("the cast"):
        world = share(build())
    row = ongoing(world)

    def move(_: int) -> bool:
        return tried(
            lambda: move_responsibility(
                row, by=world.chef, to_unit=world.radmannen, on=clock.today(), because="Överlämnat."
            )
        )

    assert sum(at_once(move)) == 1
    held = GrantedIntervention._base_manager.get(pk=row.pk)
    assert held.responsible_unit_id == world.radmannen.pk
    assert ResponsibilityMove._base_manager.filter(intervention=row, from_unit__isnull=False).count() == 1

    def stop(_: int) -> bool:
        return tried(lambda: interrupt(held, by=world.rut, on=clock.today(), note="Amina kom inte."))

    assert sum(at_once(stop)) == 1
    assert InterventionChange._base_manager.filter(intervention=row, state="interrupted").count() == 1


def tried(do: Any) -> bool:
    try:
        do()
    except NotAllowed:
        return False
    return True


def at_once(work: Any) -> list[bool]:
    def alone(number: int) -> bool:
        try:
            return bool(work(number))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(alone, range(2)))
