"""Where things stand in a picture: positions, colours, and the steps of a scale of time."""

from __future__ import annotations

from datetime import date, timedelta

from brygga.rules.dates import SHORT_MONTHS
from brygga.ui.components.dates import short_day
from brygga.ui.components.register import one_of
from brygga.ui.components.status import COLOURS, Tone


def scale(first: date, last: date) -> list[tuple[date, str]]:
    """At most nine steps: days for a short time, then months, else years."""
    if (last - first).days <= 62:
        return _days(first, last)
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= 8), 120)
    steps = []
    for number in range(months + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        if (month if step < 12 else year * 12 + month) % step == 0:
            day = date(year, month + 1, 1)
            if day >= first:
                steps.append((day, str(year) if month == 0 or step >= 12 else SHORT_MONTHS[month]))
    return steps


def percent(share: float) -> str:
    """As SVG wants it, with a point whatever the locale."""
    return f"{100 * share:.2f}%"


def colour(tone: str) -> str:
    return COLOURS[one_of(tone, Tone, tag="chart", argument="tone")]


def _days(first: date, last: date) -> list[tuple[date, str]]:
    """Each day of a week, else Mondays."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [(day, short_day(day)) for day in days if len(days) <= 8 or day.weekday() == 0]
