"""What is done in this room, by what it is about."""

from __future__ import annotations

from brygga.interventions.acts.granting import (
    begin,
    change_intervention,
    end,
    grant,
    interrupt,
    resume,
    tell_person,
)
from brygga.interventions.acts.responsibility import freeze, move_responsibility, thaw

__all__ = [
    "begin",
    "change_intervention",
    "end",
    "freeze",
    "grant",
    "interrupt",
    "move_responsibility",
    "resume",
    "tell_person",
    "thaw",
]
