"""What all pages of the follow-up share: the tabs, what was chosen, and the page for when nothing can be read."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from brygga.statistics.histories import NotNow
from brygga.web.analysis.parts import PARTS
from brygga.web.asking import Asking
from brygga.web.links import way_to


def tabs(request: Asking, current: str) -> list[tuple[str, str, bool]]:
    """What was chosen goes along from page to page."""
    chosen = kept(request)
    names = [("Översikt", "analysis"), *((one.label, one.name) for one in PARTS)]
    return [(label, f"{way_to(name)}{chosen}", name == current) for label, name in names]


def kept(request: Asking, **more: str) -> str:
    said = request.GET.copy()
    said.pop("hamta", None)
    for key, value in more.items():
        said[key] = value
    return f"?{said.urlencode()}" if said else ""


def not_now(request: Asking, broken: NotNow) -> HttpResponse:
    return render(request, "analysis/not_now.html", {"why": str(broken)}, status=503)
