"""What has been disclosed in a coordination, on which ground, and deciding about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.agencies.models import Unit
from brygga.consents import may
from brygga.consents.acts import disclose, end_disclosure
from brygga.consents.models import Consent, Disclosure
from brygga.consents.queries import covering, disclosures_of
from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import is_open_to
from brygga.core import clock
from brygga.core.acts import insist
from brygga.core.traces import log_reading
from brygga.people.queries import shown
from brygga.web.asking import Asking
from brygga.web.consents.forms import DiscloseForm, EndForm
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, carry_out, show
from brygga.web.links import way_to


def disclosures(request: Asking, pk: UUID) -> HttpResponse:
    """Each disclosure with its ground."""
    coordination = _visible(request, pk)
    actor = request.actor
    log_reading(actor, what="Utlämnanden", person_id=coordination.person_id, stream_id=coordination.pk)
    rows = disclosures_of(actor, coordination.pk, clock.today())
    context = {
        **sections(coordination, "consents", actor),
        "rows": [(told, bool(may.may_end_disclosure(actor, told.disclosure))) for told in rows],
        "may_add": bool(may.may_disclose(actor, coordination.person)),
    }
    return render(request, "consents/disclosures.html", context)


def add(request: Asking, pk: UUID) -> HttpResponse:
    """On the person's consent, or on a named rule with the assessment written."""
    coordination = _visible(request, pk)
    actor, today = request.actor, clock.today()
    insist(may.may_disclose(actor, coordination.person))
    from_unit = Unit.objects.select_related("organisation").get(
        pk=coordination.unit_id if coordination.unit_id in actor.reads else actor.unit_id
    )
    units = Unit.objects.filter(closed_on=None, organisation__closed_on=None, organisation__place=actor.place)
    units = units.select_related("organisation")
    form = DiscloseForm(
        request.POST or None,
        place=coordination.place,
        units=units.exclude(pk=from_unit.pk).order_by("organisation__sort", "sort", "pk"),
        on=today,
        initial={"purpose": "coordination", "ground": "consent", "to_unit": request.GET.get("till", "")},
    )
    if form.is_valid():
        facts = _facts(form, coordination, from_unit)
        done = carry_out(form, disclose, coordination.person, by=actor, stream_id=pk, from_unit=from_unit, **facts)
        if done is not REFUSED:
            messages.success(request, f"{facts['to_unit'].name} kan nu ta del av samordningen.")
            return redirect("disclosures", pk=pk)
    return show(request, "consents/disclose.html", form, **_about(request, coordination), from_unit=from_unit)


def _facts(form: DiscloseForm, coordination: Coordination, from_unit: Unit) -> dict[str, Any]:
    kept = form.cleaned_data
    to_unit = form.unit_of[kept["to_unit"]]
    facts = {"to_unit": to_unit, "purpose": kept["purpose"], "valid_until": kept["valid_until"]}
    if kept["ground"] == "law":
        return {**facts, "legal_basis": kept["legal_basis"], "legal_note": kept["legal_note"]}
    consent = covering(coordination.person, [from_unit.pk, to_unit.pk], clock.today())
    return {**facts, "consent": consent or Consent(person_id=coordination.person_id)}


def end(request: Asking, pk: UUID) -> HttpResponse:
    """Nothing more is read from now on."""
    rows = Disclosure.objects.visible_to(request.actor).select_related("from_unit", "to_unit", "person")
    holds = Q(pk__in=rows.in_force(clock.today()).values("pk"))  # what no longer holds names nobody to its receiver
    disclosure = get_object_or_404(rows.filter(holds | Q(from_unit_id__in=request.actor.reads)), pk=pk)
    insist(may.may_end_disclosure(request.actor, disclosure))
    form = EndForm(request.POST or None)
    if form.is_valid():
        done = carry_out(form, end_disclosure, disclosure, by=request.actor, **form.cleaned_data)
        if done is not REFUSED:
            messages.success(request, f"{disclosure.to_unit.name} kan inte längre ta del.")
            return redirect(_back(request, disclosure))
    back, view = _back(request, disclosure), shown(disclosure.person, request.actor)
    context = {"disclosure": disclosure, "view": view, "back": back, "seen": back != way_to("start")}
    return show(request, "consents/disclosure_end.html", form, **context)


def _back(request: Asking, disclosure: Disclosure) -> str:
    """What is still open to the reader, who may have closed the coordination to themself."""
    seen = is_open_to(request.actor, disclosure.stream_id)
    return way_to("disclosures", disclosure.stream_id) if seen else way_to("start")


def _visible(request: Asking, pk: UUID) -> Coordination:
    return the_coordination(request, pk, "person__organisation")


def _about(request: Asking, coordination: Coordination) -> dict[str, Any]:
    return {"coordination": coordination, "view": shown(coordination.person, request.actor)}
