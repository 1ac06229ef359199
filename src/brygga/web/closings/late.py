"""What is late in closings: the day to agree has gone, and something is still to be said or done."""

from __future__ import annotations

from typing import Any

from brygga.closings.models import Closing
from brygga.closings.queries import with_details
from brygga.coordinations.models import open_engagements
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.rules.closings import ClosingNeed, Reach
from brygga.web.late import Row, Source
from brygga.web.links import way_to


def _late(actor: Actor) -> Any:
    mine = open_engagements(actor).values("coordination_id")
    return with_details(actor).under_way().filter(answer_by__lt=clock.today(), coordination_id__in=mine)


def _closing(row: Closing, actor: Actor) -> Row:
    waits_for = f"{row.unit.name} började avslutet"
    return Row(lacks(row), way_to("closing", row.pk), row.coordination.person.name, waits_for, row.answer_by)


def lacks(row: Closing) -> str:
    """The first thing on the way that is not done; what the units have answered stands on its own page."""
    if row.wants_to_stop and not row.explored_on:
        return "Ingen har frågat varför personen vill sluta"
    if ClosingNeed.TALK in row.rule.needs and not (row.talk_on or row.talk_not):
        return "Slutsamtalet är inte hållet"
    if row.rule.reach is Reach.TRANSITION and not row.new_contact_on:
        return "Den nya kontakten är inte prövad"
    return "Avslutet är inte genomfört"


SOURCES = (
    Source(
        "avslut", "Avslut över tiden", "Dagen då alla skulle ha svarat har gått.", _late, ("answer_by",), _closing
    ),
)  # fmt: skip
