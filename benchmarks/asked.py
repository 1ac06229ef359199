"""What a page asks the database, kept so that a Django without Brygga can ask it again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models.sql import AggregateQuery, Query
from django.db.models.sql.compiler import SQLAggregateCompiler, SQLCompiler

KEPT = ("SELECT", "INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its SQL, and the query that Django made it from when Django did."""

    sql: str
    params: Any
    query: Query | None
    makes_objects: bool = False


@contextmanager
def listening() -> Iterator[list[Asked]]:
    asked: list[Asked] = []
    under_way: list[Query] = []
    execute_sql = SQLCompiler.execute_sql

    def by_django(self: SQLCompiler, *args: Any, **kwargs: Any) -> Any:
        if type(self) not in {_of(SQLCompiler), _of(SQLAggregateCompiler)}:
            return execute_sql(self, *args, **kwargs)
        under_way.append(self.query.clone())
        try:
            return execute_sql(self, *args, **kwargs)
        finally:
            under_way.pop()

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(KEPT):
            values = [plain(value) for value in params] if params else params
            query = under_way[-1] if under_way else None
            asked.append(Asked(sql, values, query, _makes_objects(query)))
        return execute(sql, params, many, context)

    SQLCompiler.execute_sql = by_django  # type: ignore[method-assign]
    try:
        with connection.execute_wrapper(keep):
            yield asked
    finally:
        SQLCompiler.execute_sql = execute_sql  # type: ignore[method-assign]


def _makes_objects(query: Query | None) -> bool:
    if query is None or isinstance(query, AggregateQuery):
        return False
    compiler = query.clone().get_compiler("default")
    compiler.setup_query()
    return compiler.klass_info is not None


def _of(compiler: type) -> Any:
    return connection.ops.compiler(compiler.__name__)


def plain(value: Any) -> Any:
    """A parameter that can be kept without the program: words without their class, JSON as its text."""
    if isinstance(value, str):
        return str.__str__(value)
    wrapped = getattr(value, "obj", None)
    return json.dumps(wrapped) if wrapped is not None else value
