"""The questions that are always asked, and how it is in each life area."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from brygga.coordinations.queries import audience
from brygga.core.traces import log_reading
from brygga.mappings.acts import answer_questions, assess_areas
from brygga.mappings.may import may_write
from brygga.mappings.models import Mapping
from brygga.mappings.queries import answers_of, form_of, levels_of, questions_of
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, show
from brygga.web.mappings.forms import LEFT, AreasForm, questions_form, said_before
from brygga.web.mappings.views import around, found


def questions(request: Asking, pk: UUID) -> HttpResponse:
    row = found(request, pk)
    actor = request.actor
    allowed_or_403(request, may_write(actor, row))
    items = questions_of(row)
    kind = questions_form(form_of(row), items)
    form = kind(request.POST or None, initial=said_before(form_of(row), answers_of(actor, row)))
    _told_to(form, row, {item.link_id: item.matter or row.matter for item in items})
    if form.is_valid() and carry_out(form, answer_questions, row, by=actor, said=form.said()) is not REFUSED:
        messages.success(request, "Svaren är sparade.")
        return redirect("mapping", pk)
    _read(request, row)
    return show(request, "mappings/questions.html", form, **around(request, row))


def areas(request: Asking, pk: UUID) -> HttpResponse:
    row = found(request, pk)
    actor = request.actor
    allowed_or_403(request, may_write(actor, row))
    if row.areas is None:
        raise Http404
    latest = {area: rows[0] for area, rows in levels_of(actor, row).items()}
    form = AreasForm(request.POST or None, areas=row.areas, latest=latest)
    _told_to(form, row, {f"{area.key}-note": area.matter for area in row.areas.areas})
    if form.is_valid() and carry_out(form, assess_areas, row, by=actor, levels=form.levels()) is not REFUSED:
        messages.success(request, "Det är sparat. Det som stod förut finns kvar.")
        return redirect("mapping", pk)
    _read(request, row)
    return show(request, "mappings/areas.html", form, areas=row.areas, **around(request, row))


def _told_to(form: Form, row: Mapping, matters: dict[str, str]) -> None:
    """Beside each long text: who will read it, by its matter."""
    by_matter = {
        matter: [str(one) for one in audience(row.coordination, matter) if one.unit_id != row.unit_id]
        for matter in set(matters.values())
    }
    for name, matter in matters.items():
        if name in form.fields and not name.endswith(LEFT):
            form.fields[name].audience = by_matter[matter]  # type: ignore[attr-defined]  # read by BoundField


def _read(request: Asking, row: Mapping) -> None:
    if request.method == "GET":
        log_reading(
            request.actor, what="Kartläggning", person_id=row.coordination.person_id, stream_id=row.coordination_id
        )
