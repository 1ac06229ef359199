"""A person's page, registering and changing what is known, and the unit's cases."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import caseworkers
from brygga.consents.may import may_give_consent
from brygga.consents.queries import present
from brygga.contacts.may import may_log
from brygga.contacts.queries import about as contacts_about
from brygga.contacts.queries import roles_about
from brygga.coordinations.own_part import about, own_parts
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import by_key
from brygga.core.traces import log_reading
from brygga.people import may
from brygga.people.acts import (
    appoint_caseworker,
    change_identity,
    close_case,
    correct_identity,
    correct_person,
    open_case,
    register_person,
)
from brygga.people.models import Case, Person
from brygga.people.queries import cases_of, lacks_guardian, representatives, shown
from brygga.rules.powers import Power
from brygga.web.asking import Asking
from brygga.web.coaching.way_in import coaching_way
from brygga.web.doing import REFUSED, carried_out, carry_out, show
from brygga.web.people.forms import CaseworkerForm, IdentityForm, PersonForm, RegisterForm
from brygga.web.people.rows import allowed, case_rows


def cases(request: Asking) -> HttpResponse:
    """The open cases of the units one works at; "mina" are those one answers for."""
    mine = request.GET.get("visa") == "mina"
    page = by_key(cases_of(request.actor, mine=mine), request.GET.get("efter", ""))
    nothing = "Du är inte ansvarig för något öppet ärende." if mine else "Det finns inga öppna ärenden här."
    next_url = f"?{urlencode({'visa': 'mina' if mine else 'alla', 'efter': page.after})}" if page.after else ""
    context = {"page": page, "mine": mine, "all": not mine, "nothing": nothing, "next_url": next_url}
    return render(request, "people/cases.html", context)


def person(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row = _visible(actor, pk)
    log_reading(actor, what="Personens sida", person_id=row.pk)
    today = clock.today()
    speaking = representatives(row, today, actor)
    cases = case_rows(row, actor, today)
    context = {
        "person": row,
        "view": shown(row, actor),
        "cases": cases,
        "coordinable": next((c.case for c in cases if c.may_coordinate), None),
        "closable": next((c.case for c in cases if c.may_close), None),
        "representatives": speaking,
        "lacks_guardian": lacks_guardian(row, today, speaking),
        "coordinations": list(about(row, actor)),
        "own_parts": own_parts(row, actor),
        "contacts": list(contacts_about(actor, row).order_by("-pk")[:3]),
        "roles": list(roles_about(actor, row).order_by("-pk")[:9]),
        "may_log": bool(may_log(actor, row)),
        "answer": present(actor, row, today),
        "may_take_answer": bool(may_give_consent(actor, row)),
        "may": allowed(row, actor, cases),
        **coaching_way(row, actor),
    }
    return render(request, "people/person.html", context)


def _visible(actor: Actor, pk: UUID) -> Person:
    return get_object_or_404(Person.objects.visible_to(actor).select_related("organisation"), pk=pk)


def register(request: Asking) -> HttpResponse:
    """One form. A person who is known already is simply opened; nothing says by whom they were known."""
    actor = request.actor
    units = Unit.objects.filter(pk__in=actor.reads, closed_on=None).order_by("sort", "pk")
    begun = "start" in request.POST  # from the search: the number is carried over, nothing is checked yet
    form = RegisterForm(
        None if begun or request.method == "GET" else request.POST,
        initial={"identity": request.POST.get("identity", ""), "unit": actor.unit_id},
        units=units,
        handles=actor.has(Power.CASES),
    )
    if form.is_valid():
        facts = dict(form.cleaned_data)
        unit = facts.pop("unit", None) or units[0]
        if facts.pop("mine", False) and unit.pk == actor.unit_id:
            facts["caseworker"] = Assignment.objects.get(pk=actor.assignment_id)
        row = carry_out(form, register_person, unit, by=actor, **facts)
        if row is not REFUSED:
            messages.success(request, "Personen är registrerad på din enhet.")
            return redirect("person", pk=row.pk)
    return show(request, "people/register.html", form)


def change_person(request: Asking, pk: UUID) -> HttpResponse:
    row = _visible(request.actor, pk)
    view = shown(row, request.actor)
    decision = may.may_change_person(request.actor, row)
    names = ("", "") if view.hidden else (row.given_name, row.family_name)
    form = PersonForm(request.POST or None, initial=PersonForm.of(view, *names, row.information_ways))
    if carried_out(request, form, correct_person, row, told="Uppgifterna är sparade."):
        return redirect("person", pk=pk)
    return show(request, "people/change.html", form, title="Ändra uppgifter", view=view, decision=decision)


def identity(request: Asking, pk: UUID) -> HttpResponse:
    """A new number, or a correction: two different acts, asked in words."""
    row = _visible(request.actor, pk)
    view = shown(row, request.actor)
    first = {"why": "changed"} if not view.number else {}
    form = IdentityForm(request.POST or None, initial={"since": clock.today(), **first})
    if form.is_valid():
        number, wrong = form.cleaned_data["identity"], form.cleaned_data["why"] == "wrong"
        since = form.cleaned_data["since"] or clock.today()
        facts: dict[str, Any] = {"identity": number} if wrong else {"identity": number, "since": since}
        act = correct_identity if wrong else change_identity
        if carry_out(form, act, row, by=request.actor, **facts) is not REFUSED:
            messages.success(request, "Numret är sparat.")
            return redirect("person", pk=pk)
    decision = may.may_change_person(request.actor, row)
    return show(
        request, "people/form_page.html", form, title="Identitetsnummer", submit="Spara", view=view, decision=decision
    )


def caseworker(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(
        Case.objects.visible_to(request.actor).select_related("person", "unit__organisation"), pk=pk
    )
    among = caseworkers(row.unit, clock.today())
    form = CaseworkerForm(request.POST or None, among=among, initial={"caseworker": row.caseworker_id})
    if carried_out(request, form, appoint_caseworker, row, told="Handläggaren är utsedd."):
        return redirect("person", pk=row.person_id)
    context = {"case": row, "view": shown(row.person, request.actor), "decision": may.may_appoint(request.actor, row)}
    return show(request, "people/caseworker.html", form, title="Ansvarig handläggare", **context)


@require_POST
def end_case(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(Case.objects.visible_to(request.actor), pk=pk)
    close_case(row, by=request.actor)
    messages.success(request, f"Ärende {row.number} är avslutat.")
    return redirect("person", pk=row.person_id)


@require_POST
def begin_case(request: Asking, pk: UUID) -> HttpResponse:
    """A new case about someone whose earlier one is closed."""
    row = _visible(request.actor, pk)
    unit = get_object_or_404(Unit, pk=request.actor.unit_id)
    case = open_case(row, by=request.actor, unit=unit)
    messages.success(request, f"Ärende {case.number} är öppnat.")
    return redirect("person", pk=pk)
