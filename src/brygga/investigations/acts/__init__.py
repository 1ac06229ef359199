"""What is done in this room, by what it is about."""

from __future__ import annotations

from brygga.investigations.acts.investigating import (
    change_investigation,
    close_investigation,
    decide,
    open_investigation,
    tell_person,
)
from brygga.investigations.acts.mapping import end_plan, plan_mapping, summarise

__all__ = [
    "change_investigation",
    "close_investigation",
    "decide",
    "end_plan",
    "open_investigation",
    "plan_mapping",
    "summarise",
    "tell_person",
]
