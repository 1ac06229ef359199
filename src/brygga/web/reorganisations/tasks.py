"""What a reorganisation leaves on one's desk: that it is coming, and whom to ask anew when it has been done."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.core.actor import Actor
from brygga.reorganisations.models import Reorganisation
from brygga.reorganisations.queries import ToAsk, ahead, to_ask
from brygga.rules.powers import Power
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few

DECIDES = frozenset({Power.ADMINISTER, Power.LEAD})
ASKS = frozenset({Power.CASES, Power.LEAD})


def tasks(actor: Actor) -> Iterator[Task | More]:
    if actor.powers & DECIDES:
        more = More(Do.READ, "Fler omorganisationer", way_to("administration"))
        yield from few(list(ahead(actor)[: FEW + 1]), _coming, more)
    if actor.powers & ASKS:
        yield from few(to_ask(actor, FEW + 1), _ask, More(Do.CONTACT, "Ärenden", way_to("cases")))


def _coming(row: Reorganisation) -> Task:
    to = way_to("reorganisation", row.pk)
    if row.stopped_on:
        return Task(Do.READ, row.title, to, "Kunde inte genomföras än", row.on, "Stoppad", "warning")
    return Task(Do.READ, row.title, to, "Se vad som följer med", row.on)


def _ask(one: ToAsk) -> Task:
    note = f"{one.person.name} · sa ja till {one.old}, inte till {one.new}"
    return Task(Do.CONTACT, "Fråga om samtycke för den nya enheten", way_to("consents", one.person.pk), note)
