"""A step in the history, and the row as it is after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from brygga.core.actor import Actor
from brygga.core.saving import change, create
from brygga.intakes.clocks import erase_at
from brygga.intakes.models import Intake, IntakeStep
from brygga.intakes.states import UNDER_WAY, RequestState

Listener = Callable[[Intake, Actor, datetime], None]
_listeners: list[Listener] = []


def when_ended(listener: Listener) -> None:
    """Call `listener(intake, by, at)` inside the act that ended it."""
    if listener not in _listeners:
        _listeners.append(listener)


def step(intake: Intake, what: str, by: Actor, at: datetime, reason: str = "") -> None:
    create(IntakeStep, intake=intake, state=intake.state, what=what, at=at, by_label=by.byline, reason=reason)


def move(
    intake: Intake, state: RequestState, what: str, by: Actor, at: datetime, *, reason: str = "", **fields: Any
) -> Intake:
    if reason:
        fields["reason"] = reason
    if state not in UNDER_WAY:
        fields["erase_at"] = erase_at(intake.place, intake.rule, at)
    changed = change(intake, state=state, **fields)
    step(changed, what, by, at, reason)
    if state not in UNDER_WAY:
        for listener in _listeners:
            listener(changed, by, at)
    return changed
