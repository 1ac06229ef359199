"""Events: the append-only rows behind feed, inbox, timeline and statistics."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from brygga.core.actor import Actor

if TYPE_CHECKING:
    from brygga.core.models import Event

#: Who may see which streams, and who is told; answered by the room that owns the streams.
_visibility: Callable[[Actor], models.Q] | None = None
_listeners: list[Callable[[Event, Actor], None]] = []


def streams_belong_to(visibility: Callable[[Actor], models.Q]) -> None:
    global _visibility
    _visibility = visibility


def visible_events(actor: Actor) -> models.Q:
    if _visibility is None:
        return models.Q(pk__in=[])
    return _visibility(actor)


def listen(listener: Callable[[Event, Actor], None]) -> None:
    """Call `listener` with each event, in the transaction of the act."""
    if listener not in _listeners:
        _listeners.append(listener)


def record(
    actor: Actor,
    *,
    at: datetime,
    act: str,
    subject: models.Model,
    stream_id: Any,
    sentence: str,
    matter: str,
    affects_planning: bool,
) -> Event:
    from brygga.core.models import Event
    from brygga.core.traces import trace

    event = Event._base_manager.create(
        **trace(actor, at),
        act=act,
        stream_id=stream_id,
        subject_type=subject._meta.label,
        subject_id=str(subject.pk),
        sentence=sentence[:500],
        matter=matter,
        affects_planning=affects_planning,
    )
    for listener in _listeners:
        listener(event, actor)
    return event
