"""Saving with the database's own rules told in Swedish."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model

from brygga.core.acts import Changed

M = TypeVar("M", bound=Model)


def create(model: type[M], **fields: Any) -> M:
    """A new row. A broken constraint is a ValidationError with its Swedish message."""
    row = model(**fields)
    row.validate_constraints()
    row.save(force_insert=True)
    return row


def change(row: M, **fields: Any) -> M:
    """Write these fields of a row that the act holds."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.validate_constraints()
    row.save(update_fields=list(fields))
    return row


def revise(row: M, *, seen: int, **fields: Any) -> M:
    """Write to a row with a `revision`, if it is still the one that was seen; else nothing is overwritten."""
    if row.revision != seen:  # type: ignore[attr-defined]
        raise Changed(row)
    return change(row, revision=seen + 1, **fields)
