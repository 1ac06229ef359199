"""The connection refuses a write that no act asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


class WriteOutsideAct(RuntimeError):
    """A database write that no business act asked for."""


#: Django's own bookkeeping, which holds nothing about anybody.
NOT_OURS = frozenset({"django_session", "django_migrations", "django_content_type"})

_asked_by: ContextVar[str | None] = ContextVar("write_asked_by", default=None)
_WRITE = re.compile(
    r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+["`]?(\w+)', re.IGNORECASE
)


@contextmanager
def asked_by(name: str) -> Iterator[None]:
    """Open the connection for writing: for an act, a log, a migration, or a test that says so."""
    token = _asked_by.set(name)
    try:
        yield
    finally:
        _asked_by.reset(token)


def only_acts_write(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if _asked_by.get() is None:
        found = _WRITE.match(str(sql))
        if found and found[1] not in NOT_OURS:
            raise WriteOutsideAct(f"{found[0].strip()}: no act is under way")
    return execute(sql, params, many, context)


def guard_connection(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    if only_acts_write not in connection.execute_wrappers:
        connection.execute_wrappers.append(only_acts_write)
