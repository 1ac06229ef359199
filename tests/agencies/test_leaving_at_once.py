"""Two administrators end each other's assignments in the same moment: the organisation keeps one of them."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.agencies.acts import add_staff, end_assignment, record_leaving
from brygga.agencies.models import Assignment, Staff
from brygga.agencies.queries import actor_for
from brygga.core import clock
from brygga.core.actor import SYSTEM, Actor
from brygga.rules.powers import Power
from tests.overlapping import overlapping

pytestmark = pytest.mark.django_db(transaction=True)


def administrators(world: Any) -> list[Assignment]:
    first = Assignment.objects.get(pk=world.adam.assignment_id)
    facts = {"name": "Ada Två", "function": first.function, "title": first.title, "email": "ada@example.se"}
    return [first, add_staff(first.unit, by=SYSTEM, **facts)]


def actor(assignment: Assignment) -> Actor:
    found = actor_for(assignment.staff_id, assignment.pk, clock.today())
    assert found is not None
    return found


def ends(row: Assignment, by: Actor) -> None:
    end_assignment(row, by=by, until=clock.today())


def leaves(row: Assignment, by: Actor) -> None:
    record_leaving(Staff.objects.get(pk=row.staff_id), by=by, on=clock.today())


@pytest.mark.parametrize("act", [ends, leaves])
def test_an_organisation_keeps_an_administrator_when_two_end_each_other(world: Any, act: Any) -> None:
    first, second = administrators(world)
    one, other = actor(first), actor(second)
    refused = overlapping(lambda: act(second, one), lambda: act(first, other))
    assert "utan administratör" in refused
    left = Assignment.objects.get(pk__in=[first.pk, second.pk], until=None, staff__left_on=None)
    assert actor(left).has(Power.ADMINISTER)
