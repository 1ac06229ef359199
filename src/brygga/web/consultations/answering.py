"""Answering a consultation, and saying whom it is about when the person has said yes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.consultations.acts import name_person
from brygga.consultations.may import may_name
from brygga.consultations.queries import content_is_open, coordinations_to_name, with_details
from brygga.web.asking import Asking
from brygga.web.consultations.forms import WhomForm
from brygga.web.consultations.ways import WAYS
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show_as_it_is
from brygga.web.links import back_from
from brygga.web.ways import way_or_404


def answer(request: Asking, pk: UUID, how: str) -> HttpResponse:
    """What is typed is kept nowhere until it has been looked through."""
    way, row = way_or_404(WAYS, how), _seen(request, pk)
    allowed_or_403(request, way.may(request.actor, row))
    form = way.form(sent(request), actor=request.actor, consultation=row)
    if carried_out(request, form, way.act, row, told=way.done):
        return redirect(back_from(request, "consultation", row.pk))
    opened = content_is_open(row, request.actor)
    return show_as_it_is(request, "consultations/answer.html", form, row=row, way=way, opened=opened)


def name_whom(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may_name(request.actor, row))
    choices = coordinations_to_name(request.actor, row)
    form = WhomForm(sent(request), choices=choices)
    if form.is_valid() and carry_out(form, name_person, row, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, f"{row.to_unit.name} ser nu vem konsultationen gäller.")
        return redirect("consultation", row.pk)
    return show_as_it_is(request, "consultations/name.html", form, row=row, choices=choices, parties=_parties(row))


def _parties(row: Any) -> list[str]:
    return [f"{unit.name}, {unit.organisation.name}" for unit in (row.from_unit, row.to_unit)]


def _seen(request: Asking, pk: UUID) -> Any:
    return get_object_or_404(with_details(request.actor), pk=pk)
