"""Lists in pages by key: the next page starts after the last row seen, however long the list is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    after: str


def by_key(rows: QuerySet[Any], after: str, *, size: int = 30, newest_first: bool = True) -> Page:
    """A page of rows in order of their (time-ordered) key; `after` is the key of the last row shown, or empty."""
    order, beyond = ("-pk", "pk__lt") if newest_first else ("pk", "pk__gt")
    key = _key(rows, after)
    if key is not None:
        rows = rows.filter(**{beyond: key})
    found = list(rows.order_by(order)[: size + 1])
    return Page(found[:size], str(found[size - 1].pk) if len(found) > size else "")


def _key(rows: QuerySet[Any], after: str) -> Any:
    try:
        return (
            (int(after) if rows.model._meta.pk.get_internal_type() == "BigAutoField" else UUID(after))
            if after
            else None
        )
    except ValueError:
        return None
