"""Investigations as those who take part see them: side by side, and one at a time."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import Reader, audience, is_open_to
from brygga.core.traces import log_reading
from brygga.investigations.guard import warnings
from brygga.investigations.may import may_change, may_open, may_plan, may_tell
from brygga.investigations.queries import content, hidden, shown, untold_in, with_details
from brygga.investigations.queries import side_by_side as lanes_of
from brygga.investigations.summaries import asked_for, plans_in, summaries_in, summary_kind
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections


def side_by_side(request: Asking, pk: UUID) -> HttpResponse:
    """STO-02: each unit's own, in a column of its own."""
    actor = request.actor
    row = the_coordination(request, pk)
    log_reading(actor, what="Samordningens utredningar", person_id=row.person_id, stream_id=row.pk)
    lanes = lanes_of(actor, row)
    context = {
        "lanes": lanes,
        "columns": min(max(len(lanes), 2), 3),
        "hidden": hidden(actor, row),
        "double": warnings(actor, row),
        "untold": untold_in(actor, row),
        "may_open": may_open(actor, row),
        "may_plan": may_plan(actor, row),
        "plans": plans_in(actor, row),
        "asked": asked_for(actor, row),
        "summaries": summaries_in(actor, row),
        "kind": summary_kind(row),
    }
    return render(request, "investigations/side_by_side.html", {**context, **sections(row, "investigations", actor)})


def investigation(request: Asking, pk: UUID) -> HttpResponse:
    """To its own unit the whole of it; to the others that it goes on, as far as the circle lets them."""
    actor = request.actor
    row = get_object_or_404(with_details(actor), pk=pk)
    log_reading(actor, what="Utredning", person_id=row.coordination.person_id, stream_id=row.coordination_id)
    one = shown([row], actor)[0]
    opened = is_open_to(actor, row.coordination_id)
    context = {
        "one": one,
        "row": row,
        "content": content(actor, row),
        "may_change": may_change(actor, row),
        "may_tell": may_tell(actor, one.resolution) if one.resolution else None,
        "readers": _readers(row.coordination, row.matter) if one.is_mine else (),
        "opened": opened,
    }
    return render(request, "investigations/investigation.html", context)


def _readers(coordination: Coordination, matter: str) -> list[Reader]:
    """Who sees that it goes on."""
    return [reader for reader in audience(coordination, matter) if reader.unit_id]
