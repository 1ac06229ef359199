"""A region's worth of persons: one case that was lived through the acts, copied row by row with new identities.

Each unit keeps as many persons as units have in life; a hundred times as many persons are in a hundred times as many
units. What is measured is whether the size of the whole shows in the work of one unit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models

from brygga.agencies.models import Assignment, Organisation, Staff, Unit
from brygga.consents.models import Consent, ConsentGrant, Disclosure
from brygga.coordinations.models import Coordination, Engagement, Entry, InboxItem
from brygga.core.ids import new_id
from brygga.core.models import AuditRow, Event, ReadRow
from brygga.core.secrets import blind_index
from brygga.intakes.models import Intake
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


@dataclass(frozen=True, slots=True)
class Mould:
    """A row as the database holds it, and where in it identities stand."""

    model: type[models.Model]
    key: UUID | None
    values: tuple[Any, ...]
    columns: tuple[str, ...]
    identities: tuple[tuple[int, UUID], ...]
    texts: tuple[int, ...]
    unique: tuple[tuple[int, Callable[[int], Any]], ...]

    @classmethod
    def of(cls, row: models.Model) -> Mould:
        columns = [c for c in row._meta.concrete_fields if not isinstance(c, models.AutoField | models.BigAutoField)]
        values = [c.get_db_prep_save(getattr(row, c.attname), connection) for c in columns]
        held = [(i, getattr(row, c.attname)) for i, c in enumerate(columns)]
        marks = _marks(row)
        return cls(
            model=type(row),
            key=row.pk if isinstance(row.pk, UUID) else None,
            values=tuple(_plain(value) for value in values),
            columns=tuple(column.column for column in columns),
            identities=tuple((i, value) for i, value in held if isinstance(value, UUID)),
            texts=tuple(
                i for i, c in enumerate(columns) if isinstance(c, models.JSONField) and _UUID.search(_plain(values[i]))
            ),
            unique=tuple((i, marks[c.attname]) for i, c in enumerate(columns) if c.attname in marks),
        )

    def cast(self, names: dict[UUID, UUID], number: int) -> tuple[Any, ...]:
        row = list(self.values)
        for place, identity in self.identities:
            row[place] = _stored(names.get(identity, identity))
        for place in self.texts:
            row[place] = _UUID.sub(lambda found: str(names.get(UUID(found[0]), found[0])), row[place])
        for place, mark in self.unique:
            row[place] = mark(number)
        return tuple(row)


class Copier:
    """Writes copies in batches, a table at a time."""

    def __init__(self, lived: Lived) -> None:
        self.agencies = [Mould.of(row) for row in lived.agencies]
        self.rows = [Mould.of(row) for row in [*lived.persons, *lived.rows]]
        self.waiting: dict[type[models.Model], list[tuple[Any, ...]]] = {}

    def copy(self, persons: int) -> None:
        agencies: dict[UUID, UUID] = {}
        for number in range(persons):
            if number % PERSONS_PER_UNIT == 0:
                agencies = self._add(self.agencies, {}, number)
            self._add(self.rows, agencies, number)
            if number % BATCH == BATCH - 1:
                self.flush()
        self.flush()

    def _add(self, moulds: list[Mould], known: dict[UUID, UUID], number: int) -> dict[UUID, UUID]:
        names = known | {mould.key: new_id() for mould in moulds if mould.key}
        for mould in moulds:
            self.waiting.setdefault(mould.model, []).append(mould.cast(names, number))
        return names

    def flush(self) -> None:
        columns = {mould.model: mould.columns for mould in [*self.agencies, *self.rows]}
        for model in [*FIRST, *(part for part, _ in PARTS)]:
            if rows := self.waiting.pop(model, None):
                insert(model, columns[model], rows)


def insert(model: type[models.Model], columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({marks})", rows)


FIRST: tuple[type[models.Model], ...] = (Organisation, Unit, Staff, Assignment, Person, PersonIdentity, Case)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _marks(row: models.Model) -> dict[str, Callable[[int], Any]]:
    """What must differ between copies."""
    match row:
        case Intake():
            return {"code": lambda number: blind_index(f"{number}", "benchmark"), "phone_index": lambda _: None}
        case Coordination():
            return {"number": lambda number: f"B-{number}"}
        case Case():
            return {"number": lambda number: f"K-{number}"}
        case PersonIdentity():
            place = str(row.organisation_id)
            return {"index": lambda number: blind_index(f"{number}-{place}", "benchmark")}
        case Staff():
            return {"email": lambda _: f"{new_id().hex}@example.se"}
        case Person():
            return {"family_name": lambda number: f"Exempel {number}", "sort": lambda number: f"{number:09}"}
    return {}


def _stored(identity: UUID) -> Any:
    return identity if connection.vendor == "postgresql" else identity.hex


def _plain(value: Any) -> Any:
    """A value that a bulk insert takes: JSON as its text, bytes as bytes."""
    if isinstance(value, memoryview):
        return bytes(value)
    wrapped = getattr(value, "obj", value)
    return json.dumps(wrapped) if type(value).__name__ in {"Jsonb", "Json"} else value


def audit_rows(like: AuditRow, count: int) -> None:
    """The audit log of a region: as many rows as its acts would have left."""
    mould = Mould.of(like)
    for start in range(0, count, 10_000):
        insert(AuditRow, mould.columns, [mould.values] * min(10_000, count - start))
