"""The picture of the organisations: who is on it, drawn from the parties of the place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brygga.agencies.models import Unit
from brygga.consents.models import COORDINATION
from brygga.routines.loading import routine
from brygga.routines.mappings import close_contacts_on
from brygga.routines.vocabulary import Routine

NEAR = "near"
AROUND = "Andra omkring dig"


@dataclass(frozen=True, slots=True)
class Box:
    """One who may be ticked: a kind of unit, a party as a whole, or somebody close."""

    key: str
    term: str
    matter: str
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A party of the agreement with those in it."""

    key: str
    term: str
    boxes: tuple[Box, ...]


def sides(place: str, on: date) -> list[Side]:
    """Every party in the order of the routine, and last those who are no party. One question."""
    rules = routine(place)
    units = Unit.objects.filter(organisation__place=place, closed_on=None, organisation__closed_on=None)
    by_kind: dict[str, list[Unit]] = {}
    for unit in units.select_related("organisation").order_by("sort", "pk"):
        by_kind.setdefault(unit.kind, []).append(unit)
    parties = {party.key: party for party in rules.parties if party.in_force(on)}
    found = [
        Side(party.key, party.term, tuple(_boxes(rules, party.key, by_kind)) or (_whole(party.key, party.term),))
        for party in parties.values()
    ]
    return [*found, Side(NEAR, AROUND, tuple(_near(rules, on)))]


def _boxes(rules: Routine, party: str, by_kind: dict[str, list[Unit]]) -> Iterable[Box]:
    for kind in {kind.key: kind for kind in rules.unit_kinds if kind.party == party}.values():
        yield Box(f"unit-{kind.key}", kind.term, COORDINATION, tuple(by_kind.get(kind.key, ())))


def _whole(key: str, term: str) -> Box:
    return Box(f"party-{key}", term, COORDINATION)


def _near(rules: Routine, on: date) -> Iterable[Box]:
    for contact in close_contacts_on(rules, on):
        yield Box(f"{NEAR}-{contact.key}", contact.term, contact.matter)


def boxes(place: str, on: date) -> dict[str, Box]:
    return {box.key: box for side in sides(place, on) for box in side.boxes}
