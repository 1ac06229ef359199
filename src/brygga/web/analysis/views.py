"""The pages of the follow-up: what is asked stands in the address, and the answer on the page or in a file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render

from brygga.core.actor import Actor
from brygga.histories import Histories, Overview
from brygga.statistics.histories import NotNow, ask, prices_for, written_at
from brygga.web.analysis import overview as first_page
from brygga.web.analysis.asked import Asked, Forms, Part
from brygga.web.analysis.exporting import as_file
from brygga.web.analysis.guarding import is_too_close
from brygga.web.analysis.numbers import TOO_FEW, Page
from brygga.web.analysis.parts import PARTS
from brygga.web.analysis.tabs import kept, not_now, tabs
from brygga.web.asking import Asking
from brygga.web.links import way_to


def overview(request: Asking) -> HttpResponse:
    try:
        held = ask(request.actor, Histories.overview)
    except NotNow as broken:
        return not_now(request, broken)
    context = {
        "held": held.all,
        "page": first_page.page(held),
        "tabs": tabs(request, "analysis"),
        "written_at": written_at(request.actor),
        "events_url": way_to("analysis-events"),
        "ways": [(one.label, one.lead, way_to(one.name)) for one in PARTS],
    }
    return render(request, "analysis/overview.html", context)


def part(this: Part) -> Callable[[Asking], HttpResponse]:
    def view(request: Asking) -> HttpResponse:
        try:
            held, forms, page = _answered(request, this)
        except NotNow as broken:
            return not_now(request, broken)
        if page and request.GET.get("hamta") == "csv":
            return as_file(request.actor, this, forms, page)
        context = {
            "part": this,
            "held": held.all,
            "forms": forms,
            "page": page,
            "tabs": tabs(request, this.name),
            "file_url": kept(request, hamta="csv"),
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
        return held, forms, _counted(histories, this, forms.asked(actor.place, prices)) if held.all.rows else Page()

    return ask(actor, question)


def _counted(histories: Histories, this: Part, asked: Asked) -> Page:
    """The groups of a comparison are guarded each by itself."""
    if not this.groups and is_too_close(histories, asked.among):
        return TOO_FEW
    return this.count(histories, asked)
