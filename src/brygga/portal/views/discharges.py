"""That the person is in inpatient care and will go home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from brygga.portal.homeward import homeward

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_discharge(request: Asking) -> HttpResponse:
    return render(request, "portal/discharge.html", {"homeward": homeward(request.actor)})
