"""Writing up a conversation, and asking in writing: without a name, or by name in a coordination.

These forms do not save themselves while one types: what has not been looked through may show whom it is about.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from brygga.consultations.acts import ask_in_writing, log_consultation
from brygga.consultations.may import kinds_open_to, may_consult
from brygga.consultations.queries import units_that_may_know, units_to_consult
from brygga.coordinations.may import may_work
from brygga.coordinations.models import Coordination
from brygga.core.traces import log_reading
from brygga.web.asking import Asking
from brygga.web.consultations.forms import AskForm, ConsultForm, DifficultyForm, LogForm
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show_as_it_is
from brygga.web.here import unit_here


def log_one(request: Asking) -> HttpResponse:
    return _written(request, LogForm, None)


def ask_one(request: Asking) -> HttpResponse:
    return _written(request, AskForm, None)


def raise_difficulty(request: Asking) -> HttpResponse:
    """STO-09: to those who lead the other unit, when the caseworkers have talked to each other."""
    if not any(kind.talked_first for kind in kinds_open_to(request.actor)):
        raise Http404
    return _written(request, DifficultyForm, None)


def log_named(request: Asking, pk: UUID) -> HttpResponse:
    return _written(request, LogForm, _coordination(request, pk))


def ask_named(request: Asking, pk: UUID) -> HttpResponse:
    return _written(request, AskForm, _coordination(request, pk))


def _coordination(request: Asking, pk: UUID) -> Coordination:
    row = the_coordination(request, pk)
    allowed_or_403(request, may_work(request.actor, row))
    return row


def _written(request: Asking, kind_of_form: type[ConsultForm], about: Coordination | None) -> HttpResponse:
    actor, unit = request.actor, unit_here(request)
    allowed_or_403(request, may_consult(actor, unit))
    units = units_that_may_know(about, unit.pk) if about else units_to_consult(actor.place, unit.pk)
    form = kind_of_form(request.POST or None, actor=actor, units=units, coordination=about)
    logs = kind_of_form is LogForm
    act = log_consultation if logs else ask_in_writing
    if form.is_valid():
        made = carry_out(form, act, unit, by=actor, coordination=about, **form.cleaned_data)
        if made is not REFUSED:
            messages.success(
                request, "Konsultationen är sparad." if logs else f"Frågan är skickad till {made.to_unit}."
            )
            return redirect("consultation", made.pk)
    if about and request.method == "GET":
        log_reading(actor, what="Konsultation", person_id=about.person_id, stream_id=about.pk)
    anonymous = "difficulty" if kind_of_form is DifficultyForm else "anonymous"
    template = "consultations/named.html" if about else f"consultations/{anonymous}.html"
    return show_as_it_is(request, template, form, logs=logs, **_around(request, about, form))


def _around(request: Asking, about: Coordination | None, form: ConsultForm) -> dict[str, Any]:
    kinds = [kind for kind in kinds_open_to(request.actor) if kind.talked_first is form.talked_first]
    context: dict[str, Any] = {"kinds": kinds, "nobody": len(form.fields["to_unit"].choices) < 2}  # type: ignore[attr-defined]
    return {**context, **(sections(about, "requests", request.actor) if about else {})}
