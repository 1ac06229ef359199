"""Writing, adding to and taking back.

These forms do not save themselves while one types: what has not been looked through may show whom it is about.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.reflections import acts, may
from brygga.reflections.models import Reflection
from brygga.reflections.queries import with_details
from brygga.rules.critical import Situation
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show_as_it_is
from brygga.web.here import unit_here
from brygga.web.reflections.forms import ReflectionForm, TextForm


def write_one(request: Asking) -> HttpResponse:
    """A way in from a critical situation says which in `lage`, and nothing of whose it is."""
    actor, unit = request.actor, unit_here(request)
    allowed_or_403(request, may.may_write(actor, unit))
    asked = request.GET.get("lage", "")
    situation = asked if asked in set(Situation) else ""
    kind = "challenge" if situation else ""
    form = ReflectionForm(request.POST or None, actor=actor, initial={"situation": situation, "kind": kind})
    if form.is_valid():
        made = carry_out(form, acts.write_reflection, unit, by=actor, **form.cleaned_data)
        if made is not REFUSED:
            messages.success(request, "Lärdomen är sparad, utan namn.")
            return redirect("reflection", made.pk)
    return show_as_it_is(request, "reflections/write.html", form)


def _seen(request: Asking, pk: UUID) -> Reflection:
    rows = with_details(Reflection.objects.visible_to(request.actor), request.actor)
    row: Reflection = get_object_or_404(rows, pk=pk)
    return row


def add_to_one(request: Asking, pk: UUID) -> HttpResponse:
    actor, row = request.actor, _seen(request, pk)
    allowed_or_403(request, may.may_add(actor, row))
    form = TextForm(request.POST or None, actor=actor)
    if form.is_valid() and carry_out(form, acts.add_to_reflection, row, by=actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, "Tillägget står under lärdomen.")
        return redirect("reflection", row.pk)
    return show_as_it_is(request, "reflections/add.html", form, row=row)


def withdraw_one(request: Asking, pk: UUID) -> HttpResponse:
    actor, row = request.actor, _seen(request, pk)
    allowed_or_403(request, may.may_withdraw(actor, row))
    form = Form(request.POST or None)
    if form.is_valid() and carry_out(form, acts.withdraw_reflection, row, by=actor) is not REFUSED:
        messages.success(request, "Lärdomen är återtagen. Det som stod i den är borta.")
        return redirect("reflections")
    return show_as_it_is(request, "reflections/withdraw.html", form, row=row)
