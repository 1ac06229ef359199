"""What is late in the way in: nobody has been in touch."""

from __future__ import annotations

from typing import Any

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.intakes.queries import to_contact
from brygga.web.intakes.card import card
from brygga.web.late import Row, Source


def _uncontacted(actor: Actor) -> Any:
    return to_contact(actor).filter(contact_by__lt=clock.now())


def _intake(row: Any, actor: Actor) -> Row:
    one = card(row)
    waits_for = row.appointed.staff.name if row.appointed_id else "Ingen har tagit det"
    return Row(f"Ingen har kontaktat {one.name}", one.url, one.line, waits_for, row.contact_by)


SOURCES = (
    Source(
        "intag", "Ingen har hört av sig", "Den som har bett om hjälp väntar på kontakt.",
        _uncontacted, ("contact_by",), _intake,
    ),
)  # fmt: skip
