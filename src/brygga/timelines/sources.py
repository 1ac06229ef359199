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
from brygga.extracts.models import ExtractRow
from brygga.extracts.states import ExtractState
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
    """A row of the history, and where it stands in Brygga: the name of its page and its key there, and in what."""

    happening: Happening
    page: str
    pk: UUID
    stream: UUID | None = None
    organisation: UUID | None = None
    """Whose unit recorded it here."""


Streams = Iterable[UUID]
At = tuple[str, UUID, UUID]
"""The page, the key there, and the coordination."""
See = Callable[[Any], Any]
"""From the manager of a room's rows to those that may be read."""
Source = Callable[[See, Streams], Iterator[Known]]


def seen_by(actor: Actor) -> See:
    """As each room decides; of a stay only those read who may know more than the notice says."""

    def see(manager: Any) -> Any:
        rows = manager.visible_to(actor)
        return rows.filter(reads_whole(actor)) if manager.model is Discharge and not actor.is_person else rows

    return see


def granted(see: See, streams: Streams) -> Iterator[Known]:
    """Each time from when it began to when it was broken off or ended."""
    rows = see(GrantedIntervention.objects).filter(coordination__in=streams)
    rows = {row.pk: row for row in rows.select_related("coordination", "responsible_unit__organisation")}
    changes = see(InterventionChange.objects).filter(intervention__coordination__in=streams)
    for key, told in groupby(changes.order_by("intervention_id", "on", "pk"), lambda one: one.intervention_id):
        if row := rows.get(key):
            steps = [(one.on, one.state) for one in told]
            kind = kind_of(routine(row.coordination.place), row.kind)
            what = Kind.CONTACT if kind is None else kind.history_kind
            compulsory = kind is not None and kind.compulsory
            at = ("granted-intervention", key, row.coordination_id)
            for one in _stretches(f"granted:{key}", row.responsible_unit, what, row.words, steps, at):
                yield replace(one, happening=replace(one.happening, compulsory=compulsory)) if compulsory else one


def planned(see: See, streams: Streams) -> Iterator[Known]:
    """What the plan says that a unit does, as it has been reported; not what a unit has granted for it."""
    rows = see(Progress.objects).filter(intervention__plan__coordination__in=streams)
    rows = rows.filter(intervention__unit__isnull=False)
    also = see(GrantedIntervention.objects).filter(coordination__in=streams, plan_row__isnull=False)
    rows = rows.exclude(intervention__in=also.values("plan_row")).select_related(
        "intervention__plan", "intervention__unit__organisation"
    )
    ordered = rows.order_by("intervention_id", "reported_at", "pk")
    for key, told in groupby(ordered, lambda one: one.intervention_id):
        reports = list(told)
        row = reports[0].intervention
        steps = [(_day(one.reported_at), one.state) for one in reports]
        at = ("plan", row.plan_id, row.plan.coordination_id)
        yield from _stretches(f"plan:{key}", row.unit, Kind.CONTACT, row.text, steps, at)


_ON = {GrantedState.ONGOING.value, InterventionState.ONGOING.value}
_BROKEN = {GrantedState.INTERRUPTED.value, InterventionState.INTERRUPTED.value}
_OVER = _BROKEN | {GrantedState.ENDED.value, InterventionState.DONE.value} | {state.value for state in STOPPED}


def _stretches(key: str, unit: Unit, kind: Kind, words: str, steps: list[tuple[date, str]], at: At) -> Iterator[Known]:
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


def admitted(see: See, streams: Streams) -> Iterator[Known]:
    """Stays in inpatient care; open compulsory care follows on a closed one.

    One that was called off went on for as long as anybody knows: until that day.
    """
    rows = see(Discharge.objects).filter(coordination__in=streams)
    for row in rows.select_related("ward__organisation"):
        begins, ends = _day(row.admitted_at), row.discharged_on or row.withdrawn_on
        at = ("discharge", row.pk, row.coordination_id)
        found = _known(f"stay:{row.pk}", row.ward, Kind.INPATIENT, "Slutenvård", begins, ends, at)
        yield replace(found, happening=replace(found.happening, compulsory=row.compulsory))


