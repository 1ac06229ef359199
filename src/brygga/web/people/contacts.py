"""The directory: how to reach a function, whoever holds it today."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.agencies.directory import directory, entries, unit_entry
from brygga.agencies.may import may_name_stand_ins_at
from brygga.agencies.models import Succession
from brygga.agencies.queries import went_into
from brygga.core import clock
from brygga.routines.loading import routine
from brygga.web.asking import Asking

#: More units than this are no list to print.
WHOLE = 500


def directory_page(request: Asking) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    page = directory(request.actor, text, request.GET.get("efter", ""))
    next_url = f"?{urlencode({'q': text, 'efter': page.after})}" if page.after else ""
    has_activities = bool(routine(request.actor.place).coachings_on(clock.today()))
    context = {"page": page, "text": text, "next_url": next_url, "has_activities": has_activities}
    return render(request, "people/directory.html", context)


def print_page(request: Asking) -> HttpResponse:
    """All of it on paper, unit by unit."""
    page = directory(request.actor, size=WHOLE)
    context = {"entries": page.rows, "is_part": bool(page.after), "today": clock.today()}
    return render(request, "people/directory_print.html", context)


def unit_page(request: Asking, pk: UUID) -> HttpResponse:
    if there := went_into(pk):
        return _led_on(request, there)
    unit = get_object_or_404(unit_entry(request.actor, pk))
    (entry,) = entries([unit])
    context = {"entry": entry, "names_stand_ins": may_name_stand_ins_at(request.actor, unit)}
    return render(request, "people/directory_unit.html", context)


def _led_on(request: Asking, there: Succession) -> HttpResponse:
    """An old address of a unit that has gone into another says so, within the place."""
    new = get_object_or_404(unit_entry(request.actor, there.new_id))
    return render(request, "people/directory_old_unit.html", {"there": there, "new": new})
