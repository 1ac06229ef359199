"""What has been granted to me, and which unit answers for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from brygga.portal.receiving import received

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_interventions(request: Asking) -> HttpResponse:
    page = received(request.actor, request.GET.get("efter", ""))
    more = f"{reverse('my-interventions')}?efter={page.after}" if page.after else ""
    return render(request, "portal/interventions.html", {"rows": page.rows, "more": more})
