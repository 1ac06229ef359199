"""What a form has asked for, as the acts are told it."""

from __future__ import annotations

from dataclasses import dataclass

from brygga.agencies.models import Unit


@dataclass(frozen=True, slots=True)
class Finds:
    """Who finds out about an area, and how; nobody named means all of them together."""

    area: str
    how: str
    unit: Unit | None = None
