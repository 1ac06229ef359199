"""That the person changes unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from brygga.portal.changing import changes

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_transfers(request: Asking) -> HttpResponse:
    return render(request, "portal/transfers.html", {"changes": changes(request.actor)})
