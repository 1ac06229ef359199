"""`rounds`: the city on the first of December 2026, its meetings laid out.

Ulla, Elsa and Hedda are deputy heads; Hedda of social psychiatry is the neighbour, who is not called. Uno is
unit head of elderly care, Vera of social psychiatry. Doris is deputy head in the next town district. The
collaboration meeting is on 8 December, its list closes on the 7th at noon;
the reconciliation meeting after it is on 12 January 2027.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from brygga.agencies.models import Organisation
from brygga.consents.models import Consent
from brygga.core import clock
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from brygga.series.acts import lay_out
from brygga.series.models import SeriesMeeting
from tests.cast import World, _actor, _unit
from tests.stockholm import build_city

NOW = datetime(2026, 12, 1, 10, tzinfo=clock.SWEDEN)
NOON = datetime(2026, 12, 7, 12, tzinfo=clock.SWEDEN)
HELD = datetime(2026, 12, 8, 9, tzinfo=clock.SWEDEN)
JANUARY = datetime(2027, 1, 12, 9, tzinfo=clock.SWEDEN)


@pytest.fixture
def rounds(db: Any) -> Iterator[World]:
    with clock.set_to(NOW):
        yield build_rounds()


def build_rounds() -> World:
    world = build_city()
    with asked_by("the cast"):
        deputy = ("deputy_unit_head", "Biträdande enhetschef")
        world.hedda = _actor("Hedda Sten", *deputy, world.psykiatri)
        world.uno = _actor("Uno Udd", "unit_head", "Enhetschef", world.aldre)
        world.vera = _actor("Vera Vik", "unit_head", "Enhetschef", world.psykiatri)
        name = "Stockholms stad, Grannstaden"
        there = Organisation.objects.create(name=name, sort=sort_key(name), place="stockholm", party="municipality")
        world.granne = _unit(there, "Äldreomsorg Grannstaden", "elderly_care")
        world.doris = _actor("Doris Dal", *deputy, world.granne)
        world.house = world.beroende.organisation
        Consent._base_manager.filter(person=world.stig).update(purposes=["coordination", "consultation"])
    world.series = lay_out(world.house, by=world.ulla, key="deputy_heads")
    rows = SeriesMeeting.objects.unrestricted(because="the cast looks at the meetings").order_by("starts_at")
    world.december, world.january = rows[0], rows[1]
    return world
