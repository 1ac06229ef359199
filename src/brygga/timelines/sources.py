"""What each room knows of a history of care, as the reader may see it: one or two questions each, whatever there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from brygga.contacts.models import LoggedContact
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.discharges.models import Discharge, reads_whole
from brygga.extracts.models import ExtractRow
from brygga.extracts.states import ExtractState
from brygga.interventions.models import GrantedIntervention, InterventionChange
from brygga.interventions.states import GrantedState
from brygga.investigations.models import InvestigatedArea, Investigation, Resolution
from brygga.investigations.states import Ruling
from brygga.meetings.models import Meeting
from brygga.plans.models import PlanVersion, Progress
from brygga.plans.states import STOPPED, InterventionState, VersionState
from brygga.routines.interventions import kind_of
from brygga.routines.loading import routine
from brygga.rules.critical import Happening, Kind


@dataclass(slots=True)
class Known:
    """A row of the history, and where it stands in Brygga: the name of its page and its key there, and in what."""

    happening: Happening
    page: str
    pk: UUID
    stream: UUID | None = None
    organisation: UUID | None = None
    """Whose unit recorded it here."""


@dataclass(slots=True)
class Row:
    """What a room keeps of something that happened, but for when. Not frozen: there are thousands on a page."""

    key: str
    kind: Kind
    words: str
    page: str
    pk: UUID
    unit: str
    organisation_name: str
    organisation: UUID | None = None
    stream: UUID | None = None
    compulsory: bool = False
    about: frozenset[str] = frozenset()

    def known(self, begins: date, ends: date | None, *, key: str = "", broken_off: bool = False) -> Known:
        happening = Happening(
            key=key or self.key,
            unit=self.unit,
            organisation=self.organisation_name,
            kind=self.kind,
            begins=begins,
            ends=ends,
            broken_off=broken_off,
            compulsory=self.compulsory,
            words=self.words,
            about=self.about,
        )
        return Known(happening, self.page, self.pk, self.stream, self.organisation)


Streams = Iterable[UUID]


@dataclass(frozen=True, slots=True)
class See:
    """From the manager of a room's rows to those that may be read, and what of each is told."""

    rows: Callable[[Any], Any]
    whose: bool = False
    """Also which organisation's and of which coordination: two keys for each of thousands, that no page asks for."""

    def __call__(self, manager: Any) -> Any:
        return self.rows(manager)

    def at(self, unit: str, stream: str = "coordination_id") -> tuple[str, ...]:
        """The columns of a row's unit, found by that path. No rows of their own: there would be two for each event."""
        told = (f"{unit}__name", f"{unit}__organisation__name")
        return (*told, f"{unit}__organisation_id", stream) if self.whose else told


Source = Callable[[See, Streams], Iterator[Known]]


def seen_by(actor: Actor) -> See:
    """As each room decides; of a stay only those read who may know more than the notice says."""

    def rows(manager: Any) -> Any:
        seen = manager.visible_to(actor)
        return seen.filter(reads_whole(actor)) if manager.model is Discharge and not actor.is_person else seen

    return See(rows)


def granted(see: See, streams: Streams) -> Iterator[Known]:
    """Each time from when it began to when it was broken off or ended."""
    rows = see(GrantedIntervention.objects).filter(coordination__in=streams)
    named = ("pk", "coordination__place", "kind", "words", *see.at("responsible_unit"))
    found = {key: row for key, *row in rows.values_list(*named)}
    rules = {(place, of): kind_of(routine(place), of) for place, of in {(row[0], row[1]) for row in found.values()}}
    changes = see(InterventionChange.objects).filter(intervention__coordination__in=streams)
    told = changes.order_by("intervention_id", "on", "pk").values_list("intervention_id", "on", "state")
    for key, steps in groupby(told, lambda one: one[0]):
        if key in found:
            place, of, words, *unit = found[key]
            rule = rules[place, of]
            what = Kind.CONTACT if rule is None else rule.history_kind
            compulsory = rule is not None and rule.compulsory
            one = Row(f"granted:{key}", what, words, "granted-intervention", key, *unit, compulsory=compulsory)
            yield from _stretches(one, [(on, state) for _, on, state in steps])


def planned(see: See, streams: Streams) -> Iterator[Known]:
    """What the plan says that a unit does, as it has been reported; not what a unit has granted for it."""
    rows = see(Progress.objects).filter(intervention__plan__coordination__in=streams)
    rows = rows.filter(intervention__unit__isnull=False)
    also = see(GrantedIntervention.objects).filter(coordination__in=streams, plan_row__isnull=False)
    rows = rows.exclude(intervention__in=also.values("plan_row"))
    named = ("intervention_id", "reported_at", "state", "intervention__text", "intervention__plan_id")
    at = see.at("intervention__unit", "intervention__plan__coordination_id")
    told = rows.order_by("intervention_id", "reported_at", "pk").values_list(*named, *at)
    for key, reports in groupby(told, lambda one: one[0]):
        of = list(reports)
        _, _, _, words, plan, *unit = of[0]
        one = Row(f"plan:{key}", Kind.CONTACT, words, "plan", plan, *unit)
        yield from _stretches(one, [(_day(reported), state) for _, reported, state, *_ in of])


