"""Coordinations: the list, opening one, and the page that answers in one look."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from brygga.closings.queries import under_way
from brygga.coordinations.acts import (
    choose_next_step,
    close_coordination,
    mark_read,
    open_coordination,
    set_coordinator,
)
from brygga.coordinations.may import may_choose_next_step, may_close, may_open, may_set_coordinator
from brygga.coordinations.models import Coordination, Engagement, InboxItem
from brygga.coordinations.overview import suggestion_for
from brygga.coordinations.queries import caseworkers, feed, my_coordinations, told, units_in
from brygga.core import clock
from brygga.core.paging import by_key
from brygga.core.traces import log_reading
from brygga.mappings.queries import own_to_ask
from brygga.people.models import Case, Person
from brygga.people.queries import shown
from brygga.rules.powers import Power
from brygga.statistics.lead_times import lead_time_of
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.forms import CoordinatorForm, NextStepForm, OpenForm, WhyForm
from brygga.web.coordinations.look import look_at
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, show
from brygga.web.here import unit_here
from brygga.web.links import after

FILTERS = {"mina": "Mina", "enhetens": "Enhetens", "avslutade": "Avslutade"}


def coordinations(request: Asking) -> HttpResponse:
    actor = request.actor
    chosen = request.GET.get("visa", "mina")
    rows = my_coordinations(actor, mine=chosen == "mina", closed=chosen == "avslutade")
    page = by_key(rows, request.GET.get("efter", ""))
    units = units_in(page.rows, actor)
    for row in page.rows:
        row.line = f"{row.number} · {', '.join(units.get(row.pk, []))}"
    tabs = [(label, key, key == chosen) for key, label in FILTERS.items()]
    context = {"page": page, "tabs": tabs, "chosen": chosen, "next_url": after(page, visa=chosen)}
    return render(request, "coordinations/list.html", {**context, "leads": actor.has(Power.LEAD)})


def open_from_case(request: Asking, case: UUID) -> HttpResponse:
    own = get_object_or_404(Case.objects.visible_to(request.actor).select_related("person", "unit"), pk=case)
    allowed_or_403(request, may_open(request.actor, own))
    form = OpenForm(request.POST or None, place=request.actor.place, initial={"exploratory": own.exploratory})
    if form.is_valid():
        opened = carry_out(form, open_coordination, own, by=request.actor, **form.cleaned_data)
        if opened is not REFUSED:
            messages.success(request, "Samordningen är öppnad.")
            return redirect("coordination", opened.pk)
    person = shown(own.person, request.actor)
    return show(request, "coordinations/open.html", form, case=own, person=person)


def coordination(request: Asking, pk: UUID) -> HttpResponse:
    """Who is involved, what is agreed, what comes next, what is missing."""
    row = _seen(request, pk)
    log_reading(request.actor, what="Samordningens sida", person_id=row.person_id, stream_id=row.pk)
    unread = InboxItem.objects.visible_to(request.actor).unread().filter(stream_id=pk).count()
    look = look_at(row, request.actor)
    to_ask = own_to_ask(request.actor, row)
    lead_time = lead_time_of(row, request.actor).sentence(row.closed_on or clock.today())
    going = under_way(request.actor, row)
    context = {"look": look, "unread": unread, "to_ask": to_ask, "lead_time": lead_time, "closing": going}
    context |= sections(row, "overview", request.actor)
    return render(request, "coordinations/coordination.html", context)


@require_POST
def read(request: Asking, pk: UUID) -> HttpResponse:
    """One's post from this coordination is read."""
    row = _seen(request, pk)
    items = InboxItem.objects.visible_to(request.actor).unread().filter(stream_id=pk)
    mark_read(unit_here(request), by=request.actor, items=list(items.values_list("pk", flat=True)))
    return redirect("coordination", row.pk)


def events(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    log_reading(request.actor, what="Samordningens händelser", person_id=row.person_id, stream_id=row.pk)
    page = by_key(feed(request.actor, row), request.GET.get("efter", ""))
    context = {
        "events": told(page.rows, request.actor),
        "next_url": after(page),
        **sections(row, "events", request.actor),
    }
    return render(request, "coordinations/events.html", context)


def next_step(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may_choose_next_step(request.actor, row))
    suggestion = suggestion_for(row)
    initial = {"step": row.next_step or suggestion.step.value, "why": row.next_step_why}
    form = NextStepForm(request.POST or None, initial=initial)
    if carried_out(request, form, choose_next_step, row, told="Nästa steg är ändrat."):
        return redirect("coordination", row.pk)
    suggested = f"Rutinen föreslår: {suggestion.step.term}"
    return show(
        request, "coordinations/next_step.html", form, suggestion=suggestion, suggested=suggested, **sections(row)
    )


def coordinator(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may_set_coordinator(request.actor, row))
    engaged = (
        Engagement.objects.visible_to(request.actor).open().filter(coordination=row).values_list("unit_id", flat=True)
    )
    candidates = [one for some in caseworkers(engaged, clock.today()).values() for one in some]
    form = CoordinatorForm(
        request.POST or None, candidates=candidates, initial={"caseworker": str(row.coordinator_id or "")}
    )
    if form.is_valid():
        chosen = form.cleaned_data["caseworker"]
        if carry_out(form, set_coordinator, row, by=request.actor, coordinator=chosen) is not REFUSED:
            messages.success(request, f"{chosen.staff.name} samordnar.")
            return redirect("coordination", row.pk)
    return show(request, "coordinations/coordinator.html", form, **sections(row))


def close(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may_close(request.actor, row))
    form = WhyForm(request.POST or None)
    if carried_out(request, form, close_coordination, row, told="Samordningen är avslutad."):
        return redirect("coordinations")
    return show(request, "coordinations/close.html", form, **sections(row))


def consents(request: Asking, pk: UUID) -> HttpResponse:
    """To the person's answers for a unit whose person it is, to what has been disclosed for the others."""
    row = _seen(request, pk)
    own = Person.objects.visible_to(request.actor).filter(pk=row.person_id).exists()
    return redirect("consents", row.person_id) if own else redirect("disclosures", row.pk)


def _seen(request: Asking, pk: UUID) -> Coordination:
    return the_coordination(request, pk, "coordinator__staff")
