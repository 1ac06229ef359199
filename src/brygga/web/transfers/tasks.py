"""What transfers leave on one's desk: whom to announce, and to whom nobody is appointed yet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from brygga.core.actor import Actor
from brygga.transfers.may import HANDS_OUT
from brygga.transfers.queries import Watched, rules_here, shown, sides, waiting, without_caseworker
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    """Those who lead or distribute see all of the unit's; whoever handles a case their own. Elsewhere: no question."""
    here = sides(actor)
    all_of_them = bool(actor.powers & HANDS_OUT)
    more = way_to("transfers")
    if here.giving:
        rows = [waiting(actor, rule, mine=not all_of_them)[: FEW + 1] for rule in rules_here(actor)]
        found = shown(chain.from_iterable(rows))
        every = More(Do.TELL, "Alla överföringar", more) if all_of_them else More(Do.TELL, "Ärenden", way_to("cases"))
        yield from few(found, _announce, every)
    if here.taking and all_of_them:
        found = list(without_caseworker(actor)[: FEW + 1])
        yield from few(found, _appoint, More(Do.APPOINT, "Alla överföringar", f"{more}?visa=till"))


def _announce(one: Watched) -> Task:
    note = f"{one.case.person.name} · {one.case.unit.name}"
    to = way_to("transfer-case", one.case.pk)
    if one.is_hidden:
        return Task(Do.TELL, "Avisera en överföring", to, note, status=one.stage.word, tone="warning")
    return Task(Do.TELL, "Avisera en överföring", to, note, one.announce_by)


def _appoint(row: Any) -> Task:
    note = f"{row.coordination.person.name} · från {row.from_unit.name}"
    return Task(Do.APPOINT, "Utse handläggare inför en överföring", way_to("transfer", row.pk), note)
