"""The clocks of the queue, from the routine of the place."""

from __future__ import annotations

from datetime import datetime

from brygga.core.clock import day_of
from brygga.routines.loading import routine
from brygga.rules.clocks import due_at


def due(place: str, step: str, at: datetime) -> datetime:
    return due_at(routine(place).deadline(step, day_of(at)), at)
