"""Requests as both sides see them: the queue, what one has sent, and the page of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.coaching.queries import by_request
from brygga.coordinations.queries import caseworkers, is_open_to
from brygga.core import clock
from brygga.core.paging import by_key
from brygga.core.traces import log_reading
from brygga.handovers.models import Handover
from brygga.investigations.summaries import summary_of
from brygga.requests.clocks import SIP_REQUEST, kind_of
from brygga.requests.may import hands_over, may_answer_in_writing, may_write
from brygga.requests.queries import distribution as queue
from brygga.requests.queries import sent, with_details
from brygga.routines.loading import routine
from brygga.series.whose import rules_for
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.forms import CaseworkerForm
from brygga.web.coordinations.sections import sections
from brygga.web.here import unit_here
from brygga.web.links import after
from brygga.web.requests.card import card, queue_card
from brygga.web.requests.ways import IN_QUEUE


def distribution(request: Asking) -> HttpResponse:
    """What waits for somebody to be appointed, oldest first, with the answers at hand."""
    actor = request.actor
    page = by_key(queue(actor), request.GET.get("efter", ""), newest_first=False)
    candidates = caseworkers({row.to_unit_id for row in page.rows}, clock.today())
    cards = [queue_card(row, actor, candidates[row.to_unit_id]) for row in page.rows]
    for one in cards:
        if one.names_person:
            log_reading(actor, what="Förfrågan", person_id=one.request.coordination.person_id)
    context = {"cards": cards, "next_url": after(page), "ways": IN_QUEUE}
    return render(request, "requests/distribution.html", context)


def requests_sent(request: Asking) -> HttpResponse:
    under_way = request.GET.get("visa") != "avslutade"
    page = by_key(sent(request.actor, under_way=under_way), request.GET.get("efter", ""))
    visa = "pagar" if under_way else "avslutade"
    context = {"under_way": under_way, "ended": not under_way, "next_url": after(page, visa=visa)}
    return render(request, "requests/sent.html", {**context, "cards": [card(row, request.actor) for row in page.rows]})


def of_coordination(request: Asking, pk: UUID) -> HttpResponse:
    row = the_coordination(request, pk)
    log_reading(request.actor, what="Samordningens förfrågningar", person_id=row.person_id, stream_id=row.pk)
    page = by_key(with_details(request.actor).filter(coordination=row), request.GET.get("efter", ""))
    asked = [kind for kind in routine(row.place).request_kinds if kind.in_force(clock.today())]
    here = unit_here(request).kind
    kinds = [kind for kind in asked if kind.key != SIP_REQUEST and kind.is_asked_by(here)]
    context: dict[str, Any] = {"cards": [card(one, request.actor) for one in page.rows], "next_url": after(page)}
    announces = any(rule.takes_cases for rule in rules_for(request.actor, comes=True))
    context |= {"kinds": kinds, "may_write": may_write(request.actor, row), "may_announce": announces}
    return render(request, "requests/of_coordination.html", {**context, **sections(row, "requests", request.actor)})


def request_page(request: Asking, pk: UUID) -> HttpResponse:
    """Where the request stands, what happens next and by when; the same facts for both sides."""
    actor = request.actor
    asked = get_object_or_404(with_details(actor).select_related("coordination__unit", "from_unit"), pk=pk)
    one = card(asked, actor, whole=True)
    if one.names_person:
        log_reading(actor, what="Förfrågan", person_id=asked.coordination.person_id, stream_id=asked.coordination_id)
    form = None
    if one.may_appoint:
        candidates = caseworkers([asked.to_unit_id], clock.today())[asked.to_unit_id]
        form = CaseworkerForm(candidates=candidates)
    opened = is_open_to(actor, asked.coordination_id)
    context = {"card": one, "asked": asked, "form": form, "opened": opened, "queued": by_request(asked.pk, actor)}
    if kind_of(asked).asks_for_summary:
        context |= {"may_summarise": may_answer_in_writing(actor, asked), "summary": summary_of(actor, asked)}
    if hands_over(asked):
        context["handover"] = Handover.objects.visible_to(actor).filter(request=asked).first()
    return render(request, "requests/request.html", context)
