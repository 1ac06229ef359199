"""Tidslinje: what has happened and where it was critical, in the picture, in a list, and in words."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from brygga.coordinations.models import Coordination
from brygga.core.traces import log_reading
from brygga.routines.loading import routine
from brygga.timelines.acts import explain
from brygga.timelines.may import may_explain
from brygga.timelines.queries import timeline
from brygga.timelines.sources import Known
from brygga.ui import history
from brygga.ui.window import window
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.links import way_to
from brygga.web.reflections.way_in import way_to_reflect
from brygga.web.timelines.forms import ExplainForm

WHAT = "Tidslinje"


def coordination_timeline(request: Asking, pk: UUID) -> HttpResponse:
    actor, row = request.actor, the_coordination(request, pk)
    log_reading(actor, what=WHAT, person_id=row.person_id, stream_id=row.pk)
    told = timeline(actor, row)
    seen = window(request.GET, told.first or told.on, told.on)
    explains = _explains(row) if may_explain(actor, row) else history.nowhere
    shown, others = history.situations(told, seen, _link, explains)
    rows, more = history.lines(told, seen, _link)
    context = {
        "told": told,
        "window": seen,
        "lanes": history.lanes(told),
        "legend": history.legend(told),
        "summary": history.summary(told),
        "situations": shown,
        "others": others,
        "agreed": next((one.agreed for one in told.situations if one.agreed), ()),
        "rules": routine(row.place).critical_on(told.on),
        "rows": rows,
        "more": more,
        "reflect_url": way_to_reflect(actor),
        "extracts_url": way_to("coordination-extracts", row.pk),
    }
    return render(request, "timelines/timeline.html", {**context, **sections(row, "timeline", actor)})


def _link(row: Known) -> str:
    return way_to(row.page, row.pk)


def _explains(coordination: Coordination) -> Callable[[str], str]:
    return lambda mark: way_to("explain-situation", coordination.pk, mark.replace(":", "--"))


def explain_one(request: Asking, pk: UUID, which: str) -> HttpResponse:
    actor, row, mark = request.actor, the_coordination(request, pk), which.replace("--", ":")
    allowed_or_403(request, may_explain(actor, row))
    told = timeline(actor, row)
    shown, _ = history.situations(told, None, _link)
    found = next((one for one in shown if one.found.critical.mark == mark), None)
    if found is None:
        raise Http404
    log_reading(actor, what=WHAT, person_id=row.person_id, stream_id=row.pk)
    form = ExplainForm(request.POST or None)
    form.fields["words"].audience = ("alla som är med i samordningen", "personen")  # type: ignore[attr-defined]
    if form.is_valid() and carry_out(form, explain, row, by=actor, mark=mark, **form.cleaned_data) is not REFUSED:
        messages.success(request, "Förklaringen står vid läget.")
        return redirect("coordination-timeline", row.pk)
    context = {"one": found, **sections(row, "timeline", actor)}
    return show(request, "timelines/explain.html", form, **context)