def investigated(see: See, streams: Streams) -> Iterator[Known]:
    rows = see(Investigation.objects).filter(coordination__in=streams, begins_on__lte=clock.today())
    areas = see(InvestigatedArea.objects).filter(investigation__coordination__in=streams)
    about: dict[UUID, set[str]] = {}
    for area in areas:
        about.setdefault(area.investigation_id, set()).add(area.area)
    for row in rows.select_related("coordination", "unit__organisation"):
        words = f"Utredning: {routine(row.coordination.place).matter(row.matter).term.lower()}"
        at = ("investigation", row.pk, row.coordination_id)
        end = max(row.closed_on, row.begins_on) if row.closed_on else None
        found = _known(f"investigation:{row.pk}", row.unit, Kind.INVESTIGATION, words, row.begins_on, end, at)
        yield replace(found, happening=replace(found.happening, about=frozenset(about.get(row.pk, ()))))


def decided(see: See, streams: Streams) -> Iterator[Known]:
    rows = see(Resolution.objects).filter(coordination__in=streams).select_related("unit__organisation")
    for row in rows:
        words = f"{row.get_ruling_display()}: {row.words}"
        at = ("coordination-investigations", row.coordination_id, row.coordination_id)
        yield _one_day(f"decision:{row.pk}", row.unit, Kind.DECISION, words, row.decided_on, at)


def met(see: See, streams: Streams) -> Iterator[Known]:
    rows = see(Meeting.objects).filter(coordination__in=streams, held_at__isnull=False)
    for row in rows.select_related("coordination", "called_by__organisation"):
        at = ("meeting", row.pk, row.coordination_id)
        yield _one_day(f"meeting:{row.pk}", row.called_by, Kind.MEETING, row.term, _day(row.held_at), at)


def talked(see: See, streams: Streams) -> Iterator[Known]:
    """Contacts in which the person took part; those between units stand in the log."""
    rows = see(LoggedContact.objects).filter(coordination__in=streams, person_was_there=True)
    for row in rows.select_related("unit__organisation"):
        at = ("contact", row.pk, row.coordination_id)
        yield _one_day(f"contact:{row.pk}", row.unit, Kind.MEETING, row.kind_name, row.held_on, at)


def agreed(see: See, streams: Streams) -> Iterator[Known]:
    """Each version of the plan, from the day it was adopted."""
    rows = see(PlanVersion.objects).filter(plan__coordination__in=streams, adopted_at__isnull=False)
    rows = rows.exclude(state__in=[VersionState.DROPPED, VersionState.LAPSED])
    for row in rows.select_related("plan__coordination__unit__organisation"):
        words = f"Planen antogs, version {row.number}"
        at = ("plan-version", row.pk, row.plan.coordination_id)
        yield _one_day(f"version:{row.pk}", row.plan.coordination.unit, Kind.PLAN, words, _day(row.adopted_at), at)


def imported(see: See, streams: Streams) -> Iterator[Known]:
    """What extracts out of other systems say."""
    rows = see(ExtractRow.objects).filter(extract__coordination__in=streams, extract__state=ExtractState.DONE)
    for row in rows.select_related("extract"):
        happening = Happening(
            key=f"imported:{row.pk}",
            unit=row.unit_name,
            organisation=row.organisation_name,
            kind=Kind(row.kind),
            begins=row.begins,
            ends=row.ends,
            broken_off=row.broken_off,
            compulsory=row.compulsory,
            words=row.words or Kind(row.kind).term,
        )
        yield Known(happening, "extract", row.extract_id, row.extract.coordination_id)


#: What Brygga itself has recorded.
OWN: tuple[Source, ...] = (granted, planned, admitted, investigated, decided, met, talked, agreed)
SOURCES: tuple[Source, ...] = (*OWN, imported)


def _one_day(key: str, unit: Unit, kind: Kind, words: str, on: date, at: At) -> Known:
    return _known(key, unit, kind, words, on, on, at)


def _known(
    key: str,
    unit: Unit,
    kind: Kind,
    words: str,
    begins: date,
    ends: date | None,
    at: At,
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
    return Known(happening, *at, unit.organisation_id)


def _day(moment: datetime | Any) -> date:
    day: date = moment.astimezone(clock.SWEDEN).date()
    return day
