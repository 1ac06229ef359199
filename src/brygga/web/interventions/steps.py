"""Steg efter ett avbrott: what was agreed in the plan, to be done now, by whom and by when (MAL-18)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import audience
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.traces import log_reading
from brygga.interventions import acts, may
from brygga.interventions.models import RaisedStep
from brygga.interventions.queries import raised_in, steps_with_details
from brygga.rules.dates import written
from brygga.web.asking import Asking
from brygga.web.doing import allowed_or_403, carried_out, show
from brygga.web.interventions.forms import TickForm
from brygga.web.links import way_to
from brygga.web.responsibility.part import Part, Row


def part(actor: Actor, coordination: Coordination) -> Part | None:
    """Left out where nothing has been interrupted."""
    rows = raised_in(actor, coordination)
    if not rows:
        return None
    return Part(
        key="avbrott",
        heading="Steg efter ett avbrott",
        note="Det här kom ni överens om i planen",
        rows=tuple(_row(actor, row) for row in rows),
    )


def _row(actor: Actor, row: RaisedStep) -> Row:
    late = row.done_on is None and row.due_on < clock.today()
    status, tone = ("Klart", "good") if row.done_on else ("Försenat", "bad") if late else ("Att göra", "warning")
    facts = [("Om det här händer", row.happens), ("Vem", owner(row))]
    if row.done_on:
        facts += [("Klart", f"{written(row.done_on)}, {row.done_by}"), ("Det här gjordes", row.what_was_done)]
    else:
        facts.append(("Senast", written(row.due_on)))
    url = way_to("raised-step", row.pk) if may.may_tick(actor, row) else ""
    return Row(row.words, url, status, tone, facts=tuple(facts))


def owner(row: RaisedStep) -> str:
    return " · ".join(part for part in (row.owner_name, row.unit.name if row.unit else "") if part) or "Ingen utsedd"


def tick(request: Asking, pk: UUID) -> HttpResponse:
    row = get_object_or_404(steps_with_details(request.actor), pk=pk)
    allowed_or_403(request, may.may_tick(request.actor, row))
    log_reading(
        request.actor, what="Steg efter ett avbrott", person_id=row.coordination.person_id, stream_id=row.stream_id
    )
    form = TickForm(request.POST or None)
    if carried_out(request, form, acts.tick, row, told="Steget är avbockat."):
        return redirect("coordination-responsibility", row.coordination_id)
    readers = [reader for reader in audience(row.coordination) if reader.unit_id]
    context = {"row": row, "readers": readers, "owner": owner(row)}
    return show(request, "interventions/tick.html", form, **context)
