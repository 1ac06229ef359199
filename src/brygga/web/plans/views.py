"""The plan as it is being written, on one's own screen and on the shared one; putting it forward, and ending it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.plans import acts
from brygga.plans.may import may_follow_up, may_start, may_work
from brygga.plans.queries import open_plan
from brygga.plans.states import CloseReason
from brygga.rules.plans import checklist, ready
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carry_out, show
from brygga.web.plans.answering import CloseForm
from brygga.web.plans.finding import note_reading, readers, the_plan, whole
from brygga.web.plans.screen import page_of, parts_on_screen


def start(request: Asking, pk: UUID) -> HttpResponse:
    """To the open plan if there is one, else the question whether to begin."""
    coordination = get_object_or_404(Coordination.objects.visible_to(request.actor).select_related("person"), pk=pk)
    there = open_plan(request.actor, coordination)
    if there is None and request.method == "POST":
        there = acts.start_plan(coordination, by=request.actor)
        messages.success(request, "Planen är påbörjad.")
    if there is not None:
        return redirect("plan", pk=there.pk)
    decision = may_start(request.actor, coordination)
    return render(request, "plans/start.html", {"coordination": coordination, "decision": decision})


def plan(request: Asking, pk: UUID) -> HttpResponse:
    found = the_plan(request, pk)
    note_reading(request, found, "Planen under arbete")
    page = page_of(whole(found), request.actor)
    return render(request, "plans/plan.html", {"page": page, "may_work": may_work(request.actor, found)})


def on_screen(request: Asking, pk: UUID) -> HttpResponse:
    """Large type, little else, to write in together."""
    found = the_plan(request, pk)
    note_reading(request, found, "Planen på delad skärm")
    decision = may_work(request.actor, found)
    if not decision:
        messages.info(request, decision.reason)
        return redirect("plan", pk=pk)
    now = whole(found)
    lines = checklist(now.facts(), clock.today())
    missing = [line for line in lines if not line.ok]
    return render(
        request,
        "plans/live.html",
        {
            "plan": found,
            "now": now,
            "parts": parts_on_screen(now, writing=True),
            "missing": missing,
            "person": now.coordination.person,
        },
    )


def propose(request: Asking, pk: UUID) -> HttpResponse:
    """The checklist, who will be asked, and the button."""
    found = the_plan(request, pk)
    if request.method == "POST":
        version = acts.propose_version(found, by=request.actor)
        messages.success(request, f"Version {version.number} är framlagd. Alla parter och personen kan nu svara.")
        return redirect("plan-version", pk=version.pk)
    now = whole(found)
    page = page_of(now, request.actor)
    decision = may_work(request.actor, found)
    return render(
        request,
        "plans/propose.html",
        {"page": page, "may": decision, "ready": ready(page.checks), "readers": readers(now)},
    )


def close(request: Asking, pk: UUID) -> HttpResponse:
    found = the_plan(request, pk)
    form = CloseForm(request.POST or None)
    decision = may_work(request.actor, found)
    if form.is_valid():
        done = carry_out(form, acts.close_plan, found, by=request.actor, **form.cleaned_data)
        if done is not REFUSED:
            messages.success(request, "Planen är avslutad. Allt som skrivits finns kvar att läsa.")
            return redirect("coordination", pk=found.coordination_id)
    return show(
        request,
        "plans/close.html",
        form,
        plan=found,
        may=decision,
        reasons=CloseReason,
        due=may_follow_up(request.actor, found),
    )
