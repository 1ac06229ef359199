"""The read log as the reviewer sees it: what the own organisation's units have read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.models import ReadRow
from brygga.core.paging import by_key
from brygga.core.secrets import blind_index
from brygga.people.models import Person, PersonIdentity
from brygga.rules.identity_numbers import IdentityNumber

OTHER = "Person hos en annan organisation"


@dataclass(frozen=True, slots=True)
class Reading:
    row: ReadRow
    person: str


@dataclass(frozen=True, slots=True)
class Readings:
    rows: tuple[Reading, ...]
    after: str


def readings(
    actor: Actor,
    *,
    staff_id: UUID | None = None,
    person_ids: list[UUID] | None = None,
    since: date | None = None,
    until: date | None = None,
    opened: bool = False,
    after: str = "",
) -> Readings:
    """Newest first. The names of persons in other organisations are theirs to show."""
    rows: QuerySet[ReadRow] = ReadRow.objects.filter(organisation_id=actor.organisation_id)
    if staff_id:
        rows = rows.filter(staff_id=staff_id)
    if person_ids is not None:
        rows = rows.filter(person_id__in=person_ids)
    if since:
        rows = rows.filter(happened_at__gte=clock.midnight(since))
    if until:
        rows = rows.filter(happened_at__lt=clock.midnight(until + timedelta(days=1)))
    if opened:
        rows = rows.exclude(why="")
    page = by_key(rows, after)
    known = Person.objects.unrestricted(because="the reviewer sees who was read in the own organisation")
    names = {
        p.pk: p.name
        for p in known.filter(organisation_id=actor.organisation_id, pk__in=[r.person_id for r in page.rows])
    }
    return Readings(tuple(Reading(row, names.get(row.person_id, OTHER)) for row in page.rows), page.after)


def persons_with(number: IdentityNumber) -> QuerySet[Person]:
    """Every organisation's row of this human being; only readings by the own organisation are shown with them."""
    rows = PersonIdentity.objects.unrestricted(because="a reviewer asks what was read about one person")
    found: QuerySet[Person] = Person.objects.unrestricted(because="a reviewer asks what was read about one person")
    return found.filter(pk__in=rows.filter(index=blind_index(number.normalised, "identity")).values("person_id"))
