"""Exchange of workplace: registered by those who come to the meetings, noted by either unit when it has been."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.series import may
from brygga.series.acts import note_exchange, register_exchange
from brygga.series.queries import exchanges, series_of, staff_here, units_of_series
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carried_out, carry_out, sent, show
from brygga.web.series.forms import ExchangeForm


def new_exchange(request: Asking) -> HttpResponse:
    series = next((row for row in series_of(request.actor) if may.may_register_exchange(request.actor, row)), None)
    if series is None:
        raise Http404
    units = [unit for unit in units_of_series(series) if unit.pk != request.actor.unit_id]
    form = ExchangeForm(sent(request), staff=staff_here(request.actor), units=units)
    if form.is_valid():
        made = carry_out(form, register_exchange, series, by=request.actor, **form.cleaned_data)
        if made is not REFUSED:
            messages.success(request, f"Utbytet är anmält. {made.to_unit.name} har fått veta det.")
            return redirect("series-exchange", made.pk)
    return show(request, "series/new_exchange.html", form)


def exchange_page(request: Asking, pk: UUID) -> HttpResponse:
    row: Any = get_object_or_404(exchanges(request.actor), pk=pk)
    form = Form(sent(request))
    if carried_out(request, form, note_exchange, row, told="Utbytet är noterat."):
        return redirect("series-exchange", pk)
    return show(request, "series/exchange.html", form, row=row, may=may.may_note_exchange(request.actor, row))
