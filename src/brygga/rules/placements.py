"""A placement away from home has a plan, and somebody waits at home when it ends (MAL-19; Malmö handbook, "Kim")."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum


class Lacks(StrEnum):
    PLAN = "plan"
    CONTACT = "contact"


def lacking(
    *,
    until: date | None,
    ended: bool,
    has_plan: bool,
    contacts: Iterable[date],
    on: date,
    ahead: timedelta,
) -> tuple[Lacks, ...]:
    """What a placement lacks that day.

    `until` is its last day: the planned one, or the one on which it ended or was interrupted. A contact counts from
    that day on. Long before the end nobody has to have booked; long after it, it is no longer the placement's matter.
    """
    found = [Lacks.PLAN] if not has_plan and not ended else []
    near = until is not None and until - ahead <= on <= until + ahead
    if near and not any(day >= until for day in contacts):  # type: ignore[operator]  # near says that there is a day
        found.append(Lacks.CONTACT)
    return tuple(found)
