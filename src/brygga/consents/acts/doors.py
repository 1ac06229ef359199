"""Doors: who is told, in the same transaction, that a unit can no longer read a stream."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from brygga.consents.models import Disclosure
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed
from brygga.core.clock import SWEDEN
from brygga.core.decision import Decision

Listener = Callable[[UUID, UUID, Actor, datetime, str], None]

_listeners: list[Listener] = []


def when_door_closes(listener: Listener) -> None:
    """Call `listener(stream_id, unit_id, by, at, why)` inside the act that closed the door."""
    if listener not in _listeners:
        _listeners.append(listener)


def door_closed(disclosure: Disclosure, *, by: Actor, at: datetime, why: str) -> None:
    """Tell those who asked, unless the unit is still let in on another ground."""
    still = Disclosure.objects.unrestricted(because="another ground may keep the door open").in_force(day(at))
    if still.filter(stream_id=disclosure.stream_id, to_unit_id=disclosure.to_unit_id).exists():
        return
    for listener in _listeners:
        listener(disclosure.stream_id, disclosure.to_unit_id, by, at, why)


def insist(decision: Decision) -> None:
    """A question that could only be asked when the facts were known."""
    if not decision:
        raise NotAllowed(decision.reason)


def day(at: datetime) -> date:
    return at.astimezone(SWEDEN).date()
