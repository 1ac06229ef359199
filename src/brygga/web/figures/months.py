"""Absences month by month as bars, the oldest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from brygga.rules.dates import SHORT_MONTHS
from brygga.statistics.no_shows import Month, UnitSeats
from brygga.ui.components.charts import Bar

#: No more bars than this: the latest.
MOST = 12


def bars(rows: Iterable[UnitSeats], since: date, until: date) -> list[Bar]:
    away: Counter[Month] = sum((row.away for row in rows), Counter())
    first, last = since.year * 12 + since.month - 1, until.year * 12 + until.month - 1
    months = [(one // 12, one % 12 + 1) for one in range(max(first, last - MOST + 1), last + 1)]
    return [Bar(f"{SHORT_MONTHS[month - 1]} {year}", away[year, month], tone="warning") for year, month in months]
