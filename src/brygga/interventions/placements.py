"""Placements that lack a plan or a contact at home, told in time to every unit that may see them (MAL-19)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.states import GrantedState
from brygga.meetings.models import Meeting
from brygga.meetings.states import MeetingState
from brygga.plans.models import PlanVersion
from brygga.plans.states import IN_FORCE
from brygga.routines.deadlines import DeadlineStep
from brygga.routines.interventions import placements
from brygga.routines.investigating import time_for
from brygga.routines.loading import all_routines, routine
from brygga.rules.placements import Lacks, lacking

#: As many as one unit's start page looks through; the nearest end first.
MOST = 200
#: Longer ago than any place's own time says, nothing is looked for.
LONG_AGO = timedelta(days=366)
BECAUSE = "whether somebody waits at home, told only as yes or no"

#: Days on which somebody is to be met at home, told by the rooms that book: by coordination.
Contacts = Callable[[Collection[Any]], Iterable[tuple[Any, date]]]
_contacts: list[Contacts] = []


def counts_as_contact(source: Contacts) -> None:
    if source not in _contacts:
        _contacts.append(source)


def meetings_at_home(coordination_ids: Collection[Any]) -> Iterable[tuple[Any, date]]:
    """Meetings called or held."""
    rows = Meeting.objects.unrestricted(because=BECAUSE).filter(
        coordination_id__in=coordination_ids,
        state__in=(MeetingState.CALLED, MeetingState.HELD),
        starts_at__isnull=False,
    )
    for coordination_id, at in rows.values_list("coordination_id", "starts_at"):
        yield coordination_id, clock.day_of(at)


@dataclass(frozen=True, slots=True)
class Warned:
    """A placement and what it lacks."""

    row: GrantedIntervention
    lacks: Lacks
    until: date | None
    source: str


def warnings(actor: Actor, coordination: Coordination | None = None) -> list[Warned]:
    """Those in the coordination, or in all that the reader may see; the nearest end first."""
    on = clock.today()
    rows = GrantedIntervention.objects.visible_to(actor).select_related("coordination__person", "responsible_unit")
    rows = rows.filter(_placed(), coordination__closed_on=None, coordination__person__died_on=None)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=on - LONG_AGO))
    if coordination is not None:
        rows = rows.filter(coordination=coordination)
    found = list(rows.order_by("ends_on", "pk")[:MOST])
    if not found:
        return []
    streams = {row.coordination_id for row in found}
    planned, contacts = _planned(streams), _booked(streams)
    return [warned for row in found for warned in _warned(row, row.coordination_id in planned, contacts, on)]


def _placed() -> Q:
    """Kinds are the place's own words, so each place is asked by its own."""
    found = Q(pk__in=[])
    for place in all_routines():
        if keys := placements(place):
            found |= Q(coordination__place=place.key, kind__in=sorted(keys))
    return found


def _planned(streams: Collection[Any]) -> set[Any]:
    versions = PlanVersion.objects.unrestricted(because=BECAUSE)
    held = versions.filter(plan__coordination_id__in=streams, state__in=IN_FORCE)
    return set(held.values_list("plan__coordination_id", flat=True))


def _booked(streams: Collection[Any]) -> dict[Any, list[date]]:
    found: dict[Any, list[date]] = {}
    for source in (meetings_at_home, *_contacts):
        for coordination_id, day in source(streams):
            found.setdefault(coordination_id, []).append(day)
    return found


def _warned(row: GrantedIntervention, has_plan: bool, contacts: dict[Any, list[date]], on: date) -> Iterable[Warned]:
    rule = time_for(routine(row.coordination.place), DeadlineStep.HOME_CONTACT, on)
    if rule is None:
        return
    until = _until(row)
    for one in lacking(
        until=until,
        ended=row.state == GrantedState.ENDED,
        has_plan=has_plan,
        contacts=contacts.get(row.coordination_id, ()),
        on=on,
        ahead=timedelta(days=rule.days),
    ):
        yield Warned(row, one, until, rule.source)


def _until(row: GrantedIntervention) -> date | None:
    """The day they come home: when it ended; for one that is interrupted, when that was; else as planned."""
    return row.ended_on or row.interrupted_on or row.ends_on
