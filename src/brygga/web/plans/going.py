"""How it goes: an intervention's progress, and following the plan up."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from brygga.core.acts import Changed
from brygga.plans import acts
from brygga.plans.may import may_follow_up, may_work
from brygga.plans.models import Goal
from brygga.plans.queries import agreed, progress_of
from brygga.plans.states import STOPPED
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carry_out, sent, show
from brygga.web.plans.answering import FollowUpForm, OutcomeForm, ProgressForm
from brygga.web.plans.finding import follow_up_meeting, readers, the_intervention, the_plan, whole


def progress(request: Asking, pk: UUID) -> HttpResponse:
    """A report needs nobody's approval. An interruption is told to everybody; what was agreed for it stands beside."""
    intervention = the_intervention(request, pk)
    plan = intervention.plan
    form = ProgressForm(request.POST or None, initial={"state": intervention.state})
    if form.is_valid():
        report = acts.report_interruption if form.cleaned_data["state"] in STOPPED else acts.report_progress
        if carry_out(form, report, intervention, by=request.actor, **form.cleaned_data) is not REFUSED:
            messages.success(request, "Sparat. De andra ser det i sitt flöde.")
            return redirect("plan", pk=plan.pk)
    now = whole(plan)
    told = progress_of(request.actor, intervention)
    facts = {
        "plan": plan,
        "steps": now.steps,
        "told": told,
        "readers": readers(now),
        "may": may_work(request.actor, plan),
    }
    return show(request, "plans/progress.html", form, intervention=intervention, **facts)


def follow_up(request: Asking, pk: UUID) -> HttpResponse:
    """How each goal went, in the person's words; then the plan goes on, or ends."""
    plan = the_plan(request, pk)
    now = whole(plan)
    data = sent(request)
    form = FollowUpForm(data)
    goals = [OutcomeForm(data, goal=goal) for goal in now.goals]
    if form.is_bound and [goal for goal in goals if not goal.is_valid()]:
        form.add_error(None, "Något av målen behöver rättas.")
    if form.is_valid():
        outcomes = tuple(outcome for goal in goals if (outcome := goal.facts()))
        try:
            done = carry_out(
                form,
                acts.follow_up_plan,
                plan,
                by=request.actor,
                outcomes=outcomes,
                next_on=form.cleaned_data["next_on"],
            )
        except Changed:
            done = _collided(form, goals, whole(plan).goals)
        if done is not REFUSED:
            return _onwards(request, plan.pk, closing=form.cleaned_data["then"] == form.CLOSE)
    facts = {
        "plan": plan,
        "goals": goals,
        "agreed": agreed(request.actor, plan.coordination),
        "may": may_follow_up(request.actor, plan),
        "follow_up_meeting": follow_up_meeting(plan),
    }
    return show(request, "followups/follow_up.html", form, **facts)


def _collided(form: FollowUpForm, goals: list[OutcomeForm], now: Iterable[Goal]) -> object:
    """Nothing is lost: what the other wrote stands beside what was typed, and the next sending is on top of it."""
    written = {goal.pk: goal for goal in now}
    for one in goals:
        one.compare(written[one.goal.pk])
    form.add_error(None, "Någon annan har just följt upp samma mål. Läs vad som står där nu och spara igen.")
    return REFUSED


def _onwards(request: Asking, pk: UUID, *, closing: bool) -> HttpResponse:
    if closing:
        messages.info(request, "Uppföljningen är sparad. Skriv nu varför planen avslutas.")
        return redirect("plan-close", pk=pk)
    messages.success(request, "Uppföljningen är sparad. Ändra det som behöver ändras och lägg fram en ny version.")
    return redirect("plan", pk=pk)
