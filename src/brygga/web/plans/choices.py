"""What the forms of the plan offer to choose among, and what was chosen."""

from __future__ import annotations

from typing import Any

from brygga.agencies.models import Assignment, Organisation, Unit
from brygga.plans.models import Intervention, PlanRow
from brygga.plans.queries import workers
from brygga.plans.states import Performer
from brygga.plans.working import Working, decides, intervention_parts
from brygga.rules.words import in_sentence

NOBODY, PERSON, OTHER = "", "person", "other"
Choices = list[tuple[str, Any]]


def called(now: Working) -> str:
    """What the person is called in labels, so that one thinks of them and not of a case."""
    person = now.coordination.person
    return "personen" if person.protection else person.given_name


def organisation(pk: str) -> Organisation | None:
    return Organisation.objects.get(pk=pk) if pk else None


def chosen(rows: list[Any], pk: str) -> Any:
    return next((row for row in rows if pk and str(row.pk) == pk), None)


def unit_by_key(pk: str) -> Unit | None:
    return Unit.objects.get(pk=pk) if pk else None


def unit_choices(now: Working, none: str) -> Choices:
    return [("", none), *((str(p.unit_id), p.unit) for p in now.parties)]


def _called(held: Assignment) -> str:
    return f"{held.staff.name}, {in_sentence(held.title)}"


def by_unit(people: list[Assignment], key: str = "") -> Choices:
    groups: dict[str, list[tuple[str, str]]] = {}
    for held in people:
        groups.setdefault(held.unit.name, []).append((f"{key}{held.pk}", _called(held)))
    return list(groups.items())


def who_choices(now: Working, row: PlanRow | None) -> Choices:
    """Everyone who can do something: the units and those who work there, the person, or somebody else."""
    people = workers(now)
    if isinstance(row, Intervention) and row.responsible and row.responsible not in people:
        people.append(row.responsible)
    groups: dict[str, list[tuple[str, str]]] = {
        p.unit: [(f"unit:{p.unit_id}", f"{p.unit} (ingen utsedd)")] for p in now.parties
    }
    if isinstance(row, Intervention) and row.unit and row.unit.name not in groups:
        groups[row.unit.name] = [(f"unit:{row.unit_id}", f"{row.unit.name} (ingen utsedd)")]
    for held in people:
        groups.setdefault(held.unit.name, []).append((f"assignment:{held.pk}", _called(held)))
    own = [(PERSON, f"{called(now).capitalize()} själv"), (OTHER, "Någon annan")]
    return [(NOBODY, "Inte bestämt än"), *groups.items(), ("Andra", own)]


def who_of(row: Intervention) -> str:
    if row.performer != Performer.UNIT:
        return str(row.performer)
    return (
        f"assignment:{row.responsible_id}" if row.responsible_id else (f"unit:{row.unit_id}" if row.unit_id else NOBODY)
    )


def performer_of(who: str) -> tuple[Performer, Unit | None, Assignment | None]:
    if who in (PERSON, OTHER):
        return Performer(who), None, None
    kind, _, key = who.partition(":")
    if kind == "assignment":
        held = Assignment.objects.select_related("unit", "staff").get(pk=key)
        return Performer.UNIT, held.unit, held
    return Performer.UNIT, unit_by_key(key), None


def part_for(now: Working, part: str, unit: Unit | None) -> str:
    """Where the form has a part for each party, an intervention stands in the part of the one that does it."""
    possible = intervention_parts(now.parts)
    if part in possible:
        return part
    party = unit.organisation.party if unit else ""
    own = [p.key for p in now.parts if decides(p) and p.party == party]
    return next(iter([*own, *sorted(possible)]), "")
