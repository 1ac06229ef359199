"""What is done with a lifted question, in the order it happens."""

from __future__ import annotations

from brygga.escalations.acts.lifting import answer, lift, note_late, raise_question
from brygga.escalations.acts.solving import (
    agree,
    carry_out,
    end_when_door_closes,
    lapse,
    propose,
    resolve,
    stop_when_somebody_dies,
    withdraw,
)

__all__ = [
    "agree",
    "answer",
    "carry_out",
    "end_when_door_closes",
    "lapse",
    "lift",
    "note_late",
    "propose",
    "raise_question",
    "resolve",
    "stop_when_somebody_dies",
    "withdraw",
]
