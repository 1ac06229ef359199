"""How long from enrolment to the first collaboration meeting, for each of the units that one leads (KAR-13)."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render

from brygga.core import clock
from brygga.statistics import lead_times as measured
from brygga.web.asking import Asking

#: How far back one looks, in the words of the tabs.
PERIODS = {"halvar": ("Senaste halvåret", 182), "ar": ("Senaste året", 365), "tva-ar": ("Senaste två åren", 730)}


def lead_times(request: Asking) -> HttpResponse:
    today = clock.today()
    chosen = request.GET.get("tid", "")
    chosen = chosen if chosen in PERIODS else "ar"
    since = _since(today, chosen)
    context = {
        "rows": measured.lead_times(request.actor, since, today),
        "limit": measured.limit_words(request.actor.place),
        "since": since,
        "until": today,
        "tabs": [(label, f"?tid={key}", key == chosen) for key, (label, _) in PERIODS.items()],
    }
    return render(request, "figures/lead_times.html", context)


def _since(today: date, chosen: str) -> date:
    return today - timedelta(days=PERIODS[chosen][1])
