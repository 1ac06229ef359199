"""Announcing a case to a meeting. Without a name nothing is kept before it has been looked through."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from brygga.consultations.may import kinds_open_to
from brygga.coordinations.may import may_work
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.traces import log_reading
from brygga.series.acts import announce
from brygga.series.models import SeriesMeeting
from brygga.series.queries import closed_for, open_lists, units_that_may_know, units_to_call
from brygga.series.whose import rules_for
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, sent, show, show_as_it_is
from brygga.web.series.forms import AnnounceForm


def announce_one(request: Asking) -> HttpResponse:
    return _announced(request, None)


def announce_named(request: Asking, pk: UUID) -> HttpResponse:
    about = the_coordination(request, pk)
    allowed_or_403(request, may_work(request.actor, about))
    return _announced(request, about)


def _announced(request: Asking, about: Coordination | None) -> HttpResponse:
    actor = request.actor
    if not any(rule.takes_cases for rule in rules_for(actor, comes=True)):
        raise Http404
    lists = open_lists(actor)
    units = _units(request, lists, about)
    chosen = next((row for row in lists if str(row.pk) == request.GET.get("mote", "")), None)
    initial = {"meeting": str(chosen.pk)} if chosen else {}
    form = AnnounceForm(sent(request), actor=actor, lists=lists, units=units, coordination=about, initial=initial)
    if form.is_valid():
        meeting, to_units = form.cleaned_data["meeting"], form.cleaned_data["to_units"]
        made = carry_out(form, announce, meeting, by=actor, case=form.case, to_units=to_units)
        if made is not REFUSED:
            messages.success(request, f"Ärendet är anmält till {meeting.title}. De kallade har fått veta det.")
            return redirect("docket-item", made.pk)
    context = {"lists": lists, "units": units, "closed": _closed(lists), "acute": _acute(request)}
    if about is None:
        return show_as_it_is(request, "series/announce.html", form, **context)
    if request.method == "GET":
        log_reading(actor, what="Anmält ärende", person_id=about.person_id, stream_id=about.pk)
    return show(request, "series/announce_named.html", form, **context, **sections(about, "requests", actor))


def _units(request: Asking, lists: list[SeriesMeeting], about: Coordination | None) -> list[Any]:
    if not lists:
        return []
    if about is None:
        return units_to_call(lists[0], request.actor)
    return units_that_may_know(lists[0], request.actor, about)


def _closed(lists: list[SeriesMeeting]) -> SeriesMeeting | None:
    """The meeting whose list has just closed: a late case is offered the next, or the acute way."""
    return closed_for(lists[0], clock.now()) if lists else None


def _acute(request: Asking) -> str:
    """The routine's word for the way that does not wait for a meeting."""
    kinds = (kind for kind in kinds_open_to(request.actor) if kind.shown_at and not kind.talked_first)
    return next((kind.term for kind in kinds), "")
