"""What is done in this room, by what it is about."""

from __future__ import annotations

from brygga.coordinations.acts.leading import choose_next_step, pass_on, set_coordinator
from brygga.coordinations.acts.opening import (
    close_coordination,
    erase_exploratory,
    open_coordination,
    open_when_asked,
    register,
    reopen,
)
from brygga.coordinations.acts.sharing import correct_note, mark_all_read, mark_read, share_note
from brygga.coordinations.acts.succeeding import carries_on, step_back, step_in, take_over, wait_for_yes
from brygga.coordinations.acts.taking_part import (
    appoint,
    engage,
    leave,
    leave_when_door_closes,
    let_in,
    open_door,
    own_case,
    set_role,
    set_standing,
    shut_out,
    take_on,
)

__all__ = [
    "appoint",
    "carries_on",
    "choose_next_step",
    "close_coordination",
    "correct_note",
    "engage",
    "erase_exploratory",
    "leave",
    "leave_when_door_closes",
    "let_in",
    "mark_all_read",
    "mark_read",
    "open_coordination",
    "open_door",
    "open_when_asked",
    "own_case",
    "pass_on",
    "register",
    "reopen",
    "set_coordinator",
    "set_role",
    "set_standing",
    "share_note",
    "shut_out",
    "step_back",
    "step_in",
    "take_on",
    "take_over",
    "wait_for_yes",
]
