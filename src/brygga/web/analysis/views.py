"""The pages of the follow-up: what is asked stands in the address, and the answer on the page or in a file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from brygga.core.actor import Actor
from brygga.histories import Histories, Overview
from brygga.statistics.histories import NotNow, ask, prices_for, written_at
from brygga.web.analysis import overview as first_page
from brygga.web.analysis.asked import Forms, Part
from brygga.web.analysis.exporting import as_file
from brygga.web.analysis.numbers import Page
from brygga.web.analysis.parts import PARTS
from brygga.web.asking import Asking
from brygga.web.links import way_to


def overview(request: Asking) -> HttpResponse:
    try:
        held = ask(request.actor, Histories.overview)
    except NotNow as broken:
        return _not_now(request, broken)
    context = {
        "held": held.all,
        "page": first_page.page(held),
        "tabs": _tabs(request, "analysis"),
        "written_at": written_at(request.actor),
        "ways": [(one.label, one.lead, way_to(one.name)) for one in PARTS],
    }
    return render(request, "analysis/overview.html", context)


def part(this: Part) -> Callable[[Asking], HttpResponse]:
    def view(request: Asking) -> HttpResponse:
        try:
            held, forms, page = _answered(request, this)
        except NotNow as broken:
            return _not_now(request, broken)
        if page and request.GET.get("hamta") == "csv":
            return as_file(request.actor, this, forms, page)
        tabs = _tabs(request, this.name)
        context = {
            "part": this,
            "held": held.all,
            "forms": forms,
            "page": page,
            "tabs": tabs,
            "file_url": _file(request),
        }
        return render(request, "analysis/part.html", context, status=200 if page else 422)

    return view


def _answered(request: Asking, this: Part) -> tuple[Overview, Forms, Page | None]:
    """What there is, what was asked, and the answer; no answer where what was asked is not right."""
    actor: Actor = request.actor
    prices = prices_for(actor) if this.prices else []

    def question(histories: Histories) -> tuple[Overview, Forms, Page | None]:
        held = histories.overview()
        forms = Forms(request.GET, held, this)
        if not forms.are_valid():
            return held, forms, None
        return held, forms, this.count(histories, forms.asked(actor.place, prices)) if held.all.rows else Page()

    return ask(actor, question)


def _not_now(request: Asking, broken: NotNow) -> HttpResponse:
    return render(request, "analysis/not_now.html", {"why": str(broken)}, status=503)


def _tabs(request: Asking, current: str) -> list[tuple[str, str, bool]]:
    """What was chosen goes along from page to page."""
    kept = _kept(request)
    names = [("Översikt", "analysis"), *((one.label, one.name) for one in PARTS)]
    return [(label, f"{way_to(name)}{kept}", name == current) for label, name in names]


def _kept(request: Asking, **more: str) -> str:
    said = request.GET.copy()
    said.pop("hamta", None)
    for key, value in more.items():
        said[key] = value
    return f"?{said.urlencode()}" if said else ""


def _file(request: Asking) -> str:
    return _kept(request, hamta="csv")
