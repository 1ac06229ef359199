"""What the managers' meetings leave on one's desk: cases to read up on, steps to take, absences, open minutes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.routines.loading import routine
from brygga.series.models import DecidedStep, SeriesMeeting, SeriesSeat
from brygga.series.queries import absences, my_steps, not_held, to_prepare
from brygga.series.whose import rules_for
from brygga.web.links import way_to
from brygga.web.series.finding import whom
from brygga.web.tasks import FEW, Do, More, Press, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    if not routine(actor.place).series_on(clock.today()):
        return
    yield from few(my_steps(actor)[: FEW + 1], _step, More(Do.FOLLOW_UP, "Alla månadsmöten", way_to("series")))
    yield from few(absences(actor)[: FEW + 1], _absence, More(Do.FOLLOW_UP, "Alla månadsmöten", way_to("series")))
    if rules_for(actor, comes=True):
        mine = to_prepare(actor)[: FEW + 1]
        more = More(Do.READ, "Alla anmälda ärenden", f"{way_to('series')}?visa=arenden")
        yield from few(mine, lambda row: _case(row, actor), more)
        yield from few(not_held(actor)[: FEW + 1], _open, More(Do.WRITE, "Alla månadsmöten", way_to("series")))


def _step(row: DecidedStep) -> Task:
    url = way_to("decided-step", row.pk)
    return Task(Do.FOLLOW_UP, row.what, url, f"Från {row.meeting.title}", row.due_on, press=Press("Gjort", url))


def _absence(row: SeriesSeat) -> Task:
    title = f"Följ upp att {row.unit.name} uteblev"
    return Task(Do.FOLLOW_UP, title, way_to("series-absence", row.pk), row.meeting.title)


def _case(row: Any, actor: Actor) -> Task:
    note = f"{whom(row, actor)} · {row.from_unit.name}"
    return Task(Do.READ, f"Läs inför {row.meeting.title}", way_to("docket-item", row.pk), note, row.meeting.starts_at)


def _open(row: SeriesMeeting) -> Task:
    title = f"Justera protokollet från {row.title}" if row.is_held else f"Öppna, flytta eller ställ in {row.title}"
    return Task(Do.WRITE, title, way_to("series-meeting", row.pk))
