"""Granting an intervention, and saying how it goes; each press is an act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.coordinations.may import own_part
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import Decision, first_no
from brygga.interventions import acts, may
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.queries import alive_seen
from brygga.investigations.models import Resolution
from brygga.investigations.states import Ruling
from brygga.plans.models import Intervention
from brygga.plans.states import PlanState
from brygga.routines.interventions import kinds_for
from brygga.routines.loading import routine
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.interventions import forms
from brygga.web.interventions.seen import readers, seen
from brygga.web.investigations.forms import TellForm


def grant(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row = get_object_or_404(Coordination.objects.visible_to(actor).select_related("person", "unit"), pk=pk)
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


@dataclass(frozen=True, slots=True)
class Work:
    """One small form on an intervention."""

    heading: str
    lead: str
    button: str
    done: str
    act: Callable[..., Any]
    may: Callable[[Actor, GrantedIntervention], Decision]
    form: Callable[[Any, Actor, GrantedIntervention], Form]


def _period(data: Any, actor: Actor, row: GrantedIntervention) -> Form:
    others = alive_seen(actor, row.coordination).exclude(pk=row.pk)
    initial = {"starts_on": row.starts_on, "ends_on": row.ends_on, "after": str(row.after_id or "")}
    return forms.PeriodForm(data, others=others, initial=initial)


WORK = {
    "borja": Work(
        "Insatsen har börjat",
        "De andra som är med ser att den pågår.",
        "Spara",
        "Insatsen pågår.",
        acts.begin,
        may.may_begin,
        lambda data, _actor, _row: forms.DayForm(data),
    ),
    "avbryt": Work(
        "Insatsen är avbruten",
        "De andra som är med får veta direkt, så att inget glapp uppstår.",
        "Anmäl avbrottet",
        "Avbrottet är anmält. De andra har fått veta.",
        acts.interrupt,
        may.may_interrupt,
        lambda data, _actor, _row: forms.InterruptForm(data),
    ),
    "ateruppta": Work(
        "Insatsen har börjat igen",
        "De andra som är med får veta.",
        "Spara",
        "Insatsen pågår igen.",
        acts.resume,
        may.may_resume,
        lambda data, _actor, _row: forms.ResumeForm(data),
    ),
    "tid": Work(
        "Ändra tid",
        "De andra som är med ser den nya tiden.",
        "Spara",
        "Tiden är ändrad.",
        acts.change_intervention,
        may.may_change,
        _period,
    ),
    "avsluta": Work(
        "Avsluta insatsen",
        "Ingen ansvarar för den efter det. De andra som är med får veta.",
        "Avsluta",
        "Insatsen är avslutad.",
        acts.end,
        may.may_end,
        lambda data, _actor, _row: forms.EndForm(data),
    ),
    "beratta": Work(
        "Berätta om insatsen",
        "Berätta först, och skriv sedan in det här. Då kan personen också läsa om insatsen på sin sida.",
        "Personen vet",
        "Det är sparat att personen vet.",
        acts.tell_person,
        may.may_tell,
        lambda data, _actor, _row: TellForm(data),
    ),
}


def work(request: Asking, pk: UUID, how: str) -> HttpResponse:
    one = WORK.get(how)
    if one is None:
        raise Http404
    row = seen(request, pk)
    allowed_or_403(request, one.may(request.actor, row))
    form = one.form(request.POST if request.method == "POST" else None, request.actor, row)
    if form.is_valid() and carry_out(form, one.act, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, one.done)
        return redirect("granted-intervention", pk)
    return show(request, "interventions/work.html", form, row=row, work=one, readers=readers(row))
