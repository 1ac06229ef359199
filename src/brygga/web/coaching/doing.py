"""What the team does with somebody in the queue or enrolled; each press is an act."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from brygga.coaching import acts, queries
from brygga.core import clock
from brygga.web.asking import Asking
from brygga.web.coaching import forms
from brygga.web.coaching.cards import card
from brygga.web.coaching.one import seen
from brygga.web.coaching.team import here
from brygga.web.coaching.ways import WAYS
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.ways import way_or_404


def work(request: Asking, pk: UUID, how: str) -> HttpResponse:
    way, row = way_or_404(WAYS, how), seen(request, pk)
    allowed_or_403(request, way.may(request.actor, row))
    form = way.form(sent(request), row)
    if carried_out(request, form, way.act, row, told=way.done):
        return redirect("enrolment", pk)
    rules = row.rule.priorities_on(clock.today()) if how == "bedom" else ()
    return show(request, "coaching/work.html", form, card=card(row), way=way, rules=rules)


def stand_in_queue(request: Asking) -> HttpResponse:
    """One of the team's own cases. Whoever is asked for by a request stands there already."""
    unit, context = here(request)
    cases = list(queries.cases_to_queue(request.actor, unit)[:200])
    wanted = request.GET.get("person", "")
    rule = queries.rule_of(unit)
    chosen = next((str(case.pk) for case in cases if str(case.person_id) == wanted), "")
    form = forms.QueueForm(
        request.POST or None, cases=cases, choices=rule.circumstances_on(clock.today()), initial={"case": chosen}
    )
    if form.is_valid():
        facts = dict(form.cleaned_data)
        made = carry_out(form, acts.queue, facts.pop("case"), by=request.actor, **facts)
        if made is not REFUSED:
            messages.success(request, f"Står i kö: {made.rule.priority(made.priority).term}.")
            return redirect("enrolment", made.pk)
    context |= {"cases": cases, "back": f"{reverse('coaching')}?enhet={unit.pk}", "rule": rule}
    return show(request, "coaching/queue.html", form, **context)
