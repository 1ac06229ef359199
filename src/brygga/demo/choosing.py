"""Whom one may be in the demo, by place, and what to try as them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from brygga.agencies.models import Assignment
from brygga.demo.telling import humans
from brygga.routines.loading import routine

TRIES = Path(__file__).parent / "tries.toml"
#: The handbook that the demo follows comes first.
FIRST = "malmo"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: who, what they are and what to try; `kind` and `value` are what it posts."""

    text: str
    note: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    is_first: bool
    groups: list[Group]


@cache
def tries() -> dict[str, Any]:
    return tomllib.loads(TRIES.read_text())


def beginnings(assignments: Iterable[Assignment]) -> list[Choice]:
    """Where to begin: a few people for whom something waits."""
    by_name = {assignment.staff.name: assignment for assignment in assignments}
    return [choice for told in tries()["begin"] if (choice := _beginning(told, by_name))]


def _beginning(told: dict[str, str], by_name: dict[str, Assignment]) -> Choice | None:
    if human := humans().get(told.get("person", "")):
        return Choice(f"{human.given_name}, personen själv", told["why"], "person", human.key)
    assignment = by_name.get(told["staff"])
    if assignment is None:
        return None
    title = assignment.title[:1].lower() + assignment.title[1:]
    return Choice(f"{assignment.staff.name}, {title}", told["why"], "assignment", str(assignment.pk))


def places(assignments: Iterable[Assignment]) -> list[Place]:
    """`assignments` in order of place, organisation, unit and name."""
    found = [_place(key, list(rows)) for key, rows in groupby(assignments, lambda row: row.unit.organisation.place)]
    return sorted(found, key=lambda place: not place.is_first)


def _place(key: str, assignments: list[Assignment]) -> Place:
    organisations = groupby(assignments, lambda row: row.unit.organisation.name)
    groups = [Group(name, [_staff(row) for row in rows]) for name, rows in organisations]
    themselves = [
        Choice(f"{human.given_name} {human.family_name}", human.who, "person", human.key)
        for human in humans().values()
        if human.place == key
    ]
    return Place(routine(key).name, key == FIRST, [*groups, Group("Personerna själva", themselves)])


def _staff(assignment: Assignment) -> Choice:
    what = f"{assignment.title}, {assignment.unit.name}"
    line = tries()["staff"].get(assignment.staff.name, "")
    return Choice(assignment.staff.name, f"{what}. {line}".strip() if line else what, "assignment", str(assignment.pk))
