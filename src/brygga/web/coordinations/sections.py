"""The sections of a coordination, each with its own address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from brygga.coordinations.models import Coordination


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    url: str
    current: bool


#: Key, label, url name. A section whose room has no page for it is left out.
SECTIONS = (
    ("overview", "Översikt", "coordination"),
    ("notes", "Anteckningar", "notes"),
    ("requests", "Förfrågningar", "coordination-requests"),
    ("meetings", "Möten", "coordination-meetings"),
    ("plan", "Plan", "coordination-plan"),
    ("consents", "Samtycke", "coordination-consents"),
    ("events", "Händelser", "coordination-events"),
)


def sections(coordination: Coordination, current: str = "") -> dict[str, Any]:
    """What every page of a coordination shows: which one it is, about whom, and the way to its sections."""
    found = [Section(label, url, key == current) for key, label, name in SECTIONS if (url := _url(name, coordination))]
    return {"coordination": coordination, "sections": found}


def _url(name: str, coordination: Coordination) -> str:
    try:
        return reverse(name, args=[coordination.pk])
    except NoReverseMatch:
        return ""
