"""The way to lift a question from the page of what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.escalations.may import may_raise
from brygga.web.links import way_to


def way_to_lift(
    actor: Actor, coordination: Coordination, *, with_units: Iterable[Any] = (), about: Iterable[Any] = ()
) -> str:
    """With the other side and the interventions already chosen; empty where this actor may not."""
    if not may_raise(actor, coordination):
        return ""
    chosen = urlencode([*(("med", pk) for pk in with_units), *(("insats", pk) for pk in about)])
    return f"{way_to('raise-question', coordination.pk)}{'?' if chosen else ''}{chosen}"
