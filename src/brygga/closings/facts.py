"""What is said when a closing begins, or changes direction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brygga.agencies.models import Unit


@dataclass(frozen=True, slots=True)
class Direction:
    """Which kind, who leaves, and where the person goes on; who leaves needs saying only when some do."""

    kind: str
    why: str = ""
    leaves: Iterable[Unit] = ()
    new_unit: Unit | None = None
    new_elsewhere: str = ""
    wants_to_stop: bool = False
