"""What is done in this room, by who does it."""

from __future__ import annotations

from brygga.discharges.acts.ending import (
    discharge_person,
    note_information,
    stop,
    stop_when_somebody_dies,
    withdraw,
)
from brygga.discharges.acts.receiving import begin_planning, name_contact, note_call, see
from brygga.discharges.acts.telling import (
    change_estimate,
    notify_admission,
    say_ready,
    take_back_ready,
    tell_units,
)

__all__ = [
    "begin_planning",
    "change_estimate",
    "discharge_person",
    "name_contact",
    "note_call",
    "note_information",
    "notify_admission",
    "say_ready",
    "see",
    "stop",
    "stop_when_somebody_dies",
    "take_back_ready",
    "tell_units",
    "withdraw",
]
