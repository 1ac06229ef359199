"""What has been granted to me, and which unit answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from brygga.interventions.queries import steps_of_person
from brygga.portal.receiving import received

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_interventions(request: Asking) -> HttpResponse:
    page = received(request.actor, request.GET.get("efter", ""))
    more = f"{reverse('my-interventions')}?efter={page.after}" if page.after else ""
    context = {"rows": page.rows, "more": more, "steps": steps_of_person(request.actor)}
    return render(request, "portal/interventions.html", context)
