"""One announced case: read by those it concerns, taken back, and what the meeting came to."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from brygga.coordinations.queries import is_open_to
from brygga.core.traces import log_reading
from brygga.series import may
from brygga.series.acts import decide, withdraw
from brygga.series.queries import functions_at, may_know_whom
from brygga.series.states import ItemState
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show, show_as_it_is
from brygga.web.series.finding import readers, the_case, whom
from brygga.web.series.forms import WithdrawForm
from brygga.web.series.lists import TONES
from brygga.web.series.one import decide_form


def case_page(request: Asking, pk: UUID) -> HttpResponse:
    row, actor = the_case(request, pk), request.actor
    knows = may_know_whom(row, actor)
    if knows:
        log_reading(actor, what="Anmält ärende", person_id=row.coordination.person_id, stream_id=row.coordination_id)
    inside = knows and is_open_to(actor, row.coordination_id)
    context = {
        "row": row,
        "whom": whom(row, actor),
        "tone": TONES[ItemState(row.state)],
        "inside": inside,
        "readers": readers(row),
        "steps": [(step, bool(may.may_finish_step(actor, step))) for step in row.steps.all()],
        "may_withdraw": bool(may.may_withdraw(actor, row)),
        "may_decide": bool(may.may_decide(actor, row)),
    }
    return render(request, "series/case.html", context)


def take_back(request: Asking, pk: UUID) -> HttpResponse:
    row = the_case(request, pk)
    allowed_or_403(request, may.may_withdraw(request.actor, row))
    form = WithdrawForm(sent(request))
    if carried_out(request, form, withdraw, row, told="Ärendet är återtaget."):
        return redirect("series-meeting", row.meeting_id)
    return show(request, "series/withdraw.html", form, row=row, whom=whom(row, request.actor))


def decide_one(request: Asking, pk: UUID) -> HttpResponse:
    row, actor = the_case(request, pk), request.actor
    allowed_or_403(request, may.may_decide(actor, row))
    units = [row.from_unit, *(called.unit for called in row.called.all())]
    form = decide_form(sent(request), actor, row, functions_at(units, row.meeting.series.place))
    if form.is_valid():
        said = {"outcome": form.cleaned_data["outcome"], "note": form.cleaned_data["note"], "step": form.step}
        if carry_out(form, decide, row, by=actor, **said) is not REFUSED:
            messages.success(request, "Utfallet är sparat.")
            return redirect(f"{reverse('series-meeting', args=[row.meeting_id])}#arende-{row.pk}")
    showing = show if row.is_named else show_as_it_is
    return showing(request, "series/decide.html", form, row=row, whom=whom(row, actor))
