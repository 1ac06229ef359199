"""What is changed by hand: the year laid out the first time, another day, a cancelled meeting, another who writes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from brygga.agencies.models import Organisation
from brygga.series import may
from brygga.series.acts import cancel, lay_out, move, swap_writer
from brygga.series.queries import expected, seats_of, suggested_writer, units_of
from brygga.series.whose import rules_for
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.here import unit_here
from brygga.web.series.finding import the_meeting
from brygga.web.series.forms import CancelForm, MoveForm, SwapForm


def lay_out_year(request: Asking) -> HttpResponse:
    """The program does it every night; this is for the first time."""
    rules = rules_for(request.actor, comes=True)
    if not rules:
        raise Http404
    organisation: Organisation = unit_here(request).organisation
    form = Form(sent(request))
    if form.is_valid():
        done = [carry_out(form, lay_out, organisation, by=request.actor, key=rule.key) for rule in rules]
        if REFUSED not in done:
            messages.success(request, "Årets möten är upplagda.")
            return redirect("series")
    return show(request, "series/lay_out.html", form, rules=rules)


def move_one(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_change(request.actor, row))
    form = MoveForm(sent(request), meeting=row)
    if form.is_valid() and form.starts_at is not None:
        said = {"hours": form.hours, "why": form.cleaned_data["why"]}
        moved = carry_out(form, move, row, by=request.actor, **said)
        if moved is not REFUSED:
            messages.success(request, f"Mötet är flyttat till {moved.when}.")
            return redirect("series-meeting", pk)
    return show(request, "series/move.html", form, row=row)


def cancel_one(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_change(request.actor, row))
    form = CancelForm(sent(request))
    if carried_out(request, form, cancel, row, told="Mötet är inställt. Anmälda ärenden tas på nästa möte."):
        return redirect("series-meeting", pk)
    return show(request, "series/cancel.html", form, row=row)


def swap(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_swap_writer(request.actor, row))
    if row.is_planned:
        units = units_of(expected(row))
    else:
        units = list({seat.unit_id: seat.unit for seat in seats_of(request.actor, row)}.values())
    turn = row.writer_unit or suggested_writer(row, units)
    form = SwapForm(sent(request), units=units, initial={"to_unit": str(turn.pk) if turn else None})
    if carried_out(request, form, swap_writer, row, told="Bytet är noterat."):
        return redirect("series-meeting", pk)
    return show(request, "series/swap.html", form, row=row, turn=turn, units=units)
