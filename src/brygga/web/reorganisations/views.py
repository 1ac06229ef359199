"""Deciding that a unit goes into another or closes, and the page that shows what moves before it is done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from brygga.agencies.queries import in_force
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.reorganisations import may
from brygga.reorganisations.acts import call_off, carry_out_reorganisation, plan_reorganisation, split
from brygga.reorganisations.models import Reorganisation
from brygga.reorganisations.queries import counted, lines, name_for, obstacles, planned_of, with_units
from brygga.reorganisations.sharing import branches
from brygga.reorganisations.states import TONES, ReorganisationState
from brygga.web.administration.views import own_unit
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.reorganisations.forms import ReorganiseForm, SplitForm


def plan(request: Asking, pk: UUID) -> HttpResponse:
    unit = own_unit(request, pk)
    if ahead := planned_of(unit.pk):
        return redirect("reorganisation", ahead.pk)
    form = ReorganiseForm(request.POST or None, unit=unit)
    if form.is_valid():
        done = carry_out(form, plan_reorganisation, unit, by=request.actor, **form.facts)
        if done is not REFUSED:
            messages.success(request, "Beslutet är sparat. Inget är flyttat än: här ser du vad som följer med.")
            return redirect("reorganisation", done.pk)
    context = {"unit": unit, "decision": may.may_plan(request.actor, unit)}
    return show(request, "reorganisations/plan.html", form, **context)


def one(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(with_units(request.actor), pk=pk)
    context = {
        "row": row,
        "tone": TONES.get(ReorganisationState(row.state), "neutral"),
        "may_do": may.may_carry_out(request.actor, row),
        "may_call_off": may.may_call_off(request.actor, row),
    }
    context["may_split"] = may.may_split(request.actor, row)
    seen = _ahead(request, row) if row.is_planned else {"counted": counted(row)} if row.is_done else {}
    return render(request, "reorganisations/one.html", {**context, **seen})


def _ahead(request: Asking, row: Reorganisation) -> dict[str, Any]:
    """What it would move as things are now; names only for those who may see them anyway."""
    shares, stops = [], dict[str, None]()
    for into, belongs in branches(row):
        found = lines(row.unit, into, belongs)
        name_for(request.actor, found)
        stops |= dict.fromkeys(obstacles(row.unit, into, found, row.on))
        told = [line for line in found if line.count or line.in_the_way]
        shares.append({"into": into, "lines": told, "waits": [line for line in told if line.waits]})
    return {"shares": shares, "stops": list(stops), "reads": bool(request.actor.reads)}


def split_one(request: Asking, pk: UUID) -> HttpResponse:
    """Who goes to which unit; what it moves is shown anew on the page that one comes back to."""
    row = get_object_or_404(with_units(request.actor), pk=pk)
    allowed_or_403(request, may.may_split(request.actor, row))
    people = row.unit.assignments.filter(in_force(clock.today()), staff__left_on=None).select_related("staff")
    form = SplitForm(request.POST or None, row=row, people=list(people.order_by("staff__sort", "pk")))
    if form.is_valid() and carry_out(form, split, row, by=request.actor, shares=form.shares) is not REFUSED:
        messages.success(request, "Sparat. Inget är flyttat än: här ser du vad som går vart.")
        return redirect("reorganisation", row.pk)
    return show(request, "reorganisations/split.html", form, row=row)


@require_POST
def carry_out_now(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(with_units(request.actor), pk=pk)
    try:
        carry_out_reorganisation(row, by=request.actor)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{row.title}: klart.")
    return redirect("reorganisation", pk)


@require_POST
def take_back(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(with_units(request.actor), pk=pk)
    call_off(row, by=request.actor)
    messages.success(request, "Omorganisationen är återkallad. Inget har flyttats.")
    return redirect("change-unit", row.unit_id)
