"""The coming meetings of a coordination, as its page names them."""

from __future__ import annotations

from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor


def coming_meetings(actor: Actor, coordination: Coordination) -> list[Any]:
    return []
