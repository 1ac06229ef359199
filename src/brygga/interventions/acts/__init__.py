"""What is done in this room, by what it is about."""

from __future__ import annotations

from brygga.interventions.acts.dying import end_when_somebody_dies
from brygga.interventions.acts.granting import (
    begin,
    change_intervention,
    end,
    grant,
    interrupt,
    resume,
    tell_person,
)
from brygga.interventions.acts.interrupting import raise_when_interrupted, tick
from brygga.interventions.acts.paying import ask_payment, describe_cost, settle_payment
from brygga.interventions.acts.responsibility import freeze, move_responsibility, thaw

__all__ = [
    "ask_payment",
    "begin",
    "change_intervention",
    "describe_cost",
    "end",
    "end_when_somebody_dies",
    "freeze",
    "grant",
    "interrupt",
    "move_responsibility",
    "raise_when_interrupted",
    "resume",
    "settle_payment",
    "tell_person",
    "thaw",
    "tick",
]
