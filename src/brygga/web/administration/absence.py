"""Being away: one's own self service, and the manager's or administrator's for others."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from brygga.agencies import may
from brygga.agencies.acts import end_stand_in, name_stand_in
from brygga.agencies.models import Assignment, StandIn
from brygga.agencies.queries import colleagues_of, stand_ins_of
from brygga.core import clock
from brygga.rules.dates import written
from brygga.web.administration.forms import StandInForm
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carry_out, show


def mine(request: Asking) -> HttpResponse:
    """I am away: who acts in my assignment meanwhile."""
    assert request.actor.assignment_id is not None
    return stand_in(request, request.actor.assignment_id)


def stand_in(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Assignment.objects.select_related("staff", "unit__organisation"), pk=pk)
    own = pk == request.actor.assignment_id
    decision = may.may_name_stand_in(request.actor, row)
    if not decision and not own:
        raise Http404
    form = StandInForm(request.POST or None, among=colleagues_of(row, clock.today()))
    done = form.is_valid() and carry_out(form, name_stand_in, row, by=request.actor, **form.cleaned_data)
    if done and done is not REFUSED:
        messages.success(request, f"{done.staff.name} är ersättare {written(done.since)} till {written(done.until)}.")
        return redirect(request.path)
    title = "Jag är borta" if own else f"Ersättare för {row.staff.name}"
    context = {"assignment": row, "own": own, "decision": decision, "standing": stand_ins_of(row, clock.today())}
    return show(request, "administration/stand_in.html", form, title=title, **context)


@require_POST
def end(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(StandIn.objects.select_related("absent__unit"), pk=pk)
    if not may.may_end_stand_in(request.actor, row):
        raise Http404
    own = row.absent_id == request.actor.assignment_id
    end_stand_in(row, by=request.actor)
    messages.success(request, "Ersättningen är avslutad.")
    return redirect("absence") if own else redirect("stand-in", pk=row.absent_id)
