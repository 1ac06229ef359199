"""Investigations for the tests of this room: what Amina has opened to whom, and a unit that investigates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from brygga.agencies.models import Assignment
from brygga.consents.models import ConsentGrant
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.investigations.acts import decide, open_investigation
from brygga.investigations.models import Investigation, Resolution


def opens(world: Any, *matters: str, units: Any = None) -> None:
    """Amina lets Innerstaden and Rådmannen, or only these units, know about more."""
    with asked_by("test"):
        for matter in matters:
            for unit in units or (world.innerstaden, world.radmannen):
                ConsentGrant._base_manager.create(consent=world.consent, unit=unit, matter=matter)


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def investigated(world: Any, by: Any = None, *areas: str, begins: int = 0, ready: int = 30, **more: Any) -> Any:
    return open_investigation(
        world.coordination, by=by or world.sara, areas=list(areas or ("addiction",)), begins_on=in_days(begins),
        ready_on=in_days(ready), **more,
    )  # fmt: skip


def decided(world: Any, investigation: Investigation, by: Any = None, **more: Any) -> Resolution:
    facts = {
        "ruling": "granted",
        "words": "Du får boendestöd två timmar i veckan.",
        "decided_on": clock.today(),
        "decided_by": "Eva Chef",
        "delegation": "Delegationsordningen, punkt 4.2",
        "conclusion": "Amina klarar inte hemmet själv.",
        **more,
    }
    return decide(investigation, by=by or world.sara, **facts)


def assignment(actor: Any) -> Assignment:
    return Assignment.objects.get(pk=actor.assignment_id)
