"""Mapping plans and summaries: agreeing who finds out about what, and writing down what one knows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.coordinations.may import own_part
from brygga.coordinations.queries import is_open_to
from brygga.core import clock
from brygga.core.traces import log_reading
from brygga.investigations.acts import end_plan, plan_mapping, summarise
from brygga.investigations.guard import plan_warnings
from brygga.investigations.may import may_end_plan, may_plan
from brygga.investigations.models import Summary
from brygga.investigations.parts import parts_of
from brygga.investigations.states import PlanOutcome
from brygga.investigations.summaries import (
    asked_for,
    covered,
    parties_to_choose,
    planned,
    summaries_in,
    summary_kind,
    units_that_know,
    with_parties,
)
from brygga.requests.may import may_answer_in_writing
from brygga.requests.models import Request
from brygga.requests.queries import content_is_open, form_of, with_details
from brygga.routines.forms import FilledBy
from brygga.routines.investigating import areas_on, mapping_modes_on
from brygga.routines.loading import routine
from brygga.ui.questionnaires import answers, form_class
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, show
from brygga.web.investigations.mapping_forms import EndPlanForm, PlanForm, with_areas


def plan_one(request: Asking, pk: UUID) -> HttpResponse:
    """MAL-09: which way, who asks what, which information, and how the person is told."""
    actor = request.actor
    row = the_coordination(request, pk)
    allowed_or_403(request, may_plan(actor, row))
    part, on, rules = own_part(actor, row), clock.today(), routine(row.place)
    own = part.unit_id if part else row.unit_id
    areas, modes = areas_on(rules, on), mapping_modes_on(rules, on)
    double = plan_warnings(actor, row, own, [area.key for area in areas])
    form = PlanForm(
        request.POST or None,
        modes=modes.values(),
        areas=areas,
        parties=[unit for unit in parties_to_choose(row) if unit.pk != own],
        knowing=units_that_know(row),
        initial={"mode": next((one.mode.key for one in double if one.mode), "")},
    )
    if form.is_valid():
        made = carry_out(form, plan_mapping, row, by=actor, **form.facts())
        if made is not REFUSED:
            messages.success(request, "Kartläggningsplanen är sparad.")
            return redirect("mapping-plan", made.pk)
    context = {"double": double, "modes": list(modes.values()), **sections(row, "investigations", actor)}
    return show(request, "investigations/plan_new.html", form, **context)


def plan_page(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row = get_object_or_404(with_parties(actor), pk=pk)
    coordination = row.coordination
    log_reading(actor, what="Kartläggningsplan", person_id=coordination.person_id, stream_id=coordination.pk)
    context = {
        "row": row,
        "plan": planned([row], actor)[0],
        "may_end": may_end_plan(actor, row),
        "asks": summary_kind(coordination) if row.rule.asks_for_summary and not row.ended_on else None,
        "asked": asked_for(actor, coordination),
        "summaries": summaries_in(actor, coordination),
        "needs_sip": row.outcome == PlanOutcome.SIP,
    }
    return render(request, "investigations/plan.html", context)


def end_one(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(with_parties(request.actor), pk=pk)
    allowed_or_403(request, may_end_plan(request.actor, row))
    form = EndPlanForm(request.POST or None)
    if carried_out(request, form, end_plan, row, told="Kartläggningsplanen är avslutad."):
        return redirect("mapping-plan", row.pk)
    return show(request, "investigations/plan_end.html", form, row=row)


def write_summary(request: Asking, pk: UUID) -> HttpResponse:
    """The answer to the asking is the summary itself."""
    actor = request.actor
    asked: Request = get_object_or_404(with_details(actor).select_related("coordination__unit"), pk=pk)
    if not content_is_open(asked, actor) or asked.to_unit_id not in actor.reads:
        raise Http404
    allowed_or_403(request, may_answer_in_writing(actor, asked))
    parts = parts_of(asked)
    questions = with_areas(form_of(asked).asked_of(FilledBy.RECEIVER), parts)
    form = form_class(questions)(request.POST or None)
    if form.is_valid():
        said = form.answers()
        extents = {part.key: said.pop(f"area_{part.key}") for part in parts}
        made = carry_out(form, summarise, asked, by=actor, answers=said, extents=extents)
        if made is not REFUSED:
            messages.success(request, f"Sammanfattningen är lämnad till {made.to_unit.name}.")
            return redirect("summary", made.pk)
    asked_rows = answers(form_of(asked).asked_of(FilledBy.SENDER), asked.answers)
    readers = [unit.name for unit in (asked.from_unit, asked.to_unit) if unit]
    context = {"asked": asked, "rows": asked_rows, "readers": readers}
    return show(request, "investigations/summarise.html", form, **context)


def summary_page(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    rows = Summary.objects.visible_to(actor).select_related(
        "coordination__person", "request__coordination", "request__to_unit", "unit", "to_unit"
    )
    row = get_object_or_404(rows, pk=pk)
    coordination = row.coordination
    log_reading(actor, what="Sammanfattning", person_id=coordination.person_id, stream_id=coordination.pk)
    form = form_of(row.request).asked_of(FilledBy.RECEIVER)
    inside = is_open_to(actor, coordination.pk)
    context: dict[str, Any] = {
        "row": row,
        "rows": answers(form, row.answers),
        "covered": covered(actor, row),
        "inside": inside,
    }
    return render(request, "investigations/summary.html", context)
