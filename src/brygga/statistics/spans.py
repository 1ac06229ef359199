"""The moments between two whole days in Sweden."""

from __future__ import annotations

from datetime import date, datetime, time

from brygga.core import clock


def between(since: date, until: date) -> tuple[datetime, datetime]:
    return datetime.combine(since, time.min, clock.SWEDEN), datetime.combine(until, time.max, clock.SWEDEN)
