"""BOR-06: an activity is added in a minute, and is there to use."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from brygga.agencies.models import Unit
from brygga.coaching import acts, may, queries
from brygga.core.acts import NotAllowed
from brygga.web.asking import Asking
from brygga.web.coaching.activity_forms import AloneForm, GroupForm
from brygga.web.coaching.cards import card
from brygga.web.coaching.one import seen
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show


def new_activity(request: Asking) -> HttpResponse:
    teams = queries.teams_to_fill(request.actor)
    unit = _chosen(request, teams)
    allowed_or_403(request, may.may_add_activity(request.actor, unit))
    form = GroupForm(request.POST or None, unit=unit)
    if form.is_valid():
        made = carry_out(form, acts.add_activity, unit, by=request.actor, **form.cleaned_data)
        if made is not REFUSED:
            messages.success(request, "Aktiviteten finns nu. Lägg till deltagare.")
            return redirect("activity", made.pk)
    tabs = [(one.name, f"?enhet={one.pk}", one.pk == unit.pk) for one in teams]
    return show(request, "coaching/new_activity.html", form, unit=unit, tabs=tabs)


def _chosen(request: Asking, teams: list[Unit]) -> Unit:
    if not teams:
        raise NotAllowed("Aktiviteter läggs till av ett coachingteam, eller av den som administrerar organisationen.")
    wanted = request.GET.get("enhet", "")
    return next((one for one in teams if str(one.pk) == wanted), teams[0])


def for_one(request: Asking, pk: UUID) -> HttpResponse:
    """With the coach or somebody else, for one person."""
    row = seen(request, pk)
    allowed_or_403(request, may.may_record(request.actor, row))
    if may.team_of(row.unit) is None:
        raise NotAllowed(may.NO_TEAM)
    form = AloneForm(request.POST or None, unit=row.unit)
    if form.is_valid():
        facts: dict[str, Any] = form.cleaned_data
        made = carry_out(form, acts.add_for_one, row, by=request.actor, **facts)
        if made is not REFUSED:
            messages.success(request, f"Bokat: {made.often}.")
            return redirect("enrolment", pk)
    return show(request, "coaching/for_one.html", form, card=card(row))
