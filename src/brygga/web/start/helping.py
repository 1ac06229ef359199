"""The help: what one does in Brygga, for the functions that one holds, and whom to ask."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from brygga.agencies.queries import administrators
from brygga.core import clock
from brygga.web.asking import Asking


def help_page(request: Asking) -> HttpResponse:
    whom = administrators(request.actor, clock.today())
    return render(request, "start/help.html", {"whom": whom, "powers": request.actor.powers})
