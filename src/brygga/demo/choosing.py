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
from brygga.rules.words import in_sentence

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

    @property
    def summary(self) -> str:
        return f"{self.heading} ({len(self.choices)})"


@dataclass(frozen=True, slots=True)
class Place:
    name: str
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
    return Choice(_called(assignment), told["why"], "assignment", str(assignment.pk))


def _called(assignment: Assignment) -> str:
    """The name and the title, small where it is a word: sjuksköterska, but GFI-fördelare."""
    return f"{assignment.staff.name}, {in_sentence(assignment.title)}"


def places(assignments: Iterable[Assignment]) -> list[Place]:
    """`assignments` in order of place, organisation, unit and name."""
    by_place = {key: list(rows) for key, rows in groupby(assignments, lambda row: row.unit.organisation.place)}
    return [_place(key, rows) for key, rows in sorted(by_place.items(), key=lambda item: item[0] != FIRST)]


def _place(key: str, assignments: list[Assignment]) -> Place:
    organisations = groupby(assignments, lambda row: row.unit.organisation.name)
    groups = [Group(name, [_staff(row) for row in rows]) for name, rows in organisations]
    themselves = [
        Choice(f"{human.given_name} {human.family_name}", human.who, "person", human.key)
        for human in humans().values()
        if human.place == key
    ]
    return Place(routine(key).name, [*groups, Group("Personerna själva", themselves)])


def _staff(assignment: Assignment) -> Choice:
    line = tries()["staff"].get(assignment.staff.name, "")
    note = f"{assignment.unit.name}. {line}" if line else assignment.unit.name
    return Choice(_called(assignment), note, "assignment", str(assignment.pk))
