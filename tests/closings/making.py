"""Closings for tests: Rådmannen leaves Amina's coordination, or all do, with everything done on the way."""

from __future__ import annotations

from typing import Any

from brygga.closings import acts
from brygga.closings.facts import Direction
from brygga.closings.models import Closing
from brygga.core import clock

TO = {"resume_whom": "Ring Sara på Innerstaden.", "resume_how": "040-10 00 01, vardagar.", "resume_signs": "Sömnen."}


def begun(world: Any, kind: str = "everywhere", *, by: Any = None, **more: Any) -> Closing:
    direction = Direction(kind, "Målen är nådda.", **more)
    return acts.begin(world.coordination, by=by or world.sara, direction=direction)


def ready(world: Any, kind: str = "everywhere", *, consents: str = "run_out", **more: Any) -> Closing:
    """All that is said and written; each unit's yes is still to come."""
    closing = begun(world, kind, **more)
    acts.note_talk(closing, by=world.sara, talk_on=clock.today(), talk_who="Amina, Sara och Rut")
    acts.plan_resuming(closing, by=world.sara, **TO)
    acts.note_consents(closing, by=world.sara, consents=consents)
    if kind == "in_some":
        acts.note_goals(closing, by=world.sara, goals="reached", goals_words="Bo själv: klart.")
    return closing


def radmannen_left(world: Any) -> Closing:
    """In some: Rådmannen leaves, Innerstaden goes on and agrees."""
    closing = ready(world, "in_some", by=world.rut, leaves=[world.radmannen])
    acts.answer(closing, by=world.sara, answer="yes")
    return acts.finish(closing, by=world.rut)


def all_left(world: Any, **more: Any) -> Closing:
    closing = ready(world, **more)
    acts.answer(closing, by=world.rut, answer="yes")
    return acts.finish(closing, by=world.sara)
