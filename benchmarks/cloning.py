"""A region's worth of persons: one case that was lived through the acts, copied row by row with new identities.

Each unit keeps as many persons as units have in life; a hundred times as many persons are in a hundred times as many
units. What is measured is whether the size of the whole shows in the work of one unit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from brygga.agencies.models import Assignment, Organisation, Staff, Unit
from brygga.consents.models import Consent, ConsentGrant, Disclosure
from brygga.coordinations.models import Coordination, Engagement, Entry, InboxItem
from brygga.core.ids import new_id
from brygga.core.models import AuditRow, Event, ReadRow
from brygga.core.secrets import blind_index
from brygga.meetings.models import Attendee, CirclePlace, Meeting, PreMeeting
from brygga.people.models import Case, Person, PersonIdentity
from brygga.plans import models as plans
from brygga.requests.models import Request, RequestStep

Rows = models.QuerySet[Any]
PERSONS_PER_UNIT = 250
BATCH = 2_000


def _of(path: str) -> Callable[[Coordination], dict[str, Any]]:
    return lambda coordination: {path: coordination.pk}


#: The rows of a case, parents before children, and how to find them from its coordination.
PARTS: tuple[tuple[type[models.Model], Callable[[Coordination], dict[str, Any]]], ...] = (
    (Consent, lambda c: {"person_id": c.person_id}),
    (ConsentGrant, lambda c: {"consent__person_id": c.person_id}),
    (Coordination, lambda c: {"pk": c.pk}),
    (Disclosure, _of("stream_id")),
    (Engagement, _of("coordination_id")),
    (Entry, _of("coordination_id")),
    (Request, _of("coordination_id")),
    (RequestStep, _of("request__coordination_id")),
    (Meeting, _of("coordination_id")),
    (Attendee, _of("meeting__coordination_id")),
    (CirclePlace, _of("coordination_id")),
    (PreMeeting, _of("coordination_id")),
    (plans.Plan, _of("coordination_id")),
    (plans.PlanText, _of("plan__coordination_id")),
    (plans.Need, _of("plan__coordination_id")),
    (plans.Goal, _of("plan__coordination_id")),
    (plans.Intervention, _of("plan__coordination_id")),
    (plans.InterruptionStep, _of("plan__coordination_id")),
    (plans.CrisisContact, _of("plan__coordination_id")),
    (plans.PlanVersion, _of("plan__coordination_id")),
    (plans.Approval, _of("version__plan__coordination_id")),
    (plans.Progress, _of("intervention__plan__coordination_id")),
    (Event, _of("stream_id")),
    (InboxItem, _of("stream_id")),
    (ReadRow, _of("stream_id")),
)


@dataclass(slots=True)
class Lived:
    """The case to copy: its rows, the agencies it was lived in, and the person in each organisation."""

    coordination: Coordination
    agencies: list[models.Model]
    persons: list[models.Model]
    rows: list[models.Model] = field(default_factory=list)

    @classmethod
    def of(cls, coordination: Coordination) -> Lived:
        cases = list(Case._base_manager.filter(engagements__coordination=coordination).distinct())
        own = Case._base_manager.filter(person_id=coordination.person_id)
        cases += [case for case in own if case not in cases]
        people = [Person._base_manager.get(pk=pk) for pk in dict.fromkeys(c.person_id for c in cases)]
        identities = [i for p in people for i in PersonIdentity._base_manager.filter(person=p)]
        rows = [
            row for model, which in PARTS for row in model._base_manager.filter(**which(coordination)).order_by("pk")
        ]
        units = list(Unit.objects.all())
        staff = [a.staff for a in Assignment.objects.select_related("staff")]
        agencies = [*Organisation.objects.all(), *units, *dict.fromkeys(staff), *Assignment.objects.all()]
        return cls(coordination, agencies, [*people, *identities, *cases], rows)


class Copier:
    """Writes copies in batches, a table at a time."""

    def __init__(self, lived: Lived) -> None:
        self.lived = lived
        self.waiting: dict[type[models.Model], list[models.Model]] = {}
        self.count = 0

    def copy(self, persons: int) -> None:
        agencies: dict[UUID, UUID] = {}
        for number in range(persons):
            if number % PERSONS_PER_UNIT == 0:
                agencies = {}
                self._add(self.lived.agencies, agencies, {}, number)
            self._person(number, agencies)
            if number % BATCH == BATCH - 1:
                self.flush()
        self.flush()

    def _person(self, number: int, agencies: dict[UUID, UUID]) -> None:
        names: dict[UUID, UUID] = {}
        self._add([*self.lived.persons, *self.lived.rows], names, agencies, number)

    def _add(self, rows: list[models.Model], names: dict[UUID, UUID], known: dict[UUID, UUID], number: int) -> None:
        for row in rows:
            if isinstance(row.pk, UUID):
                names[row.pk] = new_id()
        for row in rows:
            self.waiting.setdefault(type(row), []).append(_copied(row, {**known, **names}, number))

    def flush(self) -> None:
        for model in _in_order(self.waiting):
            model._base_manager.bulk_create(self.waiting[model], batch_size=400)
        self.waiting = {}


def _in_order(waiting: dict[type[models.Model], Any]) -> Iterator[type[models.Model]]:
    first: list[type[models.Model]] = [Organisation, Unit, Staff, Assignment, Person, PersonIdentity, Case]
    yield from (model for model in [*first, *(part for part, _ in PARTS)] if model in waiting)


def _copied(row: models.Model, names: dict[UUID, UUID], number: int) -> models.Model:
    values: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if isinstance(column, models.JSONField):
            value = _renamed(value, names)
        elif isinstance(value, UUID):
            value = names.get(value, value)
        elif isinstance(column, models.AutoField | models.BigAutoField):
            continue
        values[column.attname] = value
    values |= _unique(row, number)
    return type(row)(**values)


def _unique(row: models.Model, number: int) -> dict[str, Any]:
    match row:
        case Coordination():
            return {"number": f"B-{number}-{new_id().hex[-6:]}"[:20]}
        case Case():
            return {"number": f"K-{number}"}
        case PersonIdentity():
            return {"index": blind_index(f"{number}-{row.organisation_id}", "benchmark")}
        case Staff():
            return {"email": f"{new_id().hex}@example.se"}
        case Person():
            return {"family_name": f"Exempel {number}", "sort": f"{number:09}"}
    return {}


_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _renamed(value: Any, names: dict[UUID, UUID]) -> Any:
    """JSON with the identities in it exchanged."""
    text = json.dumps(value)
    if not _UUID.search(text):
        return value
    return json.loads(_UUID.sub(lambda found: str(names.get(UUID(found[0]), found[0])), text))


def audit_rows(like: AuditRow, count: int) -> None:
    """The audit log of a region: as many rows as its acts would have left."""
    fields = {f.attname: getattr(like, f.attname) for f in like._meta.concrete_fields if f.attname != "id"}
    for start in range(0, count, BATCH):
        AuditRow.objects.bulk_create([AuditRow(**fields) for _ in range(min(BATCH, count - start))], batch_size=400)
