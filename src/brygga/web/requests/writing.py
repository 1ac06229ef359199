"""Writing a request: choose whom to ask, fill in the routine's form, send."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from brygga.agencies.models import Assignment
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.once import repeatable
from brygga.requests.acts import save_draft, send_request, write_request
from brygga.requests.clocks import SIP_REQUEST, kind_of
from brygga.requests.may import has_the_function, may_ask, may_edit, may_send_kind, may_write
from brygga.requests.models import Request
from brygga.requests.queries import form_of, with_details
from brygga.routines.forms import FilledBy
from brygga.routines.loading import routine
from brygga.ui.questionnaires import QuestionnaireForm, form_class, initial
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show, show_as_it_is
from brygga.web.here import unit_here
from brygga.web.requests.forms import ReceiverForm


def new_request(request: Asking, pk: UUID, kind: str) -> HttpResponse:
    row = the_coordination(request, pk)
    rule = _rule(row, kind)
    allowed_or_403(request, may_write(request.actor, row) and may_send_kind(rule, unit_here(request).kind))
    form = ReceiverForm(request.POST or None, actor=request.actor, coordination=row, kind=rule)
    if form.is_valid():
        written = carry_out(
            form, write_request, row, by=request.actor, kind=kind, answers=_known(request), **form.cleaned_data
        )
        if written is not REFUSED:
            return redirect("write-request", written.pk)
    return show(request, "requests/new.html", form, rule=rule, **sections(row, "requests", request.actor))


def _rule(row: Coordination, kind: str) -> Any:
    """A kind that staff may ask; what the person asks is asked in the portal."""
    try:
        rule = routine(row.place).request_kind(kind, clock.today())
    except KeyError as unknown:
        raise Http404 from unknown
    if kind == SIP_REQUEST:
        raise Http404
    return rule


def _known(request: Asking) -> dict[str, str]:
    """What the form asks and the program knows already: the day, who asks, and how to reach them."""
    actor = request.actor
    held = Assignment.objects.select_related("staff", "unit").get(pk=actor.assignment_id)
    reach = " ".join(word for word in (held.staff.name, held.phone or held.unit.phone) if word)
    return {
        "date": clock.today().isoformat(),
        "asking_unit": f"{actor.unit_name}, {actor.organisation_name}"[:200],
        "contact": reach[:200],
    }


def write(request: Asking, pk: UUID) -> HttpResponse:
    asked = _draft(request, pk)
    if not asked.inside:
        return redirect("request", asked.pk)
    allowed_or_403(request, may_edit(request.actor, asked))
    form = _form(request, asked)
    if form.is_valid() and _sent(form, asked, request):
        messages.success(request, f"Skickad till {asked.to_unit.name}. Du ser här när den har kommit fram.")
        return redirect("request", asked.pk)
    receivers = [
        f"Den som fördelar på {asked.to_unit.name}, {asked.to_unit.organisation.name}",
        f"{request.actor.unit_name}",
    ]
    context = {"asked": asked, "rule": kind_of(asked), "consent": may_ask(asked, asked.to_unit), "receivers": receivers}
    context["sends"] = has_the_function(request.actor, asked)
    context |= sections(asked.coordination, "requests", request.actor)
    return show_as_it_is(request, "requests/write.html", form, **context)


def _sent(form: QuestionnaireForm, asked: Request, request: Asking) -> bool:
    """What was written is kept as a draft when sending is refused."""
    if carry_out(form, send_request, asked, by=request.actor, answers=form.answers()) is not REFUSED:
        return True
    asked.refresh_from_db()
    if may_edit(request.actor, asked):
        save_draft(asked, by=request.actor, answers=form.answers())
    return False


@require_POST
def draft(request: Asking, pk: UUID) -> HttpResponse:
    """Saved by the page's script while one writes, and by «Spara utkast»."""
    asked = _draft(request, pk)
    form = _form(request, asked)
    form.is_valid()
    with repeatable():
        save_draft(asked, by=request.actor, answers=form.answers())
    if "application/json" in request.headers.get("Accept", ""):
        return HttpResponse(status=204)
    messages.success(request, "Utkast sparat.")
    return redirect("write-request", asked.pk)


def _draft(request: Asking, pk: UUID) -> Any:
    rows = with_details(request.actor).filter(from_unit_id__in=request.actor.reads)
    return get_object_or_404(rows.select_related("coordination__unit"), pk=pk)


def _form(request: Asking, asked: Request) -> QuestionnaireForm:
    questionnaire = form_of(asked).asked_of(FilledBy.SENDER)
    return form_class(questionnaire)(request.POST or None, initial=initial(questionnaire, asked.answers))
