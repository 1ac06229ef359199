"""What each room knows of a history of care, as the reader may see it: one or two questions each, whatever there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.contacts.models import LoggedContact
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.discharges.models import Discharge, reads_whole
from brygga.interventions.models import GrantedIntervention, InterventionChange
from brygga.interventions.states import GrantedState
from brygga.investigations.models import InvestigatedArea, Investigation, Resolution
from brygga.meetings.models import Meeting
from brygga.plans.models import PlanVersion, Progress
from brygga.plans.states import STOPPED, InterventionState, VersionState
from brygga.routines.interventions import kind_of
from brygga.routines.loading import routine
from brygga.rules.critical import Happening, Kind


@dataclass(frozen=True, slots=True)
class Known:
    """A row of the history, and where it stands in Brygga: the name of its page and its key there."""

    happening: Happening
    page: str
    pk: UUID


Streams = Iterable[UUID]
Source = Callable[[Actor, Streams], Iterator[Known]]


def granted(actor: Actor, streams: Streams) -> Iterator[Known]:
    """Each time from when it began to when it was broken off or ended."""
    rows = GrantedIntervention.objects.visible_to(actor).filter(coordination__in=streams)
    rows = {row.pk: row for row in rows.select_related("coordination", "responsible_unit__organisation")}
    changes = InterventionChange.objects.visible_to(actor).filter(intervention__coordination__in=streams)
    for key, told in groupby(changes.order_by("intervention_id", "on", "pk"), lambda one: one.intervention_id):
        if row := rows.get(key):
            steps = [(one.on, one.state) for one in told]
            kind = kind_of(routine(row.coordination.place), row.kind)
            what = Kind.CONTACT if kind is None else kind.history_kind
            compulsory = kind is not None and kind.compulsory
            at = ("granted-intervention", key)
            for one in _stretches(f"granted:{key}", row.responsible_unit, what, row.words, steps, at):
                yield replace(one, happening=replace(one.happening, compulsory=compulsory)) if compulsory else one


def planned(actor: Actor, streams: Streams) -> Iterator[Known]:
    """What the plan says that a unit does, as it has been reported; not what a unit has granted for it."""
    rows = Progress.objects.visible_to(actor).filter(intervention__plan__coordination__in=streams)
    rows = rows.filter(intervention__unit__isnull=False)
    also = GrantedIntervention.objects.visible_to(actor).filter(coordination__in=streams, plan_row__isnull=False)
    rows = rows.exclude(intervention__in=also.values("plan_row")).select_related(
        "intervention__plan", "intervention__unit__organisation"
    )
    ordered = rows.order_by("intervention_id", "reported_at", "pk")
    for key, told in groupby(ordered, lambda one: one.intervention_id):
        reports = list(told)
        row = reports[0].intervention
        steps = [(_day(one.reported_at), one.state) for one in reports]
        yield from _stretches(f"plan:{key}", row.unit, Kind.CONTACT, row.text, steps, ("plan", row.plan_id))


_ON = {GrantedState.ONGOING.value, InterventionState.ONGOING.value}
_BROKEN = {GrantedState.INTERRUPTED.value, InterventionState.INTERRUPTED.value}
_OVER = _BROKEN | {GrantedState.ENDED.value, InterventionState.DONE.value} | {state.value for state in STOPPED}


def _stretches(
    key: str, unit: Unit, kind: Kind, words: str, steps: list[tuple[date, str]], at: tuple[str, UUID]
) -> Iterator[Known]:
    """From the reports of how it goes to the times when it went on."""
    begun: date | None = None
    number = 0
    for on, state in [*steps, (date.max, "")]:
        if begun is None:
            begun = on if state in _ON else None
        elif state in _OVER or on == date.max:
            number += 1
            end = None if on == date.max else max(on, begun)
            yield _known(f"{key}:{number}", unit, kind, words, begun, end, at, broken_off=state in _BROKEN)
            begun = None


def admitted(actor: Actor, streams: Streams) -> Iterator[Known]:
    """Stays in inpatient care, for those who read more than the notice; open compulsory care follows on a closed one.

    One that was called off went on for as long as anybody knows: until that day.
    """
    rows = Discharge.objects.visible_to(actor).filter(coordination__in=streams)
    rows = rows if actor.is_person else rows.filter(reads_whole(actor))
    for row in rows.select_related("ward__organisation"):
        begins, ends = _day(row.admitted_at), row.discharged_on or row.withdrawn_on
        at = ("discharge", row.pk)
        found = _known(f"stay:{row.pk}", row.ward, Kind.INPATIENT, "Slutenvård", begins, ends, at)
        yield replace(found, happening=replace(found.happening, compulsory=row.compulsory))


def investigated(actor: Actor, streams: Streams) -> Iterator[Known]:
    rows = Investigation.objects.visible_to(actor).filter(coordination__in=streams, begins_on__lte=clock.today())
    areas = InvestigatedArea.objects.visible_to(actor).filter(investigation__coordination__in=streams)
    about: dict[UUID, set[str]] = {}
    for area in areas:
        about.setdefault(area.investigation_id, set()).add(area.area)
    for row in rows.select_related("coordination", "unit__organisation"):
        words = f"Utredning: {routine(row.coordination.place).matter(row.matter).term.lower()}"
        at = ("investigation", row.pk)
        end = max(row.closed_on, row.begins_on) if row.closed_on else None
        found = _known(f"investigation:{row.pk}", row.unit, Kind.INVESTIGATION, words, row.begins_on, end, at)
        yield replace(found, happening=replace(found.happening, about=frozenset(about.get(row.pk, ()))))


def decided(actor: Actor, streams: Streams) -> Iterator[Known]:
    rows = Resolution.objects.visible_to(actor).filter(coordination__in=streams).select_related("unit__organisation")
    for row in rows:
        words = f"{row.get_ruling_display()}: {row.words}"
        yield _one_day(
            f"decision:{row.pk}",
            row.unit,
            Kind.DECISION,
            words,
            row.decided_on,
            ("coordination-investigations", row.coordination_id),
        )


def met(actor: Actor, streams: Streams) -> Iterator[Known]:
    rows = Meeting.objects.visible_to(actor).filter(coordination__in=streams, held_at__isnull=False)
    for row in rows.select_related("coordination", "called_by__organisation"):
        at = ("meeting", row.pk)
        yield _one_day(f"meeting:{row.pk}", row.called_by, Kind.MEETING, row.term, _day(row.held_at), at)


def talked(actor: Actor, streams: Streams) -> Iterator[Known]:
    """Contacts in which the person took part; those between units stand in the log."""
    rows = LoggedContact.objects.visible_to(actor).filter(coordination__in=streams, person_was_there=True)
    for row in rows.select_related("unit__organisation"):
        at = ("contact", row.pk)
        yield _one_day(f"contact:{row.pk}", row.unit, Kind.MEETING, row.kind_name, row.held_on, at)


def agreed(actor: Actor, streams: Streams) -> Iterator[Known]:
    """Each version of the plan, from the day it was adopted."""
    rows = PlanVersion.objects.visible_to(actor).filter(plan__coordination__in=streams, adopted_at__isnull=False)
    rows = rows.exclude(state__in=[VersionState.DROPPED, VersionState.LAPSED])
    for row in rows.select_related("plan__coordination__unit__organisation"):
        words = f"Planen antogs, version {row.number}"
        unit = row.plan.coordination.unit
        yield _one_day(f"version:{row.pk}", unit, Kind.PLAN, words, _day(row.adopted_at), ("plan-version", row.pk))


SOURCES: tuple[Source, ...] = (granted, planned, admitted, investigated, decided, met, talked, agreed)


def _one_day(key: str, unit: Unit, kind: Kind, words: str, on: date, at: tuple[str, UUID]) -> Known:
    return _known(key, unit, kind, words, on, on, at)


def _known(
    key: str,
    unit: Unit,
    kind: Kind,
    words: str,
    begins: date,
    ends: date | None,
    at: tuple[str, UUID],
    *,
    broken_off: bool = False,
) -> Known:
    happening = Happening(
        key=key,
        unit=unit.name,
        organisation=unit.organisation.name,
        kind=kind,
        begins=begins,
        ends=ends,
        broken_off=broken_off,
        words=words,
    )
    return Known(happening, *at)


def _day(moment: datetime | Any) -> date:
    day: date = moment.astimezone(clock.SWEDEN).date()
    return day
