"""What closings leave on one's desk: to ask why somebody wants to stop, and to answer whether one's unit agrees."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.closings.models import Closing
from brygga.closings.queries import on_desk
from brygga.core.actor import Actor
from brygga.rules.words import in_sentence
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    found, every = on_desk(actor, 10 * FEW), way_to("coordinations")
    more = More(Do.CONTACT, "Alla era samordningar", every)
    yield from few([row for row in found if row.to_explore], _explore, more)
    more = More(Do.ANSWER, "Alla era samordningar", every)
    yield from few([row for row in found if row.to_answer], _answer, more)


def _explore(row: Closing) -> Task:
    url = way_to("closing", row.pk)
    return Task(Do.CONTACT, "Personen vill sluta: fråga varför", url, _about(row), row.answer_by, "Avslut", "warning")


def _answer(row: Closing) -> Task:
    url = way_to("closing", row.pk)
    return Task(Do.ANSWER, f"Svara på {in_sentence(row.rule.term)}", url, _about(row), row.answer_by, "Avslut")


def _about(row: Closing) -> str:
    return f"{row.coordination.person.name} · {row.coordination.number}"
