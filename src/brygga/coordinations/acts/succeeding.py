"""When a unit goes into another: which of its parts go on there, and which wait for the person's yes (ADR 0013).

A consent names units. It carries the unit that takes over only where it names that one too.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.consents.models import COORDINATION, ConsentGrant, Disclosure
from brygga.coordinations import may
from brygga.coordinations.acts.leading import pass_on
from brygga.coordinations.acts.taking_part import leave, open_door, own_case
from brygga.coordinations.models import Coordination, Engagement, Standing
from brygga.core import clock
from brygga.core.actor import SYSTEM, Actor
from brygga.core.acts import act
from brygga.core.clock import day_of
from brygga.core.saving import change, create
from brygga.routines.loading import routine

BECAUSE = "whether the unit that takes over may know what the old one was told"


@dataclass(frozen=True, slots=True)
class Told:
    """What is open to whom in these coordinations, and what the persons have said yes to."""

    doors: frozenset[tuple[Any, UUID, Any]]
    parts: frozenset[tuple[Any, UUID]]
    grants: frozenset[tuple[Any, UUID, str]]
    consents: tuple[Any, ...]

    def others(self, stream: Any, sides: set[UUID]) -> set[UUID]:
        let_in = {unit for at, unit, _ in self.doors if at == stream}
        return (let_in | {unit for at, unit in self.parts if at == stream}) - sides

    def told_of(self, stream: Any, matter: str) -> set[UUID]:
        doors = (door for door in self.doors if door[0] == stream)
        return {unit for _, unit, consent in doors if consent is None or (consent, unit, matter) in self.grants}

    def ground(self, person_id: Any, units: Collection[UUID]) -> Any:
        """The newest consent that names them all, if it is for working together: as `consents.standing.covering`."""
        named = (
            one
            for one in self.consents
            if one["consent__person_id"] == person_id
            and all((one["consent_id"], unit, COORDINATION) in self.grants for unit in units)
        )
        newest = max(named, key=lambda one: (one["consent__given_on"], one["consent_id"]), default=None)
        return newest["consent_id"] if newest and COORDINATION in newest["consent__purposes"] else None


def carries_on(old: UUID, new: UUID, streams: Collection[Any]) -> frozenset[Any]:
    """Those among these coordinations where the unit that takes over may know at once. A fixed number of questions."""
    rows = Coordination._base_manager.filter(pk__in=set(streams))
    about = {row.pk: row for row in rows.only("pk", "unit_id", "person_id", "place")}
    told = _told(list(about.values()))
    return frozenset(pk for pk, row in about.items() if _goes_on(told, row, old, new))


def _told(rows: Collection[Coordination]) -> Told:
    on = clock.today()
    streams, persons = [row.pk for row in rows], {row.person_id for row in rows}
    doors = Disclosure.objects.unrestricted(because=BECAUSE).in_force(on).filter(stream_id__in=streams)
    grants = ConsentGrant.objects.unrestricted(because=BECAUSE).in_force(on).filter(consent__person_id__in=persons)
    parts = Engagement._base_manager.filter(coordination_id__in=streams, ended_on=None)
    facts = ("consent_id", "consent__person_id", "consent__given_on", "consent__purposes")
    known = {row["consent_id"]: row for row in grants.values(*facts)}
    return Told(
        frozenset(doors.values_list("stream_id", "to_unit_id", "consent_id")),
        frozenset(parts.values_list("coordination_id", "unit_id")),
        frozenset(grants.exclude(unit=None).values_list("consent_id", "unit_id", "matter")),
        tuple(known.values()),
    )


def _goes_on(told: Told, row: Coordination, old: UUID, new: UUID) -> bool:
    if row.unit_id == new or any(stream == row.pk and unit == new for stream, unit, _ in told.doors):
        return row.unit_id != old or _knows_as_much(told, row, old, new, None)
    if row.unit_id != old:
        return told.ground(row.person_id, {row.unit_id, new}) is not None
    if not told.others(row.pk, {old, new}):
        return True
    consent = told.ground(row.person_id, {new})
    return consent is not None and _knows_as_much(told, row, old, new, consent)


def _knows_as_much(told: Told, row: Coordination, old: UUID, new: UUID, consent: Any) -> bool:
    """Who holds a coordination reads in every matter, so it must be told of each that the others are told of."""
    others = told.others(row.pk, {old, new})
    matters = [matter.key for matter in routine(row.place).matters_on(clock.today())]
    return all(
        new in of_it or (consent, new, matter) in told.grants
        for matter in matters
        if (of_it := told.told_of(row.pk, matter)) & others
    )


@act(
    "coordinations.take_over",
    may=may.may_take_over,
    told_as="{unit} har tagit över efter en enhet som har gått upp i den",
    affects_planning=True,
)
def take_over(coordination: Coordination, *, by: Actor, at: datetime, from_unit: Unit, unit: Unit) -> Engagement:
    """Within another act. The part of the one that took over; the old one stays until `step_back`."""
    parts = Engagement._base_manager.filter(coordination=coordination, ended_on=None)
    old = parts.filter(unit=from_unit).select_related("case", "caseworker").first()
    here = parts.filter(unit=unit).first()
    case = own_case(coordination, unit) or (old.case if old and old.case and old.case.unit_id == unit.pk else None)
    if here:
        return change(here, case=here.case or case)
    held = old.caseworker if old and old.caseworker and old.caseworker.unit_id == unit.pk else None
    return create(
        Engagement,
        coordination=coordination,
        unit=unit,
        case=case,
        caseworker=held,
        role=old.role if old else "",
        standing=old.standing if old else Standing.KNOWN,
        since=day_of(at),
    )


@act(
    "coordinations.wait_for_yes",
    may=may.may_take_over,
    told_as="En enhet har gått upp i en annan. Personen behöver svara på om den nya får vara med",
    affects_planning=True,
)
def wait_for_yes(coordination: Coordination, *, by: Actor) -> Coordination:
    """Within another act: the old unit's part stays in its name, read by those who read it before."""
    return coordination


def step_in(coordination: Coordination, from_unit: Unit, unit: Unit, at: datetime) -> None:
    """Where the person's yes carries it: the door, the part and, where the old unit held it, the coordination."""
    held = coordination.unit_id == from_unit.pk
    others = may.others_in(coordination).exclude(unit=unit).exists()
    if not may.door_is_open(coordination, unit.pk) and (others or not held):
        open_door(coordination, by=SYSTEM, unit=unit, on=day_of(at))
    take_over(coordination, by=SYSTEM, at=at, from_unit=from_unit, unit=unit)
    if held:
        pass_on(coordination, by=SYSTEM, at=at, unit=unit, coordinator=None)


def step_back(part: Engagement, unit: Unit, at: datetime) -> None:
    """The old unit's part ends when everything else has gone along."""
    leave(part, by=SYSTEM, at=at, why=f"Enheten gick upp i {unit.name}")
