"""A unit's booked hours, a week or a day at a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from brygga.agencies.models import Unit
from brygga.bookings.may import may_set_up
from brygga.bookings.queries import agenda, units_with_hours
from brygga.core import clock
from brygga.rules.calendar import SWEDEN
from brygga.web.asking import Asking
from brygga.web.here import unit_here

WEEK, YEARS = timedelta(days=7), timedelta(days=3650)


def times(request: Asking) -> HttpResponse:
    units = units_with_hours(request.actor)
    unit = _chosen(units, request.GET.get("enhet", ""))
    context: dict[str, Any] = {"unit": unit, "may_set_up": bool(may_set_up(request.actor, unit_here(request)))}
    if unit:
        shown = _day(request.GET.get("dag", ""))
        first = shown or _monday(request.GET.get("vecka", ""))
        last = first if shown else first + timedelta(days=6)
        days = [day for day in agenda(request.actor, unit, first, last) if day.sittings or shown]
        context |= {"days": days, "is_day": bool(shown), "units": _tabs(units, unit, first, is_day=bool(shown))}
        context |= _ways(unit, first, is_day=bool(shown))
    return render(request, "bookings/times.html", context)


def _chosen(units: list[Unit], key: str) -> Unit | None:
    return next((unit for unit in units if str(unit.pk) == key), units[0] if units else None)


def _day(text: str) -> date | None:
    """The day asked for, if it is one that anybody looks at."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if abs(day - clock.today()) < YEARS else None


def _monday(text: str) -> date:
    """The week asked for; else this one, or the next when it is over."""
    day = _day(text) or SWEDEN.next_workday(clock.today())
    return day - timedelta(days=day.weekday())


def _tabs(units: list[Unit], unit: Unit, first: date, *, is_day: bool) -> list[tuple[str, str, bool]]:
    return [(one.name, _way(one.pk, first, is_day=is_day), one.pk == unit.pk) for one in units]


def _ways(unit: Unit, first: date, *, is_day: bool) -> dict[str, Any]:
    step = timedelta(days=1) if is_day else WEEK
    return {
        "first": first,
        "week": first.isocalendar().week,
        "before_url": _way(unit.pk, first - step, is_day=is_day),
        "after_url": _way(unit.pk, first + step, is_day=is_day),
        "other_url": _way(unit.pk, first, is_day=not is_day),
    }


def _way(unit: UUID, first: date, *, is_day: bool) -> str:
    return f"{reverse('times')}?enhet={unit}&{'dag' if is_day else 'vecka'}={first}"