_ON = {GrantedState.ONGOING.value, InterventionState.ONGOING.value}
_BROKEN = {GrantedState.INTERRUPTED.value, InterventionState.INTERRUPTED.value}
_OVER = _BROKEN | {GrantedState.ENDED.value, InterventionState.DONE.value} | {state.value for state in STOPPED}


def _stretches(one: Row, steps: list[tuple[date, str]]) -> Iterator[Known]:
    """From the reports of how it goes to the times when it went on."""
    begun: date | None = None
    number = 0
    for on, state in [*steps, (date.max, "")]:
        if begun is None:
            begun = on if state in _ON else None
        elif state in _OVER or on == date.max:
            number += 1
            end = None if on == date.max else max(on, begun)
            yield one.known(begun, end, key=f"{one.key}:{number}", broken_off=state in _BROKEN)
            begun = None


def admitted(see: See, streams: Streams) -> Iterator[Known]:
    """Stays in inpatient care; open compulsory care follows on a closed one.

    One that was called off went on for as long as anybody knows: until that day.
    """
    rows = see(Discharge.objects).filter(coordination__in=streams)
    named = ("pk", "admitted_at", "discharged_at", "withdrawn_on", "compulsory")
    for key, since, until, off, compulsory, *at in rows.values_list(*named, *see.at("ward")):
        one = Row(f"stay:{key}", Kind.INPATIENT, "Slutenvård", "discharge", key, *at, compulsory=compulsory)
        yield one.known(_day(since), _day(until) if until else off)


def investigated(see: See, streams: Streams) -> Iterator[Known]:
    rows = see(Investigation.objects).filter(coordination__in=streams, begins_on__lte=clock.today())
    looked_at = see(InvestigatedArea.objects).filter(investigation__coordination__in=streams)
    about: dict[UUID, set[str]] = {}
    for key, area in looked_at.values_list("investigation_id", "area"):
        about.setdefault(key, set()).add(area)
    named = ("pk", "coordination__place", "matter", "begins_on", "closed_on")
    for key, place, matter, since, closed, *at in rows.values_list(*named, *see.at("unit")):
        words = f"Utredning: {routine(place).matter(matter).term.lower()}"
        areas = frozenset(about.get(key, ()))
        one = Row(f"investigation:{key}", Kind.INVESTIGATION, words, "investigation", key, *at, about=areas)
        yield one.known(since, max(closed, since) if closed else None)


def decided(see: See, streams: Streams) -> Iterator[Known]:
    rows = see(Resolution.objects).filter(coordination__in=streams)
    named = ("pk", "ruling", "words", "decided_on", "coordination_id")
    for key, ruling, said, on, stream, *unit in rows.values_list(*named, *see.at("unit", "coordination__pk")):
        words = f"{Ruling(ruling).label}: {said}"
        one = Row(f"decision:{key}", Kind.DECISION, words, "coordination-investigations", stream, *unit)
        yield one.known(on, on)


def met(see: See, streams: Streams) -> Iterator[Known]:
    rows = see(Meeting.objects).filter(coordination__in=streams, held_at__isnull=False)
    named = ("pk", "coordination__place", "kind", "called_at", "held_at")
    for key, place, kind, called, held, *at in rows.values_list(*named, *see.at("called_by")):
        on = _day(held)
        term = routine(place).meeting_type(kind, _day(called) if called else on).term
        yield Row(f"meeting:{key}", Kind.MEETING, term, "meeting", key, *at).known(on, on)


def talked(see: See, streams: Streams) -> Iterator[Known]:
    """Contacts in which the person took part; those between units stand in the log."""
    rows = see(LoggedContact.objects).filter(coordination__in=streams, person_was_there=True)
    named = ("pk", "place", "kind", "held_on")
    told = list(rows.values_list(*named, *see.at("unit")))
    kinds = {(place, kind) for _, place, kind, *_ in told}
    terms = {(place, kind): routine(place).contact_kind(kind).term for place, kind in kinds}
    for key, place, kind, on, *at in told:
        term = terms[place, kind]
        yield Row(f"contact:{key}", Kind.MEETING, term, "contact", key, *at).known(on, on)


def agreed(see: See, streams: Streams) -> Iterator[Known]:
    """Each version of the plan, from the day it was adopted."""
    rows = see(PlanVersion.objects).filter(plan__coordination__in=streams, adopted_at__isnull=False)
    rows = rows.exclude(state__in=[VersionState.DROPPED, VersionState.LAPSED])
    named = ("pk", "number", "adopted_at")
    at_unit = see.at("plan__coordination__unit", "plan__coordination_id")
    for key, number, at, *unit in rows.values_list(*named, *at_unit):
        words = f"Planen antogs, version {number}"
        on = _day(at)
        yield Row(f"version:{key}", Kind.PLAN, words, "plan-version", key, *unit).known(on, on)


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


def _day(moment: datetime | Any) -> date:
    day: date = moment.astimezone(clock.SWEDEN).date()
    return day
