"""Telling of an admission, and each step until the person is home."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.core import clock
from brygga.discharges import acts, may
from brygga.discharges.models import Discharge
from brygga.discharges.queries import own_receipt, units_to_tell, with_details
from brygga.people.queries import shown
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.discharges import forms
from brygga.web.discharges.ways import RECEIVE, WAYS
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.ways import Way


def notify(request: Asking, pk: UUID) -> HttpResponse:
    """Said before it is sent: what the units will see, and on what it rests."""
    row = the_coordination(request, pk, "person__organisation")
    allowed_or_403(request, may.may_notify(request.actor, row))
    form = forms.NotifyForm(sent(request), units=units_to_tell(row), initial={"admitted_at": clock.now()})
    if form.is_valid():
        made = carry_out(form, acts.notify_admission, row, by=request.actor, **form.cleaned_data)
        if made is not REFUSED:
            messages.success(request, "Inskrivningsmeddelandet är skickat.")
            return redirect("discharge", made.pk)
    return show(request, "discharges/notify.html", form, **sections(row, "responsibility", request.actor))


def work(request: Asking, pk: UUID, how: str) -> HttpResponse:
    row: Discharge = get_object_or_404(with_details(request.actor), pk=pk)
    way, subject = _found(request, row, how)
    allowed_or_403(request, way.may(request.actor, subject))
    form = _form(request, row, way)
    if carried_out(request, form, way.act, subject, told=way.done):
        return redirect("discharge", row.pk)
    context = {"row": row, "way": way, "name": shown(row.person, request.actor).name}
    return show(request, "discharges/work.html", form, **context)


def _found(request: Asking, row: Discharge, how: str) -> tuple[Way, Any]:
    """A way of the ward's is about the discharge; one of a unit that was told is about its receipt."""
    if how in WAYS:
        return WAYS[how], row
    receipt = own_receipt(request.actor, row) if how in RECEIVE else None
    if receipt is None:
        raise Http404
    return RECEIVE[how], receipt


def _form(request: Asking, row: Discharge, way: Way) -> Form:
    known = {
        "estimated_on": row.estimated_on,
        "contact": row.contact,
        "called_on": clock.today(),
        "discharged_at": clock.now(),
    }
    if way.form is forms.TellForm:
        return forms.TellForm(sent(request), units=units_to_tell(row.coordination, row))
    return way.form(sent(request), initial=known)
