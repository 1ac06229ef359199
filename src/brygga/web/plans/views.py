"""The plan as it is being written, on one's own screen and on the shared one; putting it forward, and ending it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from brygga.core import clock
from brygga.plans import acts
from brygga.plans.may import may_follow_up, may_start, may_work
from brygga.plans.queries import ended_plans, open_plan
from brygga.plans.states import CloseReason
from brygga.rules.plans import checklist, ready
from brygga.ui.drafts import save_within
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import carried_out, show
from brygga.web.plans.answering import CloseForm
from brygga.web.plans.finding import follow_up_meeting, note_reading, readers, the_plan, whole
from brygga.web.plans.screen import page_of, parts_on_screen


def of_coordination(request: Asking, pk: UUID) -> HttpResponse:
    """To the open plan if there is one, else to beginning one; and the plans that have ended."""
    coordination = the_coordination(request, pk)
    there = open_plan(request.actor, coordination)
    if there is not None:
        return redirect("plan", pk=there.pk)
    facts = {"may_start": may_start(request.actor, coordination), "ended": ended_plans(request.actor, coordination)}
    return render(request, "plans/of_coordination.html", {**facts, **sections(coordination, "plan", request.actor)})


@require_POST
def start(request: Asking, pk: UUID) -> HttpResponse:
    """A press that comes second leads to the plan that the first began."""
    coordination = the_coordination(request, pk)
    there = open_plan(request.actor, coordination)
    if there is None:
        there = acts.start_plan(coordination, by=request.actor)
        messages.success(request, "Planen är påbörjad.")
    return redirect("plan", pk=there.pk)


def plan(request: Asking, pk: UUID) -> HttpResponse:
    found = the_plan(request, pk)
    note_reading(request, found, "Planen under arbete")
    page = page_of(whole(found), request.actor)
    facts = {
        "page": page,
        "may_work": may_work(request.actor, found),
        "follow_up_meeting": follow_up_meeting(found),
        **sections(found.coordination, "plan", request.actor),
    }
    return render(request, "plans/plan.html", facts)


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
    parts = parts_on_screen(now, writing=True)
    save_within(request, {part.live_add_url: part.form for part in parts if part.form})
    return render(
        request,
        "plans/live.html",
        {
            "plan": found,
            "now": now,
            "parts": parts,
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
    told = "Planen är avslutad. Allt som skrivits finns kvar att läsa."
    if carried_out(request, form, acts.close_plan, found, told=told):
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
