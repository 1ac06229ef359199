"""Audit rows and the read log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.classification import is_open
from brygga.core.models import AuditRow, ReadRow
from brygga.core.writing import asked_by


def trace(actor: Actor, at: datetime) -> dict[str, Any]:
    return {
        "happened_at": at,
        "actor_kind": actor.kind.value,
        "actor_label": actor.signature[:300],
        "staff_id": actor.staff_id,
        "assignment_id": actor.assignment_id,
        "unit_id": actor.unit_id,
        "organisation_id": actor.organisation_id,
    }


def plain_facts(arguments: dict[str, Any]) -> dict[str, Any]:
    """What was decided, without the words: what is open by its name as it is, of the rest only that it was there."""
    return {name: _plain(value, is_open(name)) for name, value in arguments.items() if value not in (None, "", (), [])}


def _plain(value: Any, tell: bool) -> Any:
    match value:
        case Model() | UUID():
            return str(value.pk) if isinstance(value, Model) else str(value)
        case bool() | int() if tell:
            return value
        case date() | datetime() if tell:
            return str(value)
        case str() if tell and _is_key(value):
            return value
        case str():
            return f"text, {len(value)} tecken"
        case list() | tuple() | set() | frozenset():
            return [_plain(item, tell) for item in value][:50]
        case _:
            return type(value).__name__


def _is_key(text: str) -> bool:
    return len(text) <= 40 and text.replace("_", "").replace("-", "").isalnum() and text.islower()


def audit(
    actor: Actor,
    *,
    at: datetime,
    act: str,
    outcome: str,
    subject: Model | None,
    facts: dict[str, Any],
    reason: str = "",
) -> None:
    AuditRow.objects.create(
        **trace(actor, at),
        act=act,
        outcome=outcome,
        subject_type=subject._meta.label if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        facts=facts,
        reason=reason[:500],
    )


def log_reading(actor: Actor, *, what: str, person_id: UUID, stream_id: UUID | None = None, why: str = "") -> None:
    """Note that `actor` has read about a person. The person's own reading is not logged."""
    if actor.is_person:
        return
    with asked_by("läslogg"):
        ReadRow.objects.create(
            **trace(actor, clock.now()), what=what, person_id=person_id, stream_id=stream_id, why=why[:500]
        )


def log_readings(actor: Actor, *, what: str, read: Iterable[tuple[UUID, UUID | None]]) -> None:
    """The same of several on one page, each as the person and where it stands."""
    if actor.is_person:
        return
    noted = {**trace(actor, clock.now()), "what": what}
    with asked_by("läslogg"):
        ReadRow.objects.bulk_create([ReadRow(**noted, person_id=one, stream_id=stream) for one, stream in read])
