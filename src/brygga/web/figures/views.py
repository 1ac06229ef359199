"""How the work goes in numbers, for each of the units that one leads: counted by what has happened (KAR-13)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from brygga.core import clock
from brygga.statistics import lead_times as measured
from brygga.statistics import no_shows as seats
from brygga.statistics.acknowledging import acknowledging
from brygga.web.asking import Asking
from brygga.web.figures.months import bars
from brygga.web.links import way_to
from brygga.web.periods import PERIODS

#: How far back one looks, in the words of the tabs.
PAGES = (("Ledtider", "lead-times"), ("Kvittenser", "acknowledging"), ("Uteblivet", "no-shows"))


def _period(request: Asking) -> tuple[date, date, str]:
    today, chosen = clock.today(), request.GET.get("tid", "")
    chosen = chosen if chosen in PERIODS else "ar"
    return today - timedelta(days=PERIODS[chosen][1]), today, chosen


def _shown(request: Asking, name: str, since: date, until: date, chosen: str, **context: Any) -> HttpResponse:
    around = {
        "since": since,
        "until": until,
        "pages": [(label, f"{way_to(other)}?tid={chosen}", other == name) for label, other in PAGES],
        "tabs": [(label, f"?tid={key}", key == chosen) for key, (label, _) in PERIODS.items()],
    }
    return render(request, f"figures/{name.replace('-', '_')}.html", {**around, **context})


def lead_times(request: Asking) -> HttpResponse:
    since, until, chosen = _period(request)
    rows = measured.lead_times(request.actor, since, until)
    limit = measured.limit_words(request.actor.place)
    return _shown(request, "lead-times", since, until, chosen, rows=rows, limit=limit)


def acknowledged(request: Asking) -> HttpResponse:
    since, until, chosen = _period(request)
    rows = acknowledging(request.actor, since, until)
    return _shown(
        request, "acknowledging", since, until, chosen, rows=rows, limits=any(row.figures.due for row in rows)
    )


def no_shows(request: Asking) -> HttpResponse:
    since, until, chosen = _period(request)
    units = seats.units(request.actor, since, until)
    context = {
        "units": units,
        "bars": bars(units, since, until) if any(row.away for row in units) else [],
        "persons": seats.persons(request.actor, since, until),
        "times": seats.times(request.actor, since, until),
    }
    return _shown(request, "no-shows", since, until, chosen, **context)
