"""What the team does with an intake; each press is an act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import caseworkers
from brygga.bookings.queries import hours_of, offers
from brygga.core import clock
from brygga.intakes import acts, may
from brygga.intakes.models import Intake
from brygga.intakes.queries import coordination_of, led_to
from brygga.people.models import Protection
from brygga.routines.vocabulary import BookedFor
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.intakes.card import card
from brygga.web.intakes.forms import (
    AppointForm,
    AssessForm,
    MeetingForm,
    OpenForm,
    OutcomeForm,
    RegisterForm,
)
from brygga.web.intakes.views import seen, shown
from brygga.web.intakes.ways import OPEN_DETAILS, TAKE, WAYS
from brygga.web.links import back_from
from brygga.web.ways import Way, way_or_404


def work(request: Asking, pk: UUID, how: str) -> HttpResponse:
    way, row = way_or_404(WAYS, how), seen(request, pk)
    allowed_or_403(request, way.may(request.actor, row))
    about = _about(way, row, request)
    form = way.form(sent(request), **about)
    if carried_out(request, form, way.act, row, told=way.done):
        return redirect("intake", pk)
    return show(request, "intakes/work.html", form, card=card(row), way=way)


def _about(way: Way, row: Intake, request: Asking) -> dict[str, Any]:
    """What the form of this work needs to know."""
    if way.form is AssessForm:
        return {"intake": row}
    if way.form is MeetingForm:
        hours = hours_of(request.actor, row.unit_id, BookedFor.PERSON.value)
        return {"free": offers(hours, clock.now())}
    return {}


def take(request: Asking, pk: UUID) -> HttpResponse:
    """«Jag tar det», or a colleague."""
    row = seen(request, pk)
    allowed_or_403(request, may.may_appoint(request.actor, row))
    unit = Unit.objects.select_related("organisation").get(pk=row.unit_id)
    form = AppointForm(request.POST or None, candidates=list(caseworkers(unit, clock.today())))
    if form.is_valid():
        chosen: Assignment = form.cleaned_data["caseworker"]
        if carry_out(form, acts.appoint, row, by=request.actor, caseworker=chosen) is not REFUSED:
            messages.success(request, f"{chosen.staff.name} har hand om det nu.")
            return redirect(back_from(request, "intake", pk))
    return show(request, "intakes/work.html", form, card=card(row), way=TAKE)


def open_details(request: Asking, pk: UUID) -> HttpResponse:
    """Protected details are shown once, for a reason that the log keeps."""
    row = seen(request, pk)
    allowed = may.may_open_details(request.actor, row)
    allowed_or_403(request, allowed)
    form = OpenForm(request.POST or None)
    if form.is_valid() and not allowed:
        form.add_error(None, allowed.reason)
    if form.is_valid():
        return shown(request, row, why=form.cleaned_data["reason"])
    return show(request, "intakes/work.html", form, card=card(row), way=OPEN_DETAILS)


def register_person(request: Asking, pk: UUID) -> HttpResponse:
    row = seen(request, pk)
    allowed_or_403(request, may.may_register(request.actor, row))
    one = card(row)
    given, _, family = ("", "", "") if one.masked else one.name.strip().rpartition(" ")
    first = {"given_name": given, "family_name": family, "identity": one.number}
    if one.masked:
        first = {"protection": Protection.MARKED.value}
    form = RegisterForm(request.POST or None, initial=first)
    told = "Personen är registrerad. Öppna en samordning om flera ska hjälpas åt."
    if carried_out(request, form, acts.register, row, told=told):
        return redirect("intake", pk)
    return show(request, "intakes/register.html", form, card=one)


def end(request: Asking, pk: UUID) -> HttpResponse:
    """BOR-03: what it became, who receives, and what the person is told."""
    row = seen(request, pk)
    allowed_or_403(request, may.may_end(request.actor, row))
    form = OutcomeForm(request.POST or None, intake=row, on=clock.today())
    if form.is_valid():
        ended = carry_out(form, acts.record_outcome, row, by=request.actor, **form.facts())
        if ended is not REFUSED:
            asked = " och ".join(one.unit.name for one in led_to(ended) if one.request_id)
            sent = f" {asked} har fått en förfrågan." if asked else ""
            messages.success(request, f"{ended.outcome_rule.term}.{sent}")
            return redirect("intake", pk)
    return show(request, "intakes/end.html", form, card=card(row), coordinated=coordination_of(row) is not None)
