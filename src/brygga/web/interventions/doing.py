"""Granting an intervention, and saying how it goes; each press is an act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import first_no
from brygga.interventions import acts, may
from brygga.interventions.queries import alive_seen
from brygga.investigations.models import Resolution
from brygga.investigations.states import Ruling
from brygga.plans.models import Intervention
from brygga.plans.states import PlanState
from brygga.routines.interventions import kinds_for
from brygga.routines.loading import routine
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.interventions import forms
from brygga.web.interventions.seen import readers, seen
from brygga.web.interventions.ways import WAYS
from brygga.web.ways import way_or_404


def grant(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row = the_coordination(request, pk)
    part = own_part(actor, row)
    unit = part.unit if part else row.unit
    unit_id = unit.pk
    allowed_or_403(request, first_no(may.may_grant(actor, row), may.may_grant_at(row, unit_id)))
    form = forms.GrantForm(
        request.POST or None,
        kinds=kinds_for(routine(row.place), unit.kind, clock.today()),
        matters=routine(row.place).matters_on(clock.today()),
        others=alive_seen(actor, row),
        resolutions=_resolutions(actor, row, unit_id),
        plan_rows=_plan_rows(actor, row, unit_id),
        initial=forms.first_day(),
    )
    if form.is_valid():
        made = carry_out(form, acts.grant, row, by=actor, **form.cleaned_data)
        if made is not REFUSED:
            messages.success(request, "Insatsen är inskriven. Skriv också när personen har fått veta.")
            return redirect("granted-intervention", made.pk)
    return show(request, "interventions/grant.html", form, **sections(row, "responsibility", actor))


def _resolutions(actor: Actor, coordination: Coordination, unit_id: Any) -> list[Resolution]:
    """The unit's own decisions here that gave something."""
    rows = Resolution.objects.visible_to(actor).filter(coordination=coordination, unit_id=unit_id)
    return list(rows.filter(ruling__in=(Ruling.GRANTED, Ruling.PARTLY)).select_related("coordination")[:30])


def _plan_rows(actor: Actor, coordination: Coordination, unit_id: Any) -> list[Intervention]:
    rows = Intervention.objects.visible_to(actor).filter(unit_id=unit_id, removed_at=None)
    return list(rows.filter(plan__coordination=coordination, plan__state=PlanState.OPEN)[:50])


def work(request: Asking, pk: UUID, how: str) -> HttpResponse:
    way, row = way_or_404(WAYS, how), seen(request, pk)
    allowed_or_403(request, way.may(request.actor, row))
    form = way.form(sent(request), request.actor, row)
    if carried_out(request, form, way.act, row, told=way.done):
        return redirect("granted-intervention", pk)
    return show(request, "interventions/work.html", form, row=row, way=way, readers=readers(row))
