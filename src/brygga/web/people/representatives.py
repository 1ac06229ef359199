"""Those who speak for a person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.core import clock
from brygga.people import may
from brygga.people.acts import add_representative, change_representative, end_representative
from brygga.people.models import Person, Representative
from brygga.people.queries import shown
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carry_out, show
from brygga.web.people.forms import ChangeRepresentativeForm, RepresentativeForm
from brygga.web.periods import LastDayForm


def add(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    view = shown(row, request.actor)
    child = {"kind": "guardian", "may_consent": True} if view.is_child else {}
    form = RepresentativeForm(request.POST or None, initial={"since": clock.today(), **child})
    done = form.is_valid() and carry_out(form, add_representative, row, by=request.actor, **form.cleaned_data)
    if done and done is not REFUSED:
        messages.success(request, "Företrädaren är registrerad.")
        return redirect("person", pk=pk)
    decision = may.may_change_person(request.actor, row)
    return show(
        request,
        "people/form_page.html",
        form,
        title="Lägg till företrädare",
        submit="Lägg till",
        view=view,
        decision=decision,
    )


def change(request: Asking, pk: UUID) -> HttpResponse:
    row = _visible(request, pk)
    decision = may.may_change_representative(request.actor, row)
    facts = {"name": row.name, "phone": row.phone, "email": row.email, "mandate": row.mandate} if decision else {}
    form = ChangeRepresentativeForm(request.POST or None, initial=facts)
    done = form.is_valid() and carry_out(form, change_representative, row, by=request.actor, **form.cleaned_data)
    if done and done is not REFUSED:
        messages.success(request, "Uppgifterna är sparade.")
        return redirect("person", pk=row.person_id)
    view = shown(row.person, request.actor)
    return show(request, "people/representative.html", form, title="Företrädare", row=row, view=view, decision=decision)


def end(request: Asking, pk: UUID) -> HttpResponse:
    row = _visible(request, pk)
    form = LastDayForm(request.POST or None, initial={"until": clock.today()})
    done = form.is_valid() and carry_out(form, end_representative, row, by=request.actor, **form.cleaned_data)
    if done and done is not REFUSED:
        messages.success(request, "Uppdraget är avslutat.")
        return redirect("person", pk=row.person_id)
    decision, view = may.may_change_representative(request.actor, row), shown(row.person, request.actor)
    return show(
        request,
        "people/form_page.html",
        form,
        title="Avsluta uppdraget",
        submit="Avsluta uppdraget",
        view=view,
        decision=decision,
    )


def _visible(request: Asking, pk: UUID) -> Representative:
    return get_object_or_404(Representative.objects.visible_to(request.actor).select_related("person"), pk=pk)
