"""Granted interventions for the tests of this room."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from brygga.core import clock
from brygga.interventions.acts import begin, grant
from brygga.interventions.models import GrantedIntervention


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def granted(world: Any, by: Any = None, **more: Any) -> GrantedIntervention:
    facts: dict[str, Any] = {
        "words": "Boendestöd två timmar i veckan",
        "matter": "coordination",
        "decided_on": in_days(-10),
        "decided_by": "Eva Chef",
        "delegation": "Delegationsordningen, punkt 4.2",
        "starts_on": in_days(-10),
        **more,
    }
    return grant(world.coordination, by=by or world.sara, **facts)


def ongoing(world: Any, by: Any = None, **more: Any) -> GrantedIntervention:
    return begin(granted(world, by, **more), by=by or world.sara, on=in_days(-9))
