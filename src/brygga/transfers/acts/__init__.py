"""What is done in this room, by what it is about."""

from __future__ import annotations

from brygga.transfers.acts.announcing import (
    announce,
    carry_over,
    let_go,
    stop,
    stop_when_door_closes,
    stop_when_somebody_dies,
    switch,
)
from brygga.transfers.acts.watching import end_circumstance, note_circumstance, say_needed, say_not_needed

__all__ = [
    "announce",
    "carry_over",
    "end_circumstance",
    "let_go",
    "note_circumstance",
    "say_needed",
    "say_not_needed",
    "stop",
    "stop_when_door_closes",
    "stop_when_somebody_dies",
    "switch",
]
