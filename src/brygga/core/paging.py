"""Lists in pages by key: the next page starts after the last row seen, however long the list is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

#: Nobody needs to know how many more there are than this, and counting them would take longer the more there are.
COUNTED = 100


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    after: str


def count_up_to(rows: QuerySet[Any], most: int = COUNTED) -> int:
    """How many there are, or `most` when there are as many or more."""
    return int(rows.order_by()[:most].count())


def counted(number: int) -> str:
    """As told: 99+ when they were not all counted."""
    return f"{COUNTED - 1}+" if number >= COUNTED else str(number)


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


def by_order(rows: QuerySet[Any], after: str, *, order: tuple[str, ...] = ("sort",), size: int = 30) -> Page:
    """A page of rows in another order than birth, ties by key; `after` is still only the key of the last row shown."""
    order = (*order, "pk")
    key = _key(rows, after)
    last = rows.filter(pk=key).values_list(*order).first() if key is not None else None
    if last is not None:
        rows = rows.filter(_beyond(order, last))
    found = list(rows.order_by(*order)[: size + 1])
    return Page(found[:size], str(found[size - 1].pk) if len(found) > size else "")


def _beyond(order: tuple[str, ...], last: tuple[Any, ...]) -> Q:
    """Later than the last row, column by column."""
    later, same = Q(pk__in=[]), Q()
    for name, value in zip(order, last, strict=True):
        later |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    return later
