"""Protected details: opening them for a while, raising and lifting the protection."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.people import may
from brygga.people.acts import lift_protection, open_protected, raise_protection
from brygga.people.models import Person
from brygga.people.queries import shown
from brygga.web.asking import Asking
from brygga.web.doing import carried_out, show
from brygga.web.people.forms import ProtectForm, ReasonForm


def open_details(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    form = ReasonForm(request.POST or None)
    if carried_out(request, form, open_protected, row, told="Uppgifterna är öppna för dig i 15 minuter."):
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
    told = "Skyddet är registrerat och gäller överallt i Brygga från och med nu."
    if carried_out(request, form, raise_protection, row, told=told):
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
    if carried_out(request, form, lift_protection, row, told="Skyddet är borttaget."):
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
