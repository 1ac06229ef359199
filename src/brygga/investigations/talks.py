"""Mapping talks as work that the guard knows of: by what is written in them and open to the reader."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.investigations.guard import Told
from brygga.mappings.queries import talks
from brygga.rules.double_work import Work


def mapping_talks(actor: Actor, coordination: Coordination) -> Iterator[Told]:
    for talk in talks(actor, coordination):
        work = Work(
            key=str(talk.mapping_id),
            unit=str(talk.unit_id),
            areas=talk.spoken_of,
            begins=talk.since,
            ended=talk.ended,
        )
        if talk.spoken_of:
            yield Told(work, talk.term, talk.unit, talk.who)
