"""The yardstick: a Django without Brygga that asks the same questions and sends as many bytes.

Each recorded page is a list of variants (one, or several for an act, so that they do not wait for the same row); a
variant is the SQL with its parameters. Rows that are added get new keys each time.
"""

from __future__ import annotations

import itertools
import pickle
import threading
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from brygga.config.settings import ENV

FILE = Path(ENV.var) / "recorded.pickle"
_recorded: dict[str, Any] = {}
_turn = itertools.count()
_lock = threading.Lock()


def bare(request: HttpRequest, name: str) -> HttpResponse:
    page = _load()[name]
    with _lock:
        variant = page["variants"][next(_turn) % len(page["variants"])]
    if request.method == "POST":
        with transaction.atomic():
            _ask(variant)
    else:
        _ask(variant)
    return HttpResponse(b"x" * page["bytes"])


def _load() -> dict[str, Any]:
    if not _recorded:
        _recorded.update(pickle.loads(FILE.read_bytes()))
    return _recorded


def _ask(variant: list[tuple[str, Any]]) -> None:
    with connection.cursor() as cursor:
        for sql, params in variant:
            cursor.execute(sql, _new_key(sql, params))
            if sql.startswith("SELECT"):
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


urlpatterns = [path("bare/<slug:name>", csrf_exempt(bare))]
