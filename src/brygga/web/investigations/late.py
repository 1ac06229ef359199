"""What is late in investigations: decisions not told, and days that have gone."""

from __future__ import annotations

from typing import Any

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.investigations.queries import overdue, untold
from brygga.web.late import Row, Source
from brygga.web.links import way_to


def _untold(actor: Actor) -> Any:
    return untold(actor).filter(tell_by__lt=clock.today())


def _resolution(row: Any, actor: Actor) -> Row:
    url = way_to("coordination-investigations", row.coordination_id)
    return Row("Ett beslut är inte berättat", url, row.coordination.person.name, row.decided_by, row.tell_by)


def _investigation(row: Any, actor: Actor) -> Row:
    url = way_to("investigation", row.pk)
    who = row.caseworker.staff.name
    return Row("Utredningen skulle vara klar", url, row.coordination.person.name, who, row.ready_on)


SOURCES = (
    Source(
        "beslut", "Beslut som inte är berättade", "Personen vet inte vad ni har beslutat.",
        _untold, ("tell_by",), _resolution,
    ),
    Source(
        "utredningar", "Utredningar över tiden", "Dagen då utredningen skulle vara klar har gått.",
        overdue, ("ready_on",), _investigation,
    ),
)  # fmt: skip
