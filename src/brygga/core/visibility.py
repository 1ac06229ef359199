"""Querysets over personal data that will not run until they have been told who is asking.

Known limits: forward foreign keys and `refresh_from_db` use Django's base manager, and a
subquery built from an unscoped set is not stopped until it is fetched on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models.sql import Query

from brygga.core.actor import Actor
from brygga.core.ids import new_id


class UnscopedRead(RuntimeError):
    """Somebody tried to read rows without saying for whom."""


_all_rows: ContextVar[str | None] = ContextVar("all_rows", default=None)


@contextmanager
def all_rows(*, because: str) -> Iterator[None]:
    """Open the guard for code that is not ours, such as Django's uniqueness checks."""
    token = _all_rows.set(because)
    try:
        yield
    finally:
        _all_rows.reset(token)


class GuardedQuerySet(models.QuerySet[Any]):
    """Subclasses answer one question, `visibility(actor)`, as a `Q`: included if and only if."""

    _reader: str | None = None

    def visibility(self, actor: Actor) -> models.Q:
        raise NotImplementedError

    def visible_to(self, actor: Actor) -> Any:
        visibility = self.visibility(actor)
        mine = self.filter(visibility)
        if _multiplies(mine.query):
            mine = self.filter(pk__in=self.model._base_manager.filter(visibility).values("pk"))
        return mine._opened(f"actor {actor.assignment_id or actor.kind}")

    def unrestricted(self, *, because: str) -> Any:
        return self._chain()._opened(because)

    def _opened(self, reader: str) -> Any:
        self._reader = reader
        return self

    def _guard(self) -> None:
        if self._reader is None and _all_rows.get() is None:
            raise UnscopedRead(f"Read {self.model.__name__} through .visible_to(actor).")

    def _clone(self) -> Any:
        clone = super()._clone()
        clone._reader = self._reader
        return clone

    def _merge_sanity_check(self, other: Any) -> None:
        if isinstance(other, GuardedQuerySet):
            other._guard()
        super()._merge_sanity_check(other)

    def _combinator_query(self, combinator: str, *others: Any, **kwargs: Any) -> Any:
        for other in others:
            if isinstance(other, GuardedQuerySet):
                other._guard()
        return super()._combinator_query(combinator, *others, **kwargs)


def _multiplies(query: Query) -> bool:
    """Whether a join to many could show a row twice; then the visible rows are looked up in a query of their own."""
    fields = (getattr(join, "join_field", None) for join in query.alias_map.values())
    return any(field is not None and (field.one_to_many or field.many_to_many) for field in fields)


_steady: ContextVar[dict[Any, Any] | None] = ContextVar("steady_view", default=None)


@contextmanager
def steady_view() -> Iterator[None]:
    """While nothing is done, what is open to a reader is looked up once; one within another shares its memory."""
    known = _steady.get()
    token = _steady.set({} if known is None else known)
    try:
        yield
    finally:
        _steady.reset(token)


@contextmanager
def changing() -> Iterator[None]:
    """While an act is carried out nothing is remembered, and what was known before it is forgotten after it."""
    known = _steady.get()
    token = _steady.set(None)
    try:
        yield
    finally:
        _steady.reset(token)
        if known is not None:
            known.clear()


def remembered(key: Any, look_up: Callable[[], Any]) -> Any:
    """What `look_up` said first in this steady view; None where something may change under one's eyes."""
    return None if _steady.get() is None else once_a_page(key, look_up)


def once_a_page(key: Any, look_up: Callable[[], Any]) -> Any:
    """What `look_up` says; in a steady view it is asked only once."""
    known = _steady.get()
    if known is None:
        return look_up()
    if key not in known:
        known[key] = look_up()
    return known[key]


def _guarded(name: str) -> Any:
    method = getattr(models.QuerySet, name)

    def wrapper(self: GuardedQuerySet, *args: Any, **kwargs: Any) -> Any:
        self._guard()
        return method(self, *args, **kwargs)

    wrapper.__name__ = name
    return wrapper


for _name in (
    "_fetch_all",
    "_iterator",
    "aggregate",
    "count",
    "exists",
    "contains",
    "update",
    "delete",
    "in_bulk",
    "raw",
    "explain",
):
    setattr(GuardedQuerySet, _name, _guarded(_name))


class SeenWith(GuardedQuerySet):
    """Rows that hang on another one, which their model's `hangs_on` names: seen by those who see that one."""

    def visibility(self, actor: Actor) -> models.Q:
        hangs_on: str = self.model.hangs_on
        row: Any = self.model._meta.get_field(hangs_on).related_model
        return models.Q(**{f"{hangs_on}__in": row.objects.visible_to(actor)})


class SeenWithManager(models.Manager[Any]):
    """`SeenWith.as_manager()`, written out: mypy's plugin loses a made one that another module uses."""

    def get_queryset(self) -> SeenWith:
        return SeenWith(self.model, using=self._db)

    def visible_to(self, actor: Actor) -> Any:
        return self.get_queryset().visible_to(actor)

    def unrestricted(self, *, because: str) -> Any:
        return self.get_queryset().unrestricted(because=because)


class Record(models.Model):
    """A row with an unguessable identity."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class GuardedModel(Record):
    class Meta:
        abstract = True

    def validate_unique(self, exclude: Any = None) -> None:
        with all_rows(because="uniqueness is a fact about every row"):
            super().validate_unique(exclude)

    def validate_constraints(self, exclude: Any = None) -> None:
        with all_rows(because="uniqueness is a fact about every row"):
            super().validate_constraints(exclude)
