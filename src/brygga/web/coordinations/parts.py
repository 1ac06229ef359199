"""A unit's part in a coordination: taking it along, who answers for it, what it does, and leaving."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.closings.may import may_begin
from brygga.closings.models import Closing
from brygga.closings.states import ClosingState
from brygga.coordinations.acts import appoint, let_in, set_role, set_standing, take_on
from brygga.coordinations.may import may_appoint, may_change_part, may_let_in, may_take_on
from brygga.coordinations.models import Coordination, Engagement
from brygga.coordinations.queries import is_open_to
from brygga.core.traces import log_reading
from brygga.people.queries import shown
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.forms import DescribeForm, LetInForm, TakeOnForm, caseworker_form
from brygga.web.coordinations.sections import sections
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.links import way_to


def let_in_unit(request: Asking, pk: UUID) -> HttpResponse:
    row = the_coordination(request, pk)
    allowed_or_403(request, may_let_in(request.actor, row))
    form = LetInForm(request.POST or None, actor=request.actor, coordination=row)
    if form.is_valid():
        part = carry_out(form, let_in, row, by=request.actor, **form.cleaned_data)
        if part is not REFUSED:
            messages.success(request, f"{part.unit.name} är med i samordningen.")
            return redirect("coordination", row.pk)
    consents_url = way_to("coordination-consents", row.pk)
    return show(request, "coordinations/let_in.html", form, consents_url=consents_url, **sections(row))


def engagement(request: Asking, pk: UUID) -> HttpResponse:
    part = _seen(request, pk)
    log_reading(
        request.actor,
        what="Enhetens del i samordningen",
        person_id=part.coordination.person_id,
        stream_id=part.coordination_id,
    )
    actor = request.actor
    asks = {"appoint": may_appoint, "describe": may_change_part, "take_on": may_take_on}
    may = {name: ask(actor, part) for name, ask in asks.items()}
    context = {"may": may, "may_begin": may_begin(actor, part.coordination), "left_by": _left_by(part, actor)}
    return render(request, "coordinations/engagement.html", {**_about(part), **_seen_by(part, actor), **context})


def _left_by(part: Engagement, actor: Any) -> Closing | None:
    """The closing by which the unit left: the way back stands there."""
    rows = Closing.objects.visible_to(actor).filter(coordination=part.coordination_id, ended_on=part.ended_on)
    return rows.filter(state=ClosingState.DONE).first() if part.ended_on else None  # type: ignore[no-any-return]


def appoint_caseworker(request: Asking, pk: UUID) -> HttpResponse:
    part = _seen(request, pk)
    allowed_or_403(request, may_appoint(request.actor, part))
    form = caseworker_form(request.POST or None, part)
    if form.is_valid() and carry_out(form, appoint, part, by=request.actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, f"{form.cleaned_data['caseworker'].staff.name} är ansvarig handläggare.")
        return redirect("engagement", part.pk)
    return show(request, "coordinations/appoint.html", form, **_about(part))


def describe(request: Asking, pk: UUID) -> HttpResponse:
    """How far the unit has come, and what it does: two facts, each told only when it changed."""
    part = _seen(request, pk)
    allowed_or_403(request, may_change_part(request.actor, part))
    form = DescribeForm(request.POST or None, initial={"standing": part.standing, "role": part.role})
    if form.is_valid() and all(done is not REFUSED for done in _changes(form, part, request.actor)):
        messages.success(request, "Ändringen är sparad.")
        return redirect("engagement", part.pk)
    return show(request, "coordinations/describe.html", form, **_about(part))


def _changes(form: Form, part: Engagement, actor: Any) -> Any:
    for act, field in ((set_standing, "standing"), (set_role, "role")):
        said = form.cleaned_data[field]
        if said != getattr(part, field):
            yield carry_out(form, act, part, by=actor, **{field: said})


def take_on_person(request: Asking, pk: UUID) -> HttpResponse:
    part = _seen(request, pk)
    get_object_or_404(Coordination.objects.visible_to(request.actor), pk=part.coordination_id)
    allowed_or_403(request, may_take_on(request.actor, part))
    about = part.coordination.person
    known = about.organisation_id == part.unit.organisation_id
    person = shown(about, request.actor)
    form = Form(request.POST or None) if known else TakeOnForm(request.POST or None, initial=_prefilled(about, person))
    if request.method == "POST" and form.is_valid():
        facts = {} if known else form.facts()  # type: ignore[attr-defined]
        if carry_out(form, take_on, part, by=request.actor, **facts) is not REFUSED:
            messages.success(request, "Personen är registrerad hos er och enheten har ett eget ärende.")
            return redirect("engagement", part.pk)
    return show(request, "coordinations/take_on.html", form, known=known, person=person, **_about(part))


def _prefilled(about: Any, person: Any) -> dict[str, Any]:
    """Nothing is typed twice; what is protected is typed by whoever has it from the person."""
    if person.hidden:
        return {}
    return {
        "given_name": about.given_name,
        "family_name": about.family_name,
        "number": person.number,
        "born": about.born,
    }


def _seen(request: Asking, pk: UUID) -> Engagement:
    rows = Engagement.objects.visible_to(request.actor).select_related(
        "coordination__person", "coordination__unit", "unit__organisation", "caseworker__staff", "case"
    )
    return get_object_or_404(rows, pk=pk)


def _seen_by(part: Engagement, actor: Any) -> dict[str, Any]:
    """A unit that has left sees its own part, but not whom the coordination is about."""
    seen = is_open_to(actor, part.coordination_id)
    return {"is_ours": part.unit_id in actor.reads, "person_is_open": seen}


def _about(part: Engagement) -> dict[str, Any]:
    return {"part": part, **sections(part.coordination)}
