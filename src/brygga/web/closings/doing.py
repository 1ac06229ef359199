"""Beginning a closing, its steps, carrying it out, and opening a coordination again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from brygga.closings import acts, may
from brygga.closings.dying import close_after_death
from brygga.closings.keeping import keeps
from brygga.closings.models import Closing
from brygga.closings.queries import parties_of
from brygga.closings.standing import weigh
from brygga.coordinations.may import door_is_open
from brygga.coordinations.models import Coordination, Engagement
from brygga.core import clock
from brygga.routines.closings import closing_kinds_on
from brygga.routines.loading import routine
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.closings import forms
from brygga.web.closings.views import seen
from brygga.web.closings.ways import WAYS
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.ways import way_or_404


def begin_one(request: Asking, pk: UUID) -> HttpResponse:
    row = the_coordination(request, pk)
    allowed_or_403(request, may.may_begin(request.actor, row))
    form = _direction_form(request, row)
    if form.is_valid():
        begun = carry_out(form, acts.begin, row, by=request.actor, direction=form.direction())
        if begun is not REFUSED:
            messages.success(request, "Avslutet är påbörjat. Alla som är med har fått veta det.")
            return redirect("closing", begun.pk)
    return show(request, "closings/begin.html", form, **sections(row))


def redirect_one(request: Asking, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    allowed_or_403(request, may.may_work_on(request.actor, row))
    initial = {
        "kind": row.kind,
        "why": row.why,
        "wants_to_stop": row.wants_to_stop,
        "leaves": [str(party.unit_id) for party in parties_of(row) if party.leaves],
        "new_unit": str(row.new_unit_id or ""),
        "new_elsewhere": row.new_elsewhere,
    }
    form = _direction_form(request, row.coordination, initial)
    if form.is_valid():
        done = carry_out(form, acts.redirect, row, by=request.actor, direction=form.direction())
        if done is not REFUSED:
            messages.success(request, "Avslutet är ändrat. De andra får svara på nytt.")
            return redirect("closing", row.pk)
    return show(request, "closings/redirect.html", form, row=row)


def _direction_form(request: Asking, row: Coordination, initial: dict[str, Any] | None = None) -> forms.DirectionForm:
    parts = Engagement.objects.visible_to(request.actor).open().filter(coordination=row).select_related("unit")
    units = [part.unit for part in parts.order_by("unit__sort", "pk") if door_is_open(row, part.unit_id)]
    kinds = closing_kinds_on(routine(row.place), clock.today())
    return forms.DirectionForm(request.POST or None, kinds=kinds, units=units, initial=initial)


def work(request: Asking, pk: UUID, how: str) -> HttpResponse:
    way, row = way_or_404(WAYS, how), seen(request, pk)
    allowed_or_403(request, way.may(request.actor, row))
    form = way.form(sent(request), row)
    if carried_out(request, form, way.act, row, told=way.done):
        return _after(request, row)
    result = keeps(weigh(row)) if how == "genomfor" else ()
    return show(request, "closings/work.html", form, row=row, way=way, how=how, keeps=result)


def _after(request: Asking, row: Closing) -> HttpResponse:
    """A unit that has left reads on what it was part of; one that could not see the end goes to its list."""
    still = Closing.objects.visible_to(request.actor).filter(pk=row.pk).exists()
    return redirect("closing", row.pk) if still else redirect("coordinations")


def after_death(request: Asking, pk: UUID) -> HttpResponse:
    row = the_coordination(request, pk)
    allowed_or_403(request, may.may_close_after_death(request.actor, row))
    form = Form(sent(request))
    told = "Samordningen är avslutad. Alla som var med har fått veta det."
    if carried_out(request, form, close_after_death, row, told=told):
        return redirect("coordination-closings", row.pk)
    return show(request, "closings/after_death.html", form, **sections(row))


def reopen_one(request: Asking, pk: UUID) -> HttpResponse:
    row = the_coordination(request, pk)
    allowed_or_403(request, may.may_reopen_together(request.actor, row))
    form = forms.WhyForm(request.POST or None, label="Varför öppnar ni igen?")
    told = "Samordningen är öppen igen. Fråga personen om samtycke innan ni tar med någon."
    if carried_out(request, form, acts.reopen, row, told=told):
        return redirect("coordination", row.pk)
    return show(request, "closings/reopen.html", form, **sections(row))
