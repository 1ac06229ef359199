"""Whether the own organisation counts together with the others of the place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from brygga.agencies.models import Organisation
from brygga.core.acts import NotAllowed
from brygga.extracts import acts, may, queries
from brygga.rules.powers import Power
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carry_out, show
from brygga.web.extracts.forms import ParticipationForm


def joint_follow_up(request: Asking) -> HttpResponse:
    actor = request.actor
    organisation = Organisation.objects.filter(pk=actor.organisation_id).first()
    decision = may.may_decide_participation(actor, organisation) if organisation else None
    if not decision:
        raise NotAllowed(may.DECIDES)
    mine: Any = queries.own_participation(actor)
    form: Form = (Form if mine else ParticipationForm)(request.POST or None)
    if form.is_valid():
        act, subject = (acts.leave, mine) if mine else (acts.take_part, organisation)
        if carry_out(form, act, subject, by=actor, **form.cleaned_data) is not REFUSED:
            messages.success(request, "Ni är inte längre med." if mine else "Ni är med i den gemensamma uppföljningen.")
            return redirect("joint-follow-up")
    context = {"organisation": organisation, "mine": mine, "others": queries.participants(actor)}
    context["may_see_extracts"] = actor.has(Power.ANALYSE)
    return show(request, "extracts/joint.html", form, **context)
