"""What booked hours leave on one's desk: the consultant whom nobody has booked is told so in time (BOR-05)."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.bookings.queries import EmptySession, empty_sessions
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.ui.components.dates import weekday
from brygga.web.links import way_to
from brygga.web.tasks import Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    yield from few(empty_sessions(actor, clock.today()), _empty, More(Do.TELL, "Alla upplagda tider", way_to("hours")))


def _empty(one: EmptySession) -> Task:
    url = f"{way_to('hours-not-needed', one.hours.pk)}?dag={one.day}"
    title = f"Ingen har bokat {one.hours.term}: säg till {one.hours.consultant_unit}"
    return Task(Do.TELL, title, url, weekday(one.day), one.tell_latest)
