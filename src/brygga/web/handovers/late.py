"""What is late in handovers: the day has come and gone. Answers that are late stand with the other requests."""

from __future__ import annotations

from typing import Any

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.handovers.models import Handover
from brygga.handovers.queries import planned
from brygga.web.late import Row, Source
from brygga.web.links import way_to


def _day_gone(actor: Actor) -> Any:
    return planned(actor).filter(moves_on__lt=clock.today())


def _handover(row: Handover, actor: Actor) -> Row:
    title = f"Ansvaret har inte gått över till {row.to_unit.name}"
    url = way_to("handover", row.pk)
    return Row(title, url, row.coordination.person.name, f"{row.from_unit.name} ansvarar fortfarande", row.moves_on)


SOURCES = (
    Source(
        "overlamningar", "Överlämningar över tiden", "Dagen har gått, men ansvaret ligger kvar hos den som lämnar.",
        _day_gone, ("moves_on",), _handover,
    ),
)  # fmt: skip
