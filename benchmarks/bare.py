"""The yardsticks: a Django without Brygga that asks the same questions and sends as many bytes.

Each recorded page is a list of variants (one, or several for an act, so that they do not wait for the same row); a
variant is what was asked, in order. `/bare/…` asks as Django does: each question is compiled, asked, and its rows made
into objects. `/sql/…` sends the same SQL by hand and makes nothing of the answers: what the database alone costs.
Rows that are added get new keys each time, and are sent as SQL by both.
"""

from __future__ import annotations

import itertools
import pickle
import threading
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.query import ModelIterable
from django.db.models.sql import AggregateQuery, Query
from django.db.models.sql.constants import SINGLE
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from benchmarks.asked import Asked
from brygga.config.settings import ENV
from brygga.core.writing import asked_by

FILE = Path(ENV.var) / "recorded.pickle"
_recorded: dict[str, Any] = {}
_turn = itertools.count()
_lock = threading.Lock()


def bare(request: HttpRequest, name: str, ask: Any) -> HttpResponse:
    page = _load()[name]
    with _lock:
        variant = page["variants"][next(_turn) % len(page["variants"])]
    with asked_by("the yardstick"), transaction.atomic() if request.method == "POST" else nullcontext():
        ask(variant)
    return HttpResponse(b"x" * page["bytes"])


def _load() -> dict[str, Any]:
    if not _recorded:
        _recorded.update(pickle.loads(FILE.read_bytes()))
    return _recorded


def by_django(variant: list[Asked]) -> None:
    for one in variant:
        if one.query is None:
            _send(one)
        elif one.makes_objects:
            rows: Any = QuerySet(one.query.model, query=one.query.clone())
            list(ModelIterable(rows))
        else:
            _values(one.query.clone())


def by_sql(variant: list[Asked]) -> None:
    for one in variant:
        _send(one)


def _values(query: Query) -> None:
    compiler = query.get_compiler("default")
    if isinstance(query, AggregateQuery):
        compiler.execute_sql(SINGLE)
    else:
        list(compiler.results_iter())


def _send(one: Asked) -> None:
    with connection.cursor() as cursor:
        cursor.execute(one.sql, _new_key(one.sql, one.params))
        if one.sql.startswith("SELECT"):
            cursor.fetchall()


def _new_key(sql: str, params: Any) -> Any:
    if not sql.startswith("INSERT") or not params:
        return params
    first = params[0]
    if isinstance(first, UUID):
        return [uuid4(), *params[1:]]
    if isinstance(first, str) and len(first) == 32 and first.isalnum():
        return [uuid4().hex, *params[1:]]
    return params


urlpatterns = [
    path("bare/<slug:name>", csrf_exempt(bare), {"ask": by_django}),
    path("sql/<slug:name>", csrf_exempt(bare), {"ask": by_sql}),
]
