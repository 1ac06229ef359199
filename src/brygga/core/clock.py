"""The only place that asks what time it is. The demo and the tests move the hands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

SWEDEN = ZoneInfo("Europe/Stockholm")
_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    return _set_to.get() or timezone.now()


def day_of(moment: datetime) -> date:
    return moment.astimezone(SWEDEN).date()


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SWEDEN)


def today() -> date:
    return day_of(now())


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Let a story happen at its own time."""
    token = _set_to.set(moment)
    try:
        yield
    finally:
        _set_to.reset(token)
