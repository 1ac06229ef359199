"""Opening an investigation, ending it, and telling the person what was decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import caseworkers
from brygga.core import clock
from brygga.investigations import acts, may
from brygga.investigations.guard import line, others_work, warnings_before
from brygga.investigations.models import Investigation, Resolution
from brygga.investigations.queries import with_details
from brygga.routines.investigating import areas_on
from brygga.routines.loading import routine
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, show
from brygga.web.investigations.forms import CloseForm, DecideForm, OpenForm, PeriodForm, TellForm


def open_one(request: Asking, pk: UUID) -> HttpResponse:
    """What others do is told beside the form, and when the areas are chosen, before anything is saved (MAL-17)."""
    actor = request.actor
    row = the_coordination(request, pk)
    allowed_or_403(request, may.may_open(actor, row))
    part = own_part(actor, row)
    unit_id = part.unit_id if part else row.unit_id
    others = [(line(told), terms) for told, terms in others_work(actor, row, unit_id)]
    form = OpenForm(
        request.POST or None,
        candidates=caseworkers([unit_id], clock.today())[unit_id],
        areas=areas_on(routine(row.place), clock.today()),
        asks_despite=bool(others),
        initial={"begins_on": clock.today(), "caseworker": str(actor.assignment_id)},
    )
    if form.is_valid():
        opened = carry_out(form, acts.open_investigation, row, by=actor, **form.cleaned_data)
        if opened is not REFUSED:
            messages.success(request, "Utredningen är inledd.")
            return redirect("investigation", opened.pk)
    context = {"others": others, "double": _double(request, row, form, unit_id)}
    return show(request, "investigations/open.html", form, **context, **sections(row, "investigations", actor))


def _double(request: Asking, row: Coordination, form: OpenForm, unit_id: Any) -> Any:
    said = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}
    if not (said.get("areas") and said.get("begins_on")):
        return []
    return warnings_before(
        request.actor,
        row,
        unit_id=unit_id,
        areas=said["areas"],
        begins=said["begins_on"],
        ready=said.get("ready_on"),
    )


def change_one(request: Asking, pk: UUID) -> HttpResponse:
    row = _own(request, pk)
    allowed_or_403(request, may.may_change_period(request.actor, row))
    form = PeriodForm(
        request.POST or None,
        candidates=caseworkers([row.unit_id], clock.today())[row.unit_id],
        initial={"caseworker": str(row.caseworker_id), "ready_on": row.ready_on},
    )
    if carried_out(request, form, acts.change_investigation, row, told="Ändringen är sparad."):
        return redirect("investigation", row.pk)
    return show(request, "investigations/change.html", form, row=row)


def decide_one(request: Asking, pk: UUID) -> HttpResponse:
    row = _own(request, pk)
    allowed_or_403(request, may.may_decide(request.actor, row))
    initial = {"decided_on": clock.today(), "decided_by": request.actor.label}
    form = DecideForm(request.POST or None, initial=initial)
    if form.is_valid():
        made = carry_out(form, acts.decide, row, by=request.actor, **form.cleaned_data)
        if made is not REFUSED:
            messages.success(request, "Beslutet är sparat. Berätta nu för personen.")
            return redirect("tell-decision", made.pk)
    return show(request, "investigations/decide.html", form, row=row)


def close_one(request: Asking, pk: UUID) -> HttpResponse:
    row = _own(request, pk)
    allowed_or_403(request, may.may_close(request.actor, row))
    form = CloseForm(request.POST or None)
    if carried_out(request, form, acts.close_investigation, row, told="Utredningen är avslutad."):
        return redirect("investigation", row.pk)
    return show(request, "investigations/close.html", form, row=row)


def tell(request: Asking, pk: UUID) -> HttpResponse:
    """STO-03: when it was told, how and by whom; from then on the person reads it too."""
    rows = Resolution.objects.visible_to(request.actor).filter(unit_id__in=request.actor.reads)
    row = get_object_or_404(rows.select_related("coordination__person", "unit"), pk=pk)
    allowed_or_403(request, may.may_tell(request.actor, row))
    form = TellForm(request.POST or None)
    if carried_out(request, form, acts.tell_person, row, told="Det är sparat att personen vet."):
        return redirect("investigation", row.investigation_id)
    return show(request, "investigations/tell.html", form, row=row)


def _own(request: Asking, pk: UUID) -> Investigation:
    """One's own unit's: the others may know that it goes on, but have nothing to do in it."""
    found: Investigation = get_object_or_404(with_details(request.actor), pk=pk, unit_id__in=request.actor.reads)
    return found
