"""What discharges leave on one's desk: what has come from a ward, and what the region's units have left to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from brygga.core.actor import Actor
from brygga.discharges.may import knows_discharges
from brygga.discharges.models import DischargeReceiver
from brygga.discharges.queries import to_do, to_plan, to_see
from brygga.discharges.states import DischargeState
from brygga.rules.dates import written
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few

NEWS = {
    DischargeState.ADMITTED: "Ny dag för en utskrivning",
    DischargeState.READY: "Någon är utskrivningsklar",
    DischargeState.DISCHARGED: "Någon är utskriven",
    DischargeState.WITHDRAWN: "En utskrivning är avbruten",
}


def tasks(actor: Actor) -> Iterator[Task | More]:
    if not actor.reads | actor.distributes or not knows_discharges(actor.place):
        return
    theirs, ours = way_to("discharges"), f"{way_to('discharges')}?visa=fran"
    yield from few(to_see(actor)[: FEW + 1], _see, More(Do.ANSWER, "Alla utskrivningar", theirs))
    yield from few(to_plan(actor)[: FEW + 1], _plan, More(Do.ANSWER, "Alla utskrivningar", theirs))
    yield from few(to_do(actor)[: FEW + 1], todo, More(Do.TELL, "Alla utskrivningar", ours))


def _see(row: DischargeReceiver) -> Task:
    state = DischargeState(row.discharge.state)
    first = row.seen_at is None and state is DischargeState.ADMITTED
    return Task(
        Do.ANSWER, "Ett inskrivningsmeddelande har kommit" if first else NEWS[state], _url(row.discharge),
        _note(row.discharge), row.discharge.pays_from if state is DischargeState.READY else None,
    )  # fmt: skip


def _plan(row: DischargeReceiver) -> Task:
    return Task(Do.ANSWER, "Börja planera en hemgång", _url(row.discharge), _note(row.discharge))


def todo(row: Any) -> Task:
    """What a unit of the region has left to do with it."""
    note = row.about.name
    match row.state:
        case DischargeState.DISCHARGED:
            return Task(Do.TELL, "För över informationen efter utskrivningen", _url(row), note, row.discharged_on)
        case DischargeState.READY:
            return Task(Do.BOOK, "Kalla till planering före utskrivningen", _url(row), note, row.call_by)
        case _:
            return Task(Do.TELL, "Säg om dagen för utskrivning har ändrats", _url(row), note, row.estimated_on)


def _url(row: Any) -> str:
    return way_to("discharge", row.pk)


def _note(row: Any) -> str:
    when = "" if row.discharged_at or row.withdrawn_on else f" · beräknas till {written(row.estimated_on)}"
    return f"{row.about.name} · {row.ward.name}{when}"
