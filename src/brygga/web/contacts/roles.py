"""Who does what: told to other units, received by them, ended, or led on into a coordination."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.agencies.models import Assignment
from brygga.contacts import may
from brygga.contacts.acts import acknowledge_role, end_role, lead_on, misdirected_role, tell_role
from brygga.contacts.models import InformedUnit
from brygga.contacts.queries import covered_units, other_units, roles
from brygga.core.actor import Actor
from brygga.core.traces import log_reading
from brygga.people.models import Person
from brygga.people.queries import shown
from brygga.requests.states import RequestState
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.contacts.role_forms import (
    EndForm,
    LawfulRoleForm,
    LeadOnForm,
    MisdirectedForm,
    ReceiptForm,
    RoleForm,
)
from brygga.web.contacts.views import seen_person
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show

WHAT = "Rollinformation"
S = RequestState
#: Where a receipt stands, in words, and how much that asks for attention.
STANDS = {
    S.SENT: ("Väntar på kvittens", "info"),
    S.ACKNOWLEDGED: ("Kvitterad", "good"),
    S.MISDIRECTED: ("Fel mottagare", "warning"),
    S.WITHDRAWN: ("Stängd", "neutral"),
}


def tell(request: Asking, pk: UUID) -> HttpResponse:
    actor, person = request.actor, seen_person(request, pk)
    allowed_or_403(request, may.may_log(actor, person))
    on_law = request.GET.get("grund") == "lag"
    form = _form(request, person, on_law)
    if form.is_valid():
        told = carry_out(form, tell_role, person, by=actor, **form.facts())
        if told is not REFUSED:
            messages.success(request, "De andra enheterna ser nu vad ni gör. Ni ser när de har kvitterat.")
            return redirect("role", told.pk)
    if request.method == "GET":
        log_reading(actor, what=WHAT, person_id=person.pk)
    context = {"person": person, "view": shown(person, actor), "on_law": on_law, "nobody": not form.units}
    return show(request, "contacts/tell.html", form, **context)


def _form(request: Asking, person: Person, on_law: bool) -> RoleForm:
    actor, data = request.actor, request.POST or None
    phone = Assignment.objects.get(pk=actor.assignment_id).phone
    if on_law:
        return LawfulRoleForm(data, actor=actor, units=other_units(actor.place, actor.unit_id), phone=phone)
    return RoleForm(data, actor=actor, units=covered_units(person, actor.unit_id), phone=phone)


def role_page(request: Asking, pk: UUID) -> HttpResponse:
    actor, row = request.actor, _seen(request, pk)
    log_reading(actor, what=WHAT, person_id=row.person_id)
    told = list(row.told.all())
    mine = next((one for one in told if one.unit_id in actor.reads), None)
    context = {
        **_about(row, actor),
        "told": [(one, *STANDS[S(one.state)]) for one in told if row.unit_id in actor.reads or one == mine],
        "hidden": 0 if row.unit_id in actor.reads else len(told) - bool(mine),
        "mine": mine,
        "may_acknowledge": mine and may.may_acknowledge(actor, mine),
        "may_misdirect": mine and may.may_say_misdirected(actor, mine),
        "may_end": may.may_end(actor, row),
        "may_lead_on": may.may_lead_on(actor, row),
    }
    return render(request, "contacts/role.html", context)


def receive(request: Asking, pk: UUID) -> HttpResponse:
    done = "Kvitterat. Den andra enheten ser det."
    return _answer(request, pk, ReceiptForm, may.may_acknowledge, acknowledge_role, "Kvittera", done)


def misdirect(request: Asking, pk: UUID) -> HttpResponse:
    done = "Den andra enheten ser att det kom fel."
    return _answer(request, pk, MisdirectedForm, may.may_say_misdirected, misdirected_role, "Fel mottagare", done)


def _answer(
    request: Asking,
    pk: UUID,
    kind_of_form: type[Form],
    ask: Callable[..., Any],
    act: Callable[..., Any],
    title: str,
    done: str,
) -> HttpResponse:
    rows = InformedUnit.objects.visible_to(request.actor).filter(unit_id__in=request.actor.reads)
    mine = get_object_or_404(rows.select_related("unit"), pk=pk)
    row = _seen(request, mine.information_id)
    allowed_or_403(request, ask(request.actor, mine))
    form = kind_of_form(sent(request))
    if form.is_valid() and carry_out(form, act, mine, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, done)
        return redirect("role", row.pk)
    return show(request, "contacts/role_form.html", form, title=title, lead="", **_about(row, request.actor))


def end(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may.may_end(request.actor, row))
    form = EndForm(request.POST or None)
    if carried_out(request, form, end_role, row, told="Det är avslutat. De andra enheterna ser det."):
        return redirect("role", row.pk)
    lead = "De andra enheterna ser att det inte gäller längre."
    return show(request, "contacts/role_form.html", form, title="Avsluta", lead=lead, **_about(row, request.actor))


def to_coordination(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may.may_lead_on(request.actor, row))
    form = LeadOnForm(request.POST or None)
    if form.is_valid():
        led = carry_out(form, lead_on, row, by=request.actor, **form.cleaned_data)
        if led is not REFUSED:
            messages.success(request, "Samordningen är startad. Rollerna följde med.")
            return redirect("coordination", led.led_to_id)
    lead = "Enheterna som personens samtycke omfattar kommer med, och det ni har berättat om era roller skrivs in."
    title = "Starta en samordning"
    return show(request, "contacts/role_form.html", form, title=title, lead=lead, **_about(row, request.actor))


def _about(row: Any, actor: Actor) -> dict[str, Any]:
    view = shown(row.person, actor)
    return {"row": row, "view": view, "own": view.own}


def _seen(request: Asking, pk: UUID) -> Any:
    return get_object_or_404(roles(request.actor), pk=pk)
