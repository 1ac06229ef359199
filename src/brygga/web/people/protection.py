"""Protected details: opening them for a while, raising and lifting the protection."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.people import may
from brygga.people.acts import lift_protection, open_protected, raise_protection
from brygga.people.models import Person
from brygga.people.queries import shown
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carry_out, show
from brygga.web.people.forms import ProtectForm, ReasonForm


def open_details(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and carry_out(form, open_protected, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, "Uppgifterna är öppna för dig i 15 minuter.")
        return redirect("person", pk=pk)
    decision = may.may_open_protected(request.actor, row)
    return show(
        request,
        "people/open.html",
        form,
        title="Öppna skyddade uppgifter",
        view=shown(row, request.actor),
        decision=decision,
    )


def protect(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    form = ProtectForm(request.POST or None)
    if form.is_valid() and carry_out(form, raise_protection, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, "Skyddet är registrerat och gäller överallt i Brygga från och med nu.")
        return redirect("person", pk=pk)
    decision, lift = may.may_raise_protection(request.actor, row), may.may_lift_protection(request.actor, row)
    view = shown(row, request.actor)
    return show(
        request, "people/protect.html", form, title="Skyddade uppgifter", view=view, decision=decision, lift=lift
    )


def unprotect(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "Varför tas skyddet bort?"
    if form.is_valid() and carry_out(form, lift_protection, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, "Skyddet är borttaget.")
        return redirect("person", pk=pk)
    decision = may.may_lift_protection(request.actor, row)
    return show(
        request,
        "people/form_page.html",
        form,
        title="Ta bort skyddet",
        submit="Ta bort skyddet",
        view=shown(row, request.actor),
        decision=decision,
    )
