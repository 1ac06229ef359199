"""That somebody has died: said once, by a unit with an open case; the other rooms stop what must stop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act
from brygga.core.clock import day_of
from brygga.core.saving import change
from brygga.people import may
from brygga.people.models import Person

#: Why what was to come is called off, in the rooms that are told.
DIED = "Personen har avlidit."

Listener = Callable[[Person, Actor, datetime], None]
_listeners: list[Listener] = []


def when_somebody_dies(listener: Listener) -> None:
    """Call `listener(person, by, at)` inside the act that registered it."""
    if listener not in _listeners:
        _listeners.append(listener)


@act("people.register_death", may=may.may_register_death, told_as="{by} registrerade ett dödsfall")
def register_death(person: Person, *, by: Actor, at: datetime, died_on: date) -> Person:
    """The person's own way in closes, nothing more is sent to them, and what was to come is called off."""
    if died_on > day_of(at) or (person.born and died_on < person.born):
        raise NotAllowed("Kontrollera dagen: den ska ha varit, och vara efter födelsedagen.")
    dead = change(person, died_on=died_on)
    for listener in _listeners:
        listener(dead, by, at)
    return dead


@act("people.correct_death", may=may.may_correct_death, told_as="{by} rättade ett dödsfall som var fel")
def correct_death(person: Person, *, by: Actor) -> Person:
    """It was somebody else: the person's way in opens again. What was called off stays called off."""
    return change(person, died_on=None)
