"""The guard against double work (MAL-17): what others do or have just done, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.investigations.models import InvestigatedArea, Investigation, MappedArea, MappingPlan
from brygga.routines.deadlines import DeadlineStep
from brygga.routines.investigating import MappingMode, mapping_modes_on, time_for
from brygga.routines.loading import routine
from brygga.rules.dates import written
from brygga.rules.double_work import Agreement, Overlap, Why, Work, double_work, fitting, would_double
from brygga.rules.words import in_sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A work that the reader may see, with what one calls it and whom one asks."""

    work: Work
    what: str
    unit: str
    who: str


#: What else is double work, told by the rooms that keep it: open and lately ended, only what the actor may see.
Source = Callable[[Actor, Coordination], Iterable[Told]]
_sources: list[Source] = []


def counts_as_work(source: Source) -> None:
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True, slots=True)
class Warned:
    """Double work, in words, with its evidence and the way of working that fits the place."""

    overlap: Overlap
    first: Told
    second: Told | None
    areas: tuple[str, ...]
    mode: MappingMode | None

    @property
    def heading(self) -> str:
        return f"Samma sak två gånger: {', '.join([self.areas[0], *map(in_sentence, self.areas[1:])])}"

    @property
    def evidence(self) -> tuple[str, ...]:
        return tuple(_line(told) for told in (self.first, self.second) if told)

    @property
    def when(self) -> str:
        if self.overlap.why is Why.JUST_DONE:
            return f"Det som {self.first.unit} kom fram till kan användas till och med {written(self.overlap.until)}."
        if self.overlap.until == self.overlap.since:
            return f"Båda pågår {written(self.overlap.since)}."
        until = f" till {written(self.overlap.until)}" if self.overlap.until else ""
        return f"Båda pågår från {written(self.overlap.since)}{until}."


def _line(told: Told) -> str:
    work = told.work
    if work.ended:
        return f"{told.unit}: {in_sentence(told.what)} avslutad {written(work.ended)}. Fråga {told.who}."
    ready = f", beräknas klar {written(work.ready)}" if work.ready and work.ready != work.begins else ""
    return f"{told.unit}: {in_sentence(told.what)} från {written(work.begins)}{ready}. Fråga {told.who}."


def warnings(actor: Actor, coordination: Coordination) -> list[Warned]:
    """The double work that goes on or lies ahead, as far as the actor may see both works."""
    on, known = clock.today(), _known(actor, coordination)
    works = [told.work for told in known.values()]
    found = double_work(works, on, fresh=_fresh(coordination, on), agreed=_agreed(actor, coordination))
    return [_warned(one, known, coordination, on) for one in found]


def warnings_before(
    actor: Actor, coordination: Coordination, *, unit_id: Any, areas: Iterable[str], begins: date, ready: date | None
) -> list[Warned]:
    """What somebody is about to do that is done already, told before it is saved."""
    on, known = clock.today(), _known(actor, coordination)
    new = Work(key="", unit=str(unit_id), areas=frozenset(areas), begins=begins, ready=ready)
    works = [told.work for told in known.values()]
    found = would_double(new, works, on, fresh=_fresh(coordination, on), agreed=_agreed(actor, coordination))
    return [_warned(one, known, coordination, on) for one in found]


def needs_why(actor: Actor, coordination: Coordination, unit_id: Any, areas: Iterable[str], mode: str) -> bool:
    """Another way than the suggested one, where somebody knows already, is a choice with a reason."""
    found = plan_warnings(actor, coordination, unit_id, areas)
    return bool(found) and mode not in {one.mode.key for one in found if one.mode}


def plan_warnings(actor: Actor, coordination: Coordination, unit_id: Any, areas: Iterable[str]) -> list[Warned]:
    """What a plan would settle: what is double already, else what the unit would do again."""
    areas, unit = set(areas), str(unit_id)
    alive = [one for one in warnings(actor, coordination) if one.overlap.areas & areas]
    ours = [one for one in alive if unit in {one.overlap.first.unit, one.overlap.second.unit}]
    return ours or warnings_before(actor, coordination, unit_id=unit_id, areas=areas, begins=clock.today(), ready=None)


