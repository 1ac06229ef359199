"""What has been decided about the person, and what is being investigated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from brygga.portal.deciding import decided, deciding, together

if TYPE_CHECKING:
    from brygga.web.asking import Asking


def my_decisions(request: Asking) -> HttpResponse:
    page = decided(request.actor, request.GET.get("efter", ""))
    more = f"{reverse('my-decisions')}?efter={page.after}" if page.after else ""
    plans, written = together(request.actor)
    context = {"decisions": page.rows, "more": more, "going": deciding(request.actor)}
    return render(request, "portal/decisions.html", {**context, "plans": plans, "written": written})
