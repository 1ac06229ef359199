"""The parties to a plan: the engaged units whose door is open, and whether a consent covers them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from brygga.consents.models import COORDINATION, Consent, ConsentGrant, Disclosure
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.plans.models import PlanVersion

BECAUSE = "who is in the plan is told to everyone who is in it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A unit in the coordination, with the person there whom the others turn to."""

    unit_id: UUID
    unit: str
    organisation: str
    organisation_id: UUID
    key: str
    contact: str = ""
    title: str = ""
    phone: str = ""
    assignment_id: UUID | None = None


def parties(coordination: Coordination, on: date | None = None) -> tuple[Party, ...]:
    """The unit that opened the coordination, and those to whom it is disclosed today."""
    disclosed = (
        Disclosure.objects.unrestricted(because=BECAUSE).in_force(on or clock.today()).filter(stream_id=coordination.pk)
    )
    engaged = (
        Engagement.objects.unrestricted(because=BECAUSE)
        .open()
        .filter(
            Q(unit_id=coordination.unit_id) | Q(unit_id__in=disclosed.values("to_unit_id")), coordination=coordination
        )
        .select_related("unit__organisation", "caseworker__staff")
        .order_by("since", "unit__sort", "pk")
    )
    opener_first = sorted(engaged, key=lambda engagement: engagement.unit_id != coordination.unit_id)
    return tuple(_party(engagement) for engagement in opener_first)


def _party(engagement: Engagement) -> Party:
    unit, worker = engagement.unit, engagement.caseworker
    return Party(
        unit_id=unit.pk,
        unit=unit.name,
        organisation=unit.organisation.name,
        organisation_id=unit.organisation_id,
        key=unit.organisation.party,
        contact=worker.staff.name if worker else "",
        title=worker.title if worker else "",
        phone=(worker.phone if worker else "") or unit.phone,
        assignment_id=worker.pk if worker else None,
    )


def uncovered(coordination: Coordination, asked: Iterable[Party], on: date | None = None) -> tuple[Party, ...]:
    """The parties that no consent in force covers. Another legal ground lets a unit in, but makes no plan."""
    today = on or clock.today()
    ours = Q(person_id=coordination.person_id) | Q(stream_id=coordination.pk)
    consents = Consent.objects.unrestricted(because=BECAUSE).in_force(today).filter(ours)
    grants = ConsentGrant.objects.unrestricted(because=BECAUSE).in_force(today)
    covered = grants.filter(consent__in=consents, matter=COORDINATION).values_list("unit_id", flat=True)
    known = set(covered) | set(consents.values_list("unit_id", flat=True))
    return tuple(party for party in asked if party.unit_id not in known)


def asked_units(version: PlanVersion) -> frozenset[UUID]:
    """The units that the version was put to, as frozen in it."""
    return frozenset(UUID(party["unit_id"]) for party in version.content["asked"])
