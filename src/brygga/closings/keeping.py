"""What each unit keeps when it has ended, in plain words; and the way back on the person's paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from brygga.closings.models import Closing
from brygga.closings.standing import Weighed
from brygga.coordinations.models import Engagement
from brygga.core.actor import Actor
from brygga.people.queries import shown

TITLE = "Om du behöver hjälp igen"


@dataclass(frozen=True, slots=True)
class Keeps:
    unit: str
    goes_on: bool
    sentence: str


def keeps(now: Weighed) -> tuple[Keeps, ...]:
    return tuple(_keeps(now, part) for part in now.parts)


def _keeps(now: Weighed, part: Engagement) -> Keeps:
    has_case = part.case is not None and part.case.closed_on is None
    if part.unit_id in now.leaving.stays and not now.ends_all:
        return Keeps(part.unit.name, True, "Fortsätter, och ser det som händer i samordningen.")
    if part.unit_id in now.leaving.stays:
        return Keeps(part.unit.name, True, "Fortsätter i sitt eget ärende. Samordningen är slut.")
    if part.unit_id == now.closing.coordination.unit_id:
        return Keeps(part.unit.name, False, "Har kvar samordningen att läsa. Inget nytt kan skrivas i den.")
    own = "sitt eget ärende och det" if has_case else "det"
    return Keeps(part.unit.name, False, f"Har kvar {own} som enheten själv har skrivit. Ser inget nytt.")


def on_paper(row: Closing, actor: Actor) -> dict[str, Any]:
    unit = row.coordination.unit
    return {
        "row": row,
        "view": shown(row.coordination.person, actor),
        "unit": unit,
        "author": unit.organisation.name,
    }
