"""Planning a meeting, sending the call, changing it, calling it off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from brygga.coordinations.models import Coordination
from brygga.coordinations.overview import suggestion_for
from brygga.coordinations.queries import covered_units, units_to_ask
from brygga.core import clock
from brygga.meetings import may
from brygga.meetings.acts import (
    call_meeting,
    cancel_meeting,
    change_meeting,
    discard_meeting,
    plan_meeting,
    rebook,
)
from brygga.meetings.models import Meeting
from brygga.meetings.queries import seats_for, suggestions
from brygga.meetings.seats import checks
from brygga.routines.loading import routine
from brygga.rules.case_kinds import NextStep
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.forms import unit_choices
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.meetings.finding import about, readers_of, the_meeting, units_reading
from brygga.web.meetings.forms import RebookForm, WhyForm
from brygga.web.meetings.planning_form import PlanForm
from brygga.web.meetings.showing import facts_of


def plan(request: Asking, pk: UUID) -> HttpResponse:
    coordination = the_coordination(request, pk, "coordinator__staff")
    allowed_or_403(request, may.may_plan(request.actor, coordination))
    suggested = _suggested(coordination)
    wanted = request.GET.get("typ") or (suggested.key if suggested else None)
    form = _form(request, coordination, initial={"kind": wanted, "purpose": ""})
    if form.is_valid():
        said = {"kind": form.cleaned_data["kind"], "facts": form.facts, "called": form.called}
        meeting = carry_out(form, plan_meeting, coordination, by=request.actor, **said)
        if meeting is not REFUSED:
            return redirect("meeting", meeting.pk)
    context = {"suggested": suggested, "readers": units_reading(coordination), **about(request, coordination)}
    return show(request, "meetings/plan.html", form, **context)


def _suggested(coordination: Coordination) -> Any:
    """The meeting that the routine holds as the next step, chosen or suggested."""
    step = NextStep(coordination.next_step) if coordination.next_step else suggestion_for(coordination).step
    return routine(coordination.place).meeting_for(step, clock.today())


def _form(request: Asking, coordination: Coordination, meeting: Meeting | None = None, **kwargs: Any) -> PlanForm:
    people = suggestions(request.actor, coordination)
    here = {row.unit.pk for row in people if row.unit}
    others = [unit for unit in units_to_ask(coordination) if unit.pk not in here]
    covered = covered_units(request.actor, coordination)
    form = PlanForm(
        sent(request),
        types=routine(coordination.place).meetings_to_plan_on(clock.today()),
        suggested=people,
        units=unit_choices(others, covered, all_units=False),
        known_units={str(unit.pk): unit for unit in others if unit.pk in covered},
        meeting=meeting,
        seats=seats_for(request.actor, meeting) if meeting else (),
        **kwargs,
    )
    form.fields["extra"].widget.choices[0] = ("", "Ingen till")  # type: ignore[attr-defined]
    if meeting is not None:
        form.fields["kind"].disabled = True
    return form


def change(request: Asking, pk: UUID) -> HttpResponse:
    meeting = the_meeting(request, pk)
    allowed_or_403(request, may.may_change(request.actor, meeting))
    form = _form(request, meeting.coordination, meeting)
    if form.is_valid():
        said = {"facts": form.facts, "called": form.called}
        if carry_out(form, change_meeting, meeting, by=request.actor, **said) is not REFUSED:
            messages.success(request, "Ändringen är sparad." if meeting.called_at is None else _TOLD)
            return redirect("meeting", pk)
    context = {"meeting": meeting, "readers": readers_of(meeting), **about(request, meeting.coordination, meeting)}
    return show(request, "meetings/change.html", form, **context)


_TOLD = "Ändringen är sparad och alla som är kallade har fått veta det."


def call(request: Asking, pk: UUID) -> HttpResponse:
    """What will be sent, to whom, read through once more; then it is sent."""
    meeting = the_meeting(request, pk)
    form = Form(sent(request))
    if carried_out(request, form, call_meeting, meeting, told="Kallelsen är skickad."):
        return redirect("meeting", pk)
    context = {
        **facts_of(meeting),
        "seats": seats_for(request.actor, meeting),
        "checks": checks(meeting),
        "decision": may.may_call(request.actor, meeting),
        **about(request, meeting.coordination, meeting),
    }
    return show(request, "meetings/call.html", form, **context)


@require_POST
def discard(request: Asking, pk: UUID) -> HttpResponse:
    meeting = the_meeting(request, pk)
    discard_meeting(meeting, by=request.actor)
    messages.success(request, "Utkastet är borttaget.")
    return redirect("coordination-meetings", meeting.coordination_id)


def cancel(request: Asking, pk: UUID) -> HttpResponse:
    meeting = the_meeting(request, pk)
    allowed_or_403(request, may.may_cancel(request.actor, meeting))
    form = WhyForm(sent(request))
    told = "Mötet är inställt och alla som är kallade har fått veta det."
    if carried_out(request, form, cancel_meeting, meeting, told=told):
        return redirect("meeting", pk)
    return show(request, "meetings/cancel.html", form, meeting=meeting, **about(request, meeting.coordination, meeting))


def new_time(request: Asking, pk: UUID) -> HttpResponse:
    meeting = the_meeting(request, pk)
    allowed_or_403(request, may.may_rebook(request.actor, meeting))
    form = RebookForm(sent(request), meeting=meeting)
    if form.is_valid():
        again = carry_out(form, rebook, meeting, by=request.actor, time=form.new_time)
        if again is not REFUSED:
            messages.success(request, f"Ny tid är bokad: {again.when}. Alla som var kallade är kallade igen.")
            return redirect("meeting", again.pk)
    context = {
        "meeting": meeting,
        "seats": seats_for(request.actor, meeting),
        **about(request, meeting.coordination, meeting),
    }
    return show(request, "meetings/rebook.html", form, **context)
