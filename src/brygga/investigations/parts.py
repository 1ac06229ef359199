"""What a summary may stand for: the instrument's life areas within the matters asked about, else the matters."""

from __future__ import annotations

from dataclasses import dataclass

from brygga.requests.clocks import kind_of
from brygga.requests.models import Request
from brygga.routines.loading import routine
from brygga.rules.mappings import AREA_SETS


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    term: str
    matter: str
    instrument: str = ""
    """What it may stand for a part of: ASI."""


def parts_of(request: Request) -> list[Part]:
    """In the order of the instrument, then of the routine."""
    asked = set(request.answers.get("areas") or ())
    matters = [matter for matter in routine(request.coordination.place).matters if matter.key in asked]
    found = AREA_SETS.get(kind_of(request).area_set)
    areas = [area for area in found.areas if area.matter in asked] if found else []
    parts = [Part(area.key, area.term, area.matter, found.key.upper() if found else "") for area in areas]
    told = {part.matter for part in parts}
    return parts + [Part(matter.key, matter.term, matter.key) for matter in matters if matter.key not in told]
