"""What happens to an intake: asked by the person, worked on by the team, ended."""

from brygga.intakes.acts.asking import add_phone, ask_for_help, refer, withdraw
from brygga.intakes.acts.ending import dismiss, record_outcome, register
from brygga.intakes.acts.erasing import erase
from brygga.intakes.acts.working import (
    acknowledge,
    appoint,
    assess,
    log_attempt,
    note_late,
    note_meeting,
    tell_managers,
)

__all__ = [
    "acknowledge",
    "add_phone",
    "appoint",
    "ask_for_help",
    "assess",
    "dismiss",
    "erase",
    "log_attempt",
    "note_late",
    "note_meeting",
    "record_outcome",
    "refer",
    "register",
    "tell_managers",
    "withdraw",
]
