"""Innerstaden goes into Norr. Amina is at Innerstaden; Rådmannen takes part in her coordination on her consent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import actor_for
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.reorganisations.acts import carry_out_reorganisation, plan_reorganisation
from brygga.reorganisations.models import Reorganisation

WHY = "Nämnden har slagit ihop enheterna."


def planned(world: Any, into: Unit | None, *, days: int = 0, unit: Unit | None = None) -> Reorganisation:
    on = clock.today() + timedelta(days=days)
    return plan_reorganisation(unit or world.innerstaden, by=world.adam, into=into, on=on, why=WHY)


def merged(world: Any) -> Reorganisation:
    return carry_out_reorganisation(planned(world, world.norr), by=world.adam)


def now(actor: Actor) -> Actor:
    """The same person in the same assignment, as the next page finds them."""
    found = actor_for(actor.staff_id, actor.assignment_id, clock.today())
    assert found is not None
    return found


def of(actor: Actor) -> Assignment:
    return Assignment.objects.get(pk=actor.assignment_id)
