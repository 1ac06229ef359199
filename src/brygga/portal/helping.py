"""Who helps the person: every unit with an open case, and every unit in an open coordination, once each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from brygga.agencies.models import Assignment, Unit
from brygga.coordinations.models import Engagement
from brygga.core.actor import Actor
from brygga.people.models import Case
from brygga.routines.loading import routine


@dataclass(frozen=True, slots=True)
class Helper:
    """One unit and who there one turns to. Staff with protected data are reached through the unit."""

    name: str
    role: str
    unit: str
    organisation: str
    phone: str
    email: str
    coordinates: bool = False


def helpers(actor: Actor, on: date) -> list[Helper]:
    """Those who coordinate first, then in Swedish order."""
    parts = Engagement.objects.visible_to(actor).open().filter(coordination__closed_on=None)
    found: dict[UUID, Helper] = {}
    for part in parts.select_related("unit__organisation", "caseworker__staff", "coordination").order_by("since", "pk"):
        coordinator = part.coordination.coordinator_id
        coordinates = coordinator is not None and coordinator == part.caseworker_id
        if part.unit_id not in found or coordinates:
            found[part.unit_id] = _helper(part.unit, part.caseworker, part.role, on, coordinates)
    cases = Case.objects.visible_to(actor).open().select_related("unit__organisation", "caseworker__staff")
    for case in cases.order_by("opened_on", "pk"):
        found.setdefault(case.unit_id, _helper(case.unit, case.caseworker, "", on, False))
    return sorted(found.values(), key=lambda helper: (not helper.coordinates, helper.unit, helper.name))


def _helper(unit: Unit, held: Assignment | None, role: str, on: date, coordinates: bool) -> Helper:
    here = held if held and not (held.until and held.until < on) and not held.staff.left_on else None
    named = here if here and not here.staff.protected else None
    kinds = {kind.key: kind.term for kind in routine(unit.organisation.place).unit_kinds}
    return Helper(
        name=named.staff.name if named else f"{here.title} på {unit.name}" if here else unit.name,
        role=role or (here.title if here else kinds.get(unit.kind, "")),
        unit=unit.name if named else "",
        organisation=unit.organisation.name,
        phone=(named.phone if named else "") or unit.phone,
        email=(named.staff.email if named else "") or unit.email,
        coordinates=coordinates,
    )
