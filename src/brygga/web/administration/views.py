"""Organisation and units, for the administrator. Another organisation's rows answer 404."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from brygga.agencies import may
from brygga.agencies.acts import (
    add_unit,
    change_unit,
    close_organisation,
    close_unit,
    found_organisation,
    rename_organisation,
)
from brygga.agencies.models import Organisation, Unit
from brygga.agencies.queries import in_force, unit_tree
from brygga.coaching.queries import teams_to_fill
from brygga.core import clock
from brygga.reorganisations.queries import ahead, planned_of, reorganised
from brygga.routines.loading import routine
from brygga.web.administration.forms import NewOrganisationForm, OrganisationForm, UnitForm
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carry_out, show


def own_organisation(request: Asking) -> Organisation:
    return get_object_or_404(Organisation, pk=request.actor.organisation_id)


def own_unit(request: Asking, pk: UUID) -> Unit:
    rows = Unit.objects.select_related("organisation", "parent")
    return get_object_or_404(rows, pk=pk, organisation_id=request.actor.organisation_id, closed_on=None)


def overview(request: Asking) -> HttpResponse:
    organisation = own_organisation(request)
    context = {"organisation": organisation, "tree": unit_tree(organisation), "place": routine(organisation.place)}
    context["reorganisations"] = list(ahead(request.actor)[:10])
    context["has_activities"] = bool(teams_to_fill(request.actor))
    return render(request, "administration/overview.html", context)


def change_organisation(request: Asking) -> HttpResponse:
    organisation = own_organisation(request)
    form = OrganisationForm(request.POST or None, initial={"name": organisation.name, "number": organisation.number})
    done = form.is_valid() and carry_out(form, rename_organisation, organisation, by=request.actor, **form.cleaned_data)
    if done and done is not REFUSED:
        messages.success(request, "Organisationens uppgifter är sparade.")
        return redirect("administration")
    closing = may.may_close_organisation(request.actor, organisation)
    return show(request, "administration/organisation.html", form, organisation=organisation, closing=closing)


@require_POST
def end_organisation(request: Asking) -> HttpResponse:
    """Nobody acts in it afterwards, the one who closed it neither: they are signed out."""
    organisation = own_organisation(request)
    close_organisation(organisation, by=request.actor)
    request.session.flush()
    messages.success(request, f"{organisation.name} är avvecklad. Du är utloggad.")
    return redirect("sign-in")


def new_organisation(request: Asking) -> HttpResponse:
    form = NewOrganisationForm(request.POST or None, place=request.actor.place)
    if form.is_valid():
        facts = {**form.cleaned_data, "place": request.actor.place}
        if carry_out(form, found_organisation, None, by=request.actor, **facts) is not REFUSED:
            messages.success(
                request, f"{facts['name']} finns nu i Kontakter. {facts['administrator']} lägger upp resten."
            )
            return redirect("administration")
    lead = "En ny aktör i samarbetet. Den har egna ärenden, eget register och en egen administratör."
    return show(request, "administration/form.html", form, title="Ny organisation", submit="Lägg till", lead=lead)


def new_unit(request: Asking) -> HttpResponse:
    organisation = own_organisation(request)
    form = UnitForm(request.POST or None, organisation=organisation)
    done = form.is_valid() and carry_out(form, add_unit, organisation, by=request.actor, **form.cleaned_data)
    if done and done is not REFUSED:
        messages.success(request, f"{form.cleaned_data['name']} är tillagd. Lägg upp medarbetare så kan de börja.")
        return redirect("administration")
    return show(request, "administration/form.html", form, lead="", title="Ny enhet", submit="Lägg till enheten")


def unit(request: Asking, pk: UUID) -> HttpResponse:
    if was := reorganised(request.actor, pk):
        return redirect("reorganisation", was.pk)
    row = own_unit(request, pk)
    form = UnitForm(request.POST or None, organisation=row.organisation, unit=row, initial=UnitForm.of(row))
    done = form.is_valid() and carry_out(form, change_unit, row, by=request.actor, **form.cleaned_data)
    if done and done is not REFUSED:
        messages.success(request, "Enheten är sparad.")
        return redirect("change-unit", pk=pk)
    held = row.assignments.filter(in_force(clock.today()), staff__left_on=None).select_related("staff")
    functions = {f.key: f.term for f in routine(row.organisation.place).functions}
    context = {
        "unit": own_unit(request, pk),
        "held": [(a, functions.get(a.function, a.function)) for a in held.order_by("staff__sort", "pk")],
        "closing": may.may_close_unit(request.actor, row),
        "ahead": planned_of(row.pk),
        "new_staff_url": f"{reverse('add-staff')}?{urlencode({'enhet': row.pk})}",
    }
    return show(request, "administration/unit.html", form, **context)


@require_POST
def end_unit(request: Asking, pk: UUID) -> HttpResponse:
    row = own_unit(request, pk)
    close_unit(row, by=request.actor)
    messages.success(request, f"{row.name} är avvecklad.")
    return redirect("administration")
