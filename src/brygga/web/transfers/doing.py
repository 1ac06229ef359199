"""Noting what is known before the age, announcing, and stopping what will not be."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.people.models import Case
from brygga.people.queries import shown as person_shown
from brygga.routines.investigating import areas_on
from brygga.routines.loading import routine
from brygga.transfers import acts, may, queries
from brygga.transfers.models import Transfer
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, show
from brygga.web.transfers.forms import AnnounceForm, CircumstanceForm, NeedForm, StopForm


def announce_one(request: Asking, pk: UUID) -> HttpResponse:
    """Consent first: without it the act says what to do, and nothing is told."""
    actor, case, one = request.actor, *_case(request, pk)
    allowed_or_403(request, may.may_announce(actor, case))
    place = routine(case.unit.organisation.place)
    form = AnnounceForm(
        request.POST or None,
        units=queries.receivers(case, one.rule),
        areas=areas_on(place, clock.today()),
        asks_for_day=one.has_turned,
    )
    if form.is_valid():
        made = carry_out(form, acts.announce, case, by=actor, **form.cleaned_data)
        if made is not REFUSED:
            messages.success(request, f"Överföringen är aviserad till {made.to_unit.name}.")
            return redirect("transfer", made.pk)
    view = person_shown(case.person, actor)
    coordination = queries.coordination_for(actor, case)
    return show(request, "transfers/announce.html", form, case=case, one=one, view=view, coordination=coordination)


def note_one(request: Asking, pk: UUID) -> HttpResponse:
    actor, case, one = request.actor, *_case(request, pk)
    allowed_or_403(request, may.may_note(actor, case))
    held = one.watch
    initial = {"circumstance": held.circumstance, "since": held.since} if held else {"circumstance": ""}
    form = CircumstanceForm(request.POST or None, rules=queries.rules_here(actor), initial=initial)
    if form.is_valid() and _note(form, case, request) is not REFUSED:
        messages.success(request, "Det är noterat.")
        return redirect("transfer-case", case.pk)
    return show(request, "transfers/note.html", form, case=case, view=person_shown(case.person, actor))


def _note(form: CircumstanceForm, case: Case, request: Asking) -> object:
    if not form.cleaned_data["circumstance"]:
        return carry_out(form, acts.end_circumstance, case, by=request.actor)
    return carry_out(form, acts.note_circumstance, case, by=request.actor, **form.cleaned_data)


def assess_one(request: Asking, pk: UUID) -> HttpResponse:
    actor, case, one = request.actor, *_case(request, pk)
    allowed_or_403(request, may.may_note(actor, case))
    held = one.watch
    initial = {"needed": "nej" if one.no_need else "ja", "why": held.why if held else ""}
    form = NeedForm(request.POST or None, initial=initial)
    if form.is_valid() and _assess(form, case, request) is not REFUSED:
        messages.success(request, "Bedömningen är sparad.")
        return redirect("transfer-case", case.pk)
    return show(request, "transfers/need.html", form, case=case, view=person_shown(case.person, actor))


def _assess(form: NeedForm, case: Case, request: Asking) -> object:
    if form.cleaned_data["needed"] == "ja":
        return carry_out(form, acts.say_needed, case, by=request.actor)
    return carry_out(form, acts.say_not_needed, case, by=request.actor, why=form.cleaned_data["why"])


def stop_one(request: Asking, pk: UUID) -> HttpResponse:
    row: Transfer = get_object_or_404(queries.with_details(request.actor), pk=pk)
    allowed_or_403(request, may.may_stop(request.actor, row))
    form = StopForm(request.POST or None)
    if carried_out(request, form, acts.stop, row, told="Överföringen är stoppad."):
        return redirect("transfer", row.pk)
    name = person_shown(row.coordination.person, request.actor).name
    return show(request, "transfers/stop.html", form, row=row, name=name)


def _case(request: Asking, pk: UUID) -> tuple[Case, queries.Watched]:
    """One's own unit's case, where a rule of the routine holds."""
    case = get_object_or_404(queries.one_to_watch(request.actor), pk=pk)
    one = queries.watched(case, getattr(case, "age_watch", None))
    if one is None:
        raise NotAllowed(may.NO_RULE)
    return case, one
