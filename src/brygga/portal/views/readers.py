"""Who has looked at what is written about me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from brygga.consultations.queries import about_person
from brygga.portal.readers import desks, readings, visits
from brygga.series.queries import about_person as taken_up_about

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_readers(request: Asking) -> HttpResponse:
    page = readings(request.actor, request.GET.get("efter", ""))
    more = f"{reverse('my-readers')}?efter={page.after}" if page.after else ""
    told = about_person(request.actor)
    context = {
        "told": told,
        "taken_up": taken_up_about(request.actor),
        "visits": visits(page.rows),
        "shown": len(page.rows),
        "more": more,
        "desks": desks(page.rows),
    }
    return render(request, "portal/readers.html", context)
