"""Reads about investigations: those of a coordination side by side, and decisions that are not told yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from brygga.agencies.queries import gone
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.investigations.guard import areas_of
from brygga.investigations.models import Investigation, InvestigationContent, Resolution
from brygga.investigations.states import InvestigationState
from brygga.routines.loading import routine
from brygga.rules.dates import written


@dataclass(frozen=True, slots=True)
class Shown:
    """An investigation as the reader may see it: the areas in whose circle they are."""

    row: Investigation
    areas: tuple[str, ...]
    is_mine: bool
    resolution: Resolution | None

    @property
    def title(self) -> str:
        return f"{'Börjar' if self.is_coming else 'Började'} {written(self.row.begins_on)}"

    @property
    def is_open(self) -> bool:
        return self.row.state == InvestigationState.OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.row.ready_on < clock.today()

    @property
    def is_coming(self) -> bool:
        return self.is_open and self.row.begins_on > clock.today()


@dataclass(frozen=True, slots=True)
class Lane:
    """One unit's investigations, newest first: a column beside the others'."""

    unit: Any
    is_mine: bool
    shown: tuple[Shown, ...]


#: More than this in one coordination is read on the pages of each.
MOST = 60


def side_by_side(actor: Actor, coordination: Coordination) -> list[Lane]:
    """The own unit first, then the others in Swedish order."""
    rows = with_details(actor).filter(coordination=coordination).order_by("-pk")[:MOST]
    lanes: dict[Any, list[Shown]] = {}
    for one in shown(rows, actor):
        lanes.setdefault(one.row.unit_id, []).append(one)
    found = [Lane(rows[0].row.unit, rows[0].is_mine, tuple(rows)) for rows in lanes.values()]
    return sorted(found, key=lambda lane: (not lane.is_mine, lane.unit.sort))


def with_details(actor: Actor) -> Any:
    return Investigation.objects.visible_to(actor).select_related(
        "coordination__person", "coordination__unit", "unit__organisation", "caseworker__staff"
    )


def shown(rows: Any, actor: Actor) -> list[Shown]:
    rows = list(rows)
    areas = areas_of(rows, actor)
    decided = Resolution.objects.visible_to(actor).filter(investigation__in=[row.pk for row in rows])
    decisions = {one.investigation_id: one for one in decided}
    return [
        Shown(row, _terms(row, areas.get(row.pk, [])), row.unit_id in actor.reads, decisions.get(row.pk))
        for row in rows
    ]


def _terms(row: Investigation, keys: list[str]) -> tuple[str, ...]:
    matters = routine(row.coordination.place).matters
    return tuple(dict.fromkeys(matter.term for matter in matters if matter.key in keys))


def hidden(actor: Actor, coordination: Coordination) -> int:
    """How many go on in areas that are not opened to the reader: told as a number, as for notes."""
    in_all = Investigation._base_manager.filter(coordination=coordination).count()
    return int(in_all - Investigation.objects.visible_to(actor).filter(coordination=coordination).count())


def content(actor: Actor, investigation: Investigation) -> InvestigationContent | None:
    """What stands in it, for its own unit."""
    found: InvestigationContent | None = (
        InvestigationContent.objects.visible_to(actor).filter(investigation=investigation).first()
    )
    return found


def untold(actor: Actor) -> Any:
    """STO-03: decisions of the actor's units that the person has not been told of, late first; for the start page."""
    rows = Resolution.objects.visible_to(actor).filter(unit_id__in=actor.reads, told_on=None)
    return rows.select_related("coordination__person", "unit").order_by(F("tell_by").asc(nulls_last=True), "pk")


def untold_in(actor: Actor, coordination: Coordination) -> list[Resolution]:
    return list(untold(actor).filter(coordination=coordination)[:10])


def overdue(actor: Actor) -> Any:
    """Own investigations whose planned day has gone, the oldest first; for the start page."""
    rows = with_details(actor).filter(unit_id__in=actor.reads, state=InvestigationState.OPEN)
    return rows.filter(ready_on__lt=clock.today()).order_by("ready_on", "pk")


def left(actor: Actor) -> Any:
    """Own investigations that go on and whose caseworker has left."""
    rows = with_details(actor).filter(unit_id__in=actor.reads, state=InvestigationState.OPEN)
    return rows.filter(gone("caseworker", clock.today())).order_by("ready_on", "pk")


def decisions_told(actor: Actor) -> Any:
    """The person's own: what has been decided and told, to be paged by key."""
    return Resolution.objects.visible_to(actor).select_related("unit__organisation", "coordination")


def going_on(actor: Actor) -> list[Shown]:
    """The person's own: what is being investigated now."""
    rows = with_details(actor).filter(state=InvestigationState.OPEN).order_by("ready_on", "pk")
    return shown(rows[:MOST], actor)
