"""Ending together: beginning it, what is done on the way, carrying it out, and coming back."""

from brygga.closings.acts.beginning import ask_to_stop, begin, call_off, redirect, regret
from brygga.closings.acts.finishing import finish, reopen
from brygga.closings.acts.going import (
    answer,
    confirm_contact,
    explore,
    note_consents,
    note_goals,
    note_no_talk,
    note_talk,
    plan_resuming,
)

__all__ = [
    "answer",
    "ask_to_stop",
    "begin",
    "call_off",
    "confirm_contact",
    "explore",
    "finish",
    "note_consents",
    "note_goals",
    "note_no_talk",
    "note_talk",
    "plan_resuming",
    "redirect",
    "regret",
    "reopen",
]
