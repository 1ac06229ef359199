"""The sections of a coordination, each with its own address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.people.queries import shown
from brygga.web.links import way_to


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    url: str
    current: bool


#: Key, label, url name. A section whose room has no page for it is left out.
SECTIONS = (
    ("overview", "Översikt", "coordination"),
    ("notes", "Anteckningar", "notes"),
    ("contacts", "Kontaktlogg", "coordination-contacts"),
    ("mappings", "Kartläggning", "coordination-mappings"),
    ("requests", "Förfrågningar", "coordination-requests"),
    ("investigations", "Utredningar", "coordination-investigations"),
    ("meetings", "Möten", "coordination-meetings"),
    ("plan", "Plan", "coordination-plan"),
    ("responsibility", "Ansvar", "coordination-responsibility"),
    ("consents", "Samtycke", "disclosures"),
    ("timeline", "Tidslinje", "coordination-timeline"),
    ("events", "Händelser", "coordination-events"),
)


def sections(coordination: Coordination, current: str = "", actor: Actor | None = None) -> dict[str, Any]:
    """What every page of a coordination shows: which one it is, its sections, and for an actor whom it is about."""
    found = [
        Section(label, url, key == current) for key, label, name in SECTIONS if (url := way_to(name, coordination.pk))
    ]
    context = {"coordination": coordination, "sections": found, "heading": f"Samordning {coordination.number}"}
    if actor is None:
        return context
    person = shown(coordination.person, actor)
    return {**context, "person": person, "person_url": way_to("person", person.pk) if person.own else ""}
