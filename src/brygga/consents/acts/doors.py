"""Who is told, in the same act, that a unit can no longer read a stream or that a consent carries less."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from brygga.consents.models import Consent, Disclosure
from brygga.core.actor import Actor
from brygga.core.clock import day_of

Listener = Callable[[UUID, UUID, Actor, datetime, str], None]
GroundListener = Callable[[Consent, Actor, datetime, str], None]

_listeners: list[Listener] = []
_ground_listeners: list[GroundListener] = []


def when_door_closes(listener: Listener) -> None:
    """Call `listener(stream_id, unit_id, by, at, why)` inside the act that closed the door."""
    if listener not in _listeners:
        _listeners.append(listener)


def when_ground_goes(listener: GroundListener) -> None:
    """Call `listener(consent, by, at, why)` inside the act that took some or all of the consent away."""
    if listener not in _ground_listeners:
        _ground_listeners.append(listener)


def ground_gone(consent: Consent, *, by: Actor, at: datetime, why: str) -> None:
    for listener in _ground_listeners:
        listener(consent, by, at, why)


def door_closed(disclosure: Disclosure, *, by: Actor, at: datetime, why: str) -> None:
    """Tell those who asked, unless the unit is still let in on another ground."""
    still = Disclosure.objects.unrestricted(because="another ground may keep the door open").in_force(day_of(at))
    if still.filter(stream_id=disclosure.stream_id, to_unit_id=disclosure.to_unit_id).exists():
        return
    for listener in _listeners:
        listener(disclosure.stream_id, disclosure.to_unit_id, by, at, why)