def others_work(actor: Actor, coordination: Coordination, unit_id: Any) -> list[tuple[Told, tuple[str, ...]]]:
    """What other units do or have just done, shown beside the form."""
    on = clock.today()
    terms = _terms(coordination)
    known = [told for told in _known(actor, coordination).values() if told.work.unit != str(unit_id)]
    fresh = [told for told in known if told.work.ended is None or _is_fresh(told, coordination, on)]
    return [(told, tuple(terms[area] for area in terms if area in told.work.areas)) for told in fresh]


def _is_fresh(told: Told, coordination: Coordination, on: date) -> bool:
    probe = Work(key="", unit="", areas=told.work.areas, begins=on)
    return bool(would_double(probe, [told.work], on, fresh=_fresh(coordination, on)))


def line(told: Told) -> str:
    return _line(told)


def _warned(overlap: Overlap, known: dict[str, Told], coordination: Coordination, on: date) -> Warned:
    terms = _terms(coordination)
    modes = mapping_modes_on(routine(coordination.place), on)
    chosen = fitting(overlap.mode, list(modes))
    return Warned(
        overlap=overlap,
        first=known[overlap.first.key],
        second=known.get(overlap.second.key),
        areas=tuple(terms[area] for area in terms if area in overlap.areas),
        mode=modes[chosen] if chosen else None,
    )


def _terms(coordination: Coordination) -> dict[str, str]:
    return {matter.key: matter.term for matter in routine(coordination.place).matters}


def _fresh(coordination: Coordination, on: date) -> Any:
    return time_for(routine(coordination.place), DeadlineStep.FRESH_MAPPING, on)


def _agreed(actor: Actor, coordination: Coordination) -> list[Agreement]:
    """The plans that hold: what their parties have divided between them is no double work."""
    rows = MappedArea.objects.visible_to(actor).filter(plan__coordination=coordination, plan__ended_on=None)
    areas: dict[Any, set[str]] = {}
    for plan, area in rows.values_list("plan_id", "area"):
        areas.setdefault(plan, set()).add(area)
    parties = MappingPlan.parties.through._base_manager.filter(mappingplan_id__in=list(areas))
    units: dict[Any, set[str]] = {}
    for plan, unit in parties.values_list("mappingplan_id", "unit_id"):
        units.setdefault(plan, set()).add(str(unit))
    return [Agreement(units=frozenset(units[plan]), areas=frozenset(areas[plan])) for plan in areas if plan in units]


def _known(actor: Actor, coordination: Coordination) -> dict[str, Told]:
    found = [*investigations(actor, coordination)]
    for source in _sources:
        found += source(actor, coordination)
    return {told.work.key: told for told in found}


def investigations(actor: Actor, coordination: Coordination) -> Iterable[Told]:
    """Those about the same person, each with the areas that the actor may see."""
    same = Coordination.objects.visible_to(actor).filter(person_id=coordination.person_id)
    rows = Investigation.objects.visible_to(actor).filter(coordination__in=same)
    rows = list(rows.select_related("unit", "caseworker__staff").order_by("pk"))
    areas = areas_of(rows, actor)
    return [
        Told(
            Work(
                key=str(row.pk),
                unit=str(row.unit_id),
                areas=frozenset(areas.get(row.pk, ())),
                begins=row.begins_on,
                ready=row.ready_on,
                ended=row.closed_on,
            ),
            "Utredning",
            row.unit.name,
            row.caseworker.staff.name,
        )
        for row in rows
    ]


def areas_of(rows: Iterable[Investigation], actor: Actor) -> dict[Any, list[str]]:
    """The areas of each investigation that the actor may see, in one question."""
    found: dict[Any, list[str]] = {}
    seen = InvestigatedArea.objects.visible_to(actor).filter(investigation__in=[row.pk for row in rows])
    for key, area in seen.order_by("pk").values_list("investigation_id", "area"):
        found.setdefault(key, []).append(area)
    return found
