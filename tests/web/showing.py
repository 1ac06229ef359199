"""What the tests of the pages about meetings send and read."""

from __future__ import annotations

import re
from typing import Any

from tests.meetings.making import day


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def plan_data(world: Any, **others: Any) -> dict[str, Any]:
    data = {
        "kind": "gfi",
        "day": day(7).date().isoformat(),
        "time": "13:00",
        "minutes": "60",
        "place_kind": "room",
        "place": "Rådmansgatan 14",
        "purpose": "Se vad vi kan göra",
        "covers": "Boendet",
        **{f"call_unit-{unit.pk}": "on" for unit in (world.innerstaden, world.radmannen)},
        **{f"required_unit-{unit.pk}": "on" for unit in (world.innerstaden, world.radmannen)},
        f"who_unit-{world.radmannen.pk}": str(world.rut.assignment_id),
        "name_0": "Leila",
        "role_0": "Syster",
        **others,
    }
    return {key: value for key, value in data.items() if value is not None}


def to_plan(world: Any) -> str:
    return f"/samordningar/{world.coordination.pk}/mote/"
