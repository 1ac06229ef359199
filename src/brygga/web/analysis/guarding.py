"""Nothing is told of a choice when it, or those whom it leaves out, are so few that two answers would tell of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from brygga.histories import Among, Histories
from brygga.rules.small_numbers import SMALL_NUMBERS


def is_too_close(histories: Histories, among: Among) -> bool:
    """Whether those who are chosen, or those who would be chosen too with one choice less, are few."""
    persons = histories.persons(among)
    if SMALL_NUMBERS.is_small(persons):
        return True
    return any(SMALL_NUMBERS.is_small(histories.persons(other) - persons) for other in wider(among))


def wider(among: Among) -> Iterator[Among]:
    """The same with one choice taken away."""
    if among.coordinated is not None:
        yield replace(among, coordinated=None)
    if among.units:
        yield replace(among, units=())
    if among.organisations:
        yield replace(among, organisations=(), units=())
