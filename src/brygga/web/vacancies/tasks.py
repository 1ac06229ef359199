"""What those who have left leave behind: each is on the desk of whoever leads the unit until somebody is appointed.

The plan is on the desk of those who work with it. The unit's part in a coordination is told by the coordinations' own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from brygga.coordinations.may import WORKS
from brygga.coordinations.queries import without_coordinator
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.investigations.queries import left as investigations
from brygga.people.queries import left_cases
from brygga.plans.queries import left as plans
from brygga.requests.queries import left as requests
from brygga.rules.powers import Power
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


@dataclass(frozen=True, slots=True)
class Left:
    """One kind of thing that somebody answered for: how it is found, named and given to another."""

    title: str
    rows: Callable[[Actor], Any]
    address: str
    about: Callable[[Any], Any]
    where: Callable[[Any], str]
    more: str
    by: frozenset[Power] = frozenset({Power.LEAD})


LEFT = (
    Left(
        "Utse handläggare i ärendet",
        lambda actor: left_cases(actor, clock.today()),
        "appoint-caseworker",
        lambda row: row.person,
        lambda row: row.unit.name,
        "cases",
    ),
    Left(
        "Utse någon annan för förfrågan",
        requests,
        "appoint-request",
        lambda row: row.coordination.person,
        lambda row: row.to_unit.name,
        "coordinations",
    ),
    Left(
        "Utse någon som samordnar",
        lambda actor: without_coordinator(actor, clock.today()),
        "coordinator",
        lambda row: row.person,
        lambda row: row.number,
        "coordinations",
    ),
    Left(
        "Utse någon som håller ihop planen",
        plans,
        "plan-header",
        lambda row: row.coordination.person,
        lambda row: row.coordination.number,
        "follow-ups",
        WORKS,
    ),
    Left(
        "Utse handläggare i utredningen",
        investigations,
        "change-investigation",
        lambda row: row.coordination.person,
        lambda row: row.unit.name,
        "coordinations",
    ),
)


def tasks(actor: Actor) -> Iterator[Task | More]:
    for kind in LEFT:
        if not kind.by & actor.powers:
            continue
        more = More(Do.APPOINT, f"Fler: {kind.title.lower()}", way_to(kind.more))
        yield from few(kind.rows(actor)[: FEW + 1], lambda row, kind=kind: _task(kind, row), more)


def _task(kind: Left, row: Any) -> Task:
    note = f"{kind.about(row).name} · {kind.where(row)}"
    return Task(Do.APPOINT, kind.title, way_to(kind.address, row.pk), note, None, "Har slutat", "warning")
