"""Where each thing goes when a unit is split: all about a person goes with their caseworker, the rest with most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.agencies.queries import went_into
from brygga.coordinations.models import Engagement
from brygga.people.models import Case
from brygga.reorganisations.kinds import ASSIGNMENTS, CASES, Kind
from brygga.reorganisations.models import GoesElsewhere, Moved, Reorganisation

Belongs = Callable[[Kind, Any], bool]


def everything(kind: Kind, row: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Shares:
    """Those that go elsewhere than the rest: which assignments, which persons, and in which coordinations."""

    people: dict[Any, UUID] = field(default_factory=dict)
    persons: dict[Any, UUID | None] = field(default_factory=dict)
    streams: dict[Any, UUID | None] = field(default_factory=dict)

    def goes_to(self, kind: Kind, row: Any) -> UUID | None:
        """The unit, for what goes elsewhere."""
        if kind is ASSIGNMENTS:
            return self.people.get(row.pk)
        for path, known in ((kind.person, self.persons), (kind.stream, self.streams)):
            if path and (about := attrgetter(path)(row)) in known:
                return known[about]
        return self.people.get(getattr(row, "assignment_id", None))

    def belongs_to(self, unit_id: UUID | None) -> Belongs:
        """What goes to one of the others; without one, what goes with the rest."""
        return lambda kind, row: self.goes_to(kind, row) == unit_id


def elsewhere(row: Reorganisation) -> list[GoesElsewhere]:
    rows = GoesElsewhere.objects.unrestricted(because="where those of a unit that is split go, with the reorganisation")
    return list(rows.filter(reorganisation=row).select_related("into__organisation", "assignment__staff"))


def shares(row: Reorganisation) -> Shares:
    """By the open case at the unit; where there is none, by who answers for the unit's part."""
    people = {one.assignment_id: one.into_id for one in elsewhere(row)}
    parts = Engagement._base_manager.filter(unit=row.unit_id, ended_on=None)
    facts = parts.values_list("coordination_id", "coordination__person_id", "caseworker_id")
    answers = {person: caseworker for _, person, caseworker in facts}
    cases = Case._base_manager.filter(unit=row.unit_id, closed_on=None, caseworker__isnull=False)
    answers |= dict(cases.values_list("person_id", "caseworker_id"))
    persons: dict[Any, UUID | None] = {
        person: people[caseworker] for person, caseworker in answers.items() if caseworker in people
    }
    persons |= _went(row)
    streams = {stream: persons[person] for stream, person, _ in facts if person in persons}
    return Shares(people, persons, streams)


def _went(row: Reorganisation) -> dict[Any, UUID | None]:
    """Once it is done, what waits follows the person's case to where that went."""
    moved = Moved.objects.unrestricted(because="where a person's case went when the unit was split")
    went = moved.filter(reorganisation=row, kind=CASES.key).values_list("person_id", "to_unit_id")
    return {person: None if unit == row.into_id else unit for person, unit in went}


def branches(row: Reorganisation, *, as_now: bool = False) -> Iterator[tuple[Unit | None, Belongs]]:
    """Each unit that something goes to, the one for most first; `as_now` follows those that have gone further since."""
    share = shares(row) if row.others else Shares()
    others = {one.into_id: one.into for one in elsewhere(row)} if row.others else {}
    for key, unit in [(None, row.into), *sorted(others.items(), key=lambda item: item[1].sort)]:
        yield _now(unit) if as_now else unit, share.belongs_to(key) if others else everything


def _now(unit: Unit | None) -> Unit | None:
    further = went_into(unit.pk) if unit and unit.closed_on else None
    return further.new if further else unit
