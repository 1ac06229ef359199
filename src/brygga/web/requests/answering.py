"""Answering a request: on its own page, or right in the queue."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect

from brygga.coordinations.queries import caseworkers
from brygga.core import clock
from brygga.requests.acts import appoint, appoint_another, forward
from brygga.requests.may import may_appoint, may_appoint_another, may_forward
from brygga.requests.models import Request
from brygga.requests.queries import with_details
from brygga.web.asking import Asking
from brygga.web.coordinations.forms import CaseworkerForm
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.links import back_from
from brygga.web.requests.forms import ForwardForm
from brygga.web.requests.ways import WAYS
from brygga.web.ways import way_or_404


def answer(request: Asking, pk: UUID, how: str) -> HttpResponse:
    way = way_or_404(WAYS, how)
    asked = _seen(request, pk)
    allowed_or_403(request, way.may(request.actor, asked))
    form = way.form(sent(request))
    if carried_out(request, form, way.act, asked, told=way.done):
        return _back(request, asked)
    return show(request, "requests/answer.html", form, asked=asked, way=way, back=_where(request, asked))


def appoint_one(request: Asking, pk: UUID) -> HttpResponse:
    asked = _seen(request, pk)
    another = bool(may_appoint_another(request.actor, asked))
    allowed_or_403(request, may_appoint_another(request.actor, asked) or may_appoint(request.actor, asked))
    candidates = caseworkers([asked.to_unit_id], clock.today())[asked.to_unit_id]
    form = CaseworkerForm(request.POST or None, candidates=candidates)
    if form.is_valid():
        chosen = form.cleaned_data["caseworker"]
        doing = appoint_another if another else appoint
        if carry_out(form, doing, asked, by=request.actor, caseworker=chosen) is not REFUSED:
            messages.success(request, f"{chosen.staff.name} är utsedd. {asked.from_label} har fått veta det.")
            return _back(request, asked)
    return show(request, "requests/appoint.html", form, asked=asked, back=_where(request, asked))


def forward_on(request: Asking, pk: UUID) -> HttpResponse:
    asked = _seen(request, pk)
    allowed_or_403(request, may_forward(request.actor, asked))
    form = ForwardForm(request.POST or None, actor=request.actor, request=asked)
    if form.is_valid():
        onward = carry_out(form, forward, asked, by=request.actor, **form.cleaned_data)
        if onward is not REFUSED:
            messages.success(request, f"Förfrågan är skickad vidare till {onward.to_unit.name}.")
            return _back(request, asked)
    return show(request, "requests/forward.html", form, asked=asked, back=_where(request, asked))


def _seen(request: Asking, pk: UUID) -> Request:
    return get_object_or_404(with_details(request.actor), pk=pk)


def _where(request: Asking, asked: Request) -> str:
    return back_from(request, "request", asked.pk)


def _back(request: Asking, asked: Request) -> HttpResponse:
    gone = not Request.objects.visible_to(request.actor).filter(pk=asked.pk).exists()
    return redirect("requests") if gone else HttpResponseRedirect(_where(request, asked))
