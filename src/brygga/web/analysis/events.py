"""The events themselves as a file, without anybody's identity, for those who look for patterns in other tools."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from brygga.agencies.models import Organisation
from brygga.core import clock
from brygga.histories import Among, Histories, Overview
from brygga.histories.export import WRITERS
from brygga.statistics.acts import take_events
from brygga.statistics.histories import NotNow, ask
from brygga.web.analysis.asked import Asked, Forms, Part
from brygga.web.analysis.guarding import is_too_close
from brygga.web.analysis.numbers import Page
from brygga.web.analysis.tabs import kept, not_now, tabs
from brygga.web.asking import Asking

#: More than this is fetched by whoever runs the program, beside it.
MOST = 300_000
FORMS = {
    "csv": ("Kalkylblad", "csv", "text/csv; charset=utf-8"),
    "xes": ("XES", "xes", "application/xml"),
    "ocel": ("OCEL 2.0", "json", "application/json"),
}


def _no_numbers(histories: Histories, asked: Asked) -> Page:
    return Page()


PART = Part("events", "handelser", "Hämta händelser", "", _no_numbers)


def events(request: Asking) -> HttpResponseBase:
    form = request.GET.get("hamta", "")
    try:
        return ask(request.actor, lambda histories: _answered(request, histories, form if form in FORMS else ""))
    except NotNow as broken:
        return not_now(request, broken)


def _answered(request: Asking, histories: Histories, form: str) -> HttpResponseBase:
    held = histories.overview()
    forms = Forms(request.GET, held, PART)
    among = forms.asked(request.actor.place, ()).among if forms.are_valid() else None
    stops = _stops(histories, held, among) if among else ""
    if among and form and held.all.rows and not stops:
        return _file(request, histories, among, form)
    ways = [(label, kept(request, hamta=key)) for key, (label, *_) in FORMS.items()] if among and not stops else []
    context = {"held": held.all, "forms": forms, "ways": ways, "stops": stops, "tabs": tabs(request, "")}
    return render(request, "analysis/events.html", context, status=200 if among else 422)


def _stops(histories: Histories, held: Overview, among: Among) -> str:
    if held.all.rows > MOST:
        return "Det är för mycket för en sida. Den som driver Brygga hämtar det med ./brygga timeline export."
    if held.all.rows and is_too_close(histories, among):
        return "De du har valt, eller de som blir kvar när du väljer bort dem, är för få. Välj en längre tid."
    return ""


def _file(request: Asking, histories: Histories, among: Among, form: str) -> FileResponse:
    """Noted, and then written whole before the first of it is sent."""
    _, ending, kind = FORMS[form]
    take_events(Organisation.objects.get(pk=request.actor.organisation_id), by=request.actor, part=form)
    with TemporaryDirectory() as folder:
        into = Path(folder) / f"handelser.{ending}"
        WRITERS[form](histories, among, into)
        name = f"handelser-{clock.today().isoformat()}.{ending}"
        return FileResponse(into.open("rb"), as_attachment=True, filename=name, content_type=kind)
