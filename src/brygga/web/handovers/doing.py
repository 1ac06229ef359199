"""The steps of a handover, what follows with it, and the day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.core import clock
from brygga.handovers import acts, may
from brygga.handovers.models import Handover
from brygga.handovers.queries import answered_for, chosen, shown, to_choose, with_details
from brygga.rules.handovers import Step
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.handovers.forms import ChooseForm, DayForm, StepForm


def note(request: Asking, pk: UUID, step: str) -> HttpResponse:
    row = _seen(request, pk)
    rule = next((one for one in row.steps if one.key.value == step), None)
    if rule is None:
        raise Http404
    allowed_or_403(request, may.may_note_step(request.actor, row) and may.may_note_by_hand(row, Step(step)))
    form = StepForm(request.POST or None, initial={"done_on": clock.today()})
    if form.is_valid():
        said = {"step": step, **form.cleaned_data}
        if carry_out(form, acts.note_step, row, by=request.actor, **said) is not REFUSED:
            messages.success(request, f"{rule.term}: klart. {row.from_unit.name} har fått veta det.")
            return redirect("handover", row.pk)
    return show(request, "handovers/step.html", form, row=row, rule=rule)


def choose(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may.may_choose(request.actor, row))
    offered, initial = to_choose(row), {"interventions": [str(one.pk) for one in chosen(row)]}
    form = ChooseForm(sent(request), offered=offered, initial=initial)
    chooses = acts.choose_interventions
    if carried_out(request, form, chooses, row, told="Sparat. Båda sidor ser vilka insatser som lämnas över."):
        return redirect("handover", row.pk)
    closed = [one for one in answered_for(row) if one not in offered]
    return show(request, "handovers/choose.html", form, row=row, offered=offered, closed=closed)


def date(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may.may_date(request.actor, row))
    form = DayForm(request.POST or None, initial={"moves_on": row.moves_on or clock.today()})
    if form.is_valid():
        done = carry_out(form, acts.date_move, row, by=request.actor, **form.cleaned_data)
        if done is not REFUSED:
            messages.success(request, _told(done))
            return redirect("handover", row.pk)
    return show(request, "handovers/date.html", form, row=row, interventions=shown(request.actor, row))


def _told(row: Handover) -> str:
    if row.moved_on:
        return f"{row.to_unit.name} ansvarar nu. {row.from_unit.name} har fått veta det."
    return "Dagen är bestämd. Båda sidor och personen ser den."


def _seen(request: Asking, pk: UUID) -> Any:
    return get_object_or_404(with_details(request.actor), pk=pk)
