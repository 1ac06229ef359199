"""Reads about mapping plans and summaries: what is agreed, what is asked for, and what has been written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from brygga.agencies.models import Unit
from brygga.coordinations.models import Coordination, Engagement
from brygga.core.actor import Actor
from brygga.investigations.models import MappedArea, MappingPlan, SummarisedArea, Summary
from brygga.investigations.parts import parts_of
from brygga.investigations.states import Extent, How
from brygga.requests.models import Request
from brygga.requests.queries import units_to_request, with_details
from brygga.requests.states import ENDED
from brygga.routines.loading import routine
from brygga.routines.vocabulary import RequestKind

MOST = 30


@dataclass(frozen=True, slots=True)
class PlannedArea:
    term: str
    who: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with who finds out about what."""

    row: MappingPlan
    areas: tuple[PlannedArea, ...]
    parties: tuple[str, ...]


def with_parties(actor: Actor) -> Any:
    rows = MappingPlan.objects.visible_to(actor).select_related("coordination__person", "unit", "consent")
    return rows.prefetch_related("parties")


def plans_in(actor: Actor, coordination: Coordination) -> list[Planned]:
    """Those that hold first, then the newest."""
    rows = with_parties(actor).filter(coordination=coordination)
    return planned(sorted(rows.order_by("-pk")[:MOST], key=lambda row: row.ended_on is not None), actor)


def planned(rows: Iterable[MappingPlan], actor: Actor) -> list[Planned]:
    rows = list(rows)
    found: dict[Any, dict[str, MappedArea]] = {}
    areas = MappedArea.objects.visible_to(actor).filter(plan__in=[row.pk for row in rows])
    for one in areas.select_related("unit"):
        found.setdefault(one.plan_id, {})[one.area] = one
    return [_planned(row, found.get(row.pk, {})) for row in rows]


def _planned(row: MappingPlan, areas: dict[str, MappedArea]) -> Planned:
    matters = {matter.key: matter.term for matter in routine(row.coordination.place).matters}
    shown = tuple(PlannedArea(term, _who(areas[key])) for key, term in matters.items() if key in areas)
    return Planned(row, shown, tuple(unit.name for unit in row.parties.all()))


def _who(one: MappedArea) -> str:
    how = How(one.how)
    return str(how.label) if how is How.TOGETHER or one.unit is None else f"{one.unit.name} {how.label}"


def summary_kind(coordination: Coordination) -> RequestKind | None:
    """The request by which a summary is asked for, where the place has one."""
    return next((kind for kind in routine(coordination.place).request_kinds if kind.asks_for_summary), None)


def asked_for(actor: Actor, coordination: Coordination) -> list[Request]:
    """Summaries asked for and not written yet, as far as the actor may see the asking."""
    kind = summary_kind(coordination)
    if kind is None:
        return []
    rows = with_details(actor).filter(coordination=coordination, kind=kind.key).exclude(state__in=ENDED)
    return list(rows.order_by("-pk")[:MOST])


def summaries_in(actor: Actor, coordination: Coordination) -> list[Summary]:
    rows = Summary.objects.visible_to(actor).filter(coordination=coordination)
    return list(rows.select_related("unit", "to_unit").order_by("-pk")[:MOST])


def summary_of(actor: Actor, request: Request) -> Summary | None:
    found: Summary | None = Summary.objects.visible_to(actor).filter(request=request).first()
    return found


@dataclass(frozen=True, slots=True)
class Covered:
    term: str
    extent: str
    whole: bool
    instrument: str


def covered(actor: Actor, summary: Summary) -> list[Covered]:
    """Area by area, whether the person has to be asked again."""
    rows = {row.area: row for row in SummarisedArea.objects.visible_to(actor).filter(summary=summary)}
    return [
        Covered(part.term, str(row.get_extent_display()), row.extent == Extent.WHOLE, part.instrument)
        for part in parts_of(summary.request)
        if (row := rows.get(part.key))
    ]


def units_that_know(coordination: Coordination) -> list[Unit]:
    """Those who take part, and those who have lately left: what they know can be used."""
    kind = summary_kind(coordination)
    return units_to_request(coordination, kind) if kind else parties_to_choose(coordination)


def parties_to_choose(coordination: Coordination) -> list[Unit]:
    parts = Engagement._base_manager.filter(coordination=coordination, ended_on=None).select_related(
        "unit__organisation"
    )
    return sorted((part.unit for part in parts), key=lambda unit: (unit.sort, unit.pk))


def about_person(actor: Actor) -> tuple[list[Planned], list[Summary]]:
    """The person's own: how units find out together, and what one has written to another about them."""
    plans = with_parties(actor).filter(ended_on=None).order_by("-pk")[:MOST]
    written = Summary.objects.visible_to(actor).select_related("unit", "to_unit").order_by("-pk")[:MOST]
    return planned(plans, actor), list(written)
