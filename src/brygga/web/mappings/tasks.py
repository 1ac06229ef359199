"""What mapping talks leave on one's desk: what is still to ask, and copies that the person has not been given."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.core.actor import Actor
from brygga.mappings.models import MappingCopy
from brygga.mappings.queries import ToAsk, copies_to_give, my_talks, to_ask
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    going = to_ask(my_talks(actor)[: FEW + 1])
    yield from few(going, _talk, More(Do.WRITE, "Alla era samordningar", way_to("coordinations")))
    copies = list(copies_to_give(actor)[: FEW + 1])
    yield from few(copies, _copy, More(Do.TELL, "Alla era samordningar", way_to("coordinations")))


def _talk(one: ToAsk) -> Task:
    left = len(one.questions)
    count = "en fråga" if left == 1 else f"{left} frågor"
    said = f"{count} kvar att ställa" if left else "allt är frågat, avsluta samtalet"
    note = one.mapping.coordination.person.name
    return Task(Do.WRITE, f"{one.mapping.kind_term}: {said}", way_to("mapping", one.mapping.pk), note)


def _copy(copy: MappingCopy) -> Task:
    way = str(copy.get_way_display()).lower()
    url, note = way_to("mapping", copy.mapping_id), copy.mapping.coordination.person.name
    return Task(Do.TELL, f"Ge personen kopian: {way}", url, note)
