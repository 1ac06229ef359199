"""Every step of a series of meetings: laid out, announced to, held, written down and adopted."""

from brygga.series.acts.docket import announce, close_door, decide, withdraw, withdraw_when_door_closes
from brygga.series.acts.exchanges import note_exchange, register_exchange
from brygga.series.acts.holding import (
    adopt,
    correct,
    finish_step,
    follow_up_absence,
    hold,
    note_attendance,
    write_note,
)
from brygga.series.acts.laying_out import cancel, lay_out, move, swap_writer

__all__ = [
    "adopt",
    "announce",
    "cancel",
    "close_door",
    "correct",
    "decide",
    "finish_step",
    "follow_up_absence",
    "hold",
    "lay_out",
    "move",
    "note_attendance",
    "note_exchange",
    "register_exchange",
    "swap_writer",
    "withdraw",
    "withdraw_when_door_closes",
    "write_note",
]
