"""The one thing that is written here."""

from __future__ import annotations

from datetime import datetime

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.saving import create
from brygga.rules.critical import Critical
from brygga.timelines.may import may_explain
from brygga.timelines.models import Explanation
from brygga.timelines.queries import timeline


@act("timelines.explain", may=may_explain, told_as="{by} förklarade ett kritiskt läge ({situation_words})")
def explain(coordination: Coordination, *, by: Actor, at: datetime, mark: str, words: str) -> Explanation:
    """Why it was so, or why it is no cause for alarm; what was said before stands in the history."""
    found = _seen(coordination, by, mark)
    if found is None:
        raise NotAllowed("Läget finns inte längre. Gå tillbaka till tidslinjen.")
    if not words.strip():
        raise NotAllowed("Skriv en förklaring.")
    return create(
        Explanation,
        coordination=coordination,
        situation=found.situation,
        mark=mark,
        words=words.strip(),
        unit_id=by.unit_id,
        written_by=by.label,
        written_at=at,
    )


def _seen(coordination: Coordination, by: Actor, mark: str) -> Critical | None:
    rows = timeline(by, coordination).situations
    return next((one.critical for one in rows if one.critical.mark == mark), None)
