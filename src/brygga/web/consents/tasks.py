"""What consents leave on one's desk: those that run out soon and have not been given anew."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.consents.queries import Standing, expiring
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    soon = [one for one in expiring(actor, clock.today(), size=FEW + 1) if one.consent]
    yield from few(soon, _ending, More(Do.ANSWER, "Alla era ärenden", way_to("cases")))


def _ending(one: Standing) -> Task:
    assert one.consent is not None
    url, note = way_to("consent", one.consent.pk), one.consent.person.name
    return Task(Do.ANSWER, "Ett samtycke går snart ut: fråga om det ska gälla längre", url, note, one.valid_until)
