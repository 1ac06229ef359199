"""A lifted question, the same for all whom it concerns and for those who are to solve it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.coordinations.queries import is_open_to
from brygga.core.traces import log_reading
from brygga.escalations.models import Escalation
from brygga.escalations.queries import levels_of, parties_of, shown, with_details
from brygga.web.asking import Asking
from brygga.web.escalations.card import card, shown_levels, ways
from brygga.web.escalations.remains import remains


def escalation_page(request: Asking, pk: UUID) -> HttpResponse:
    actor = request.actor
    row: Escalation = get_object_or_404(with_details(actor), pk=pk)
    log_reading(actor, what="Lyft fråga", person_id=row.coordination.person_id, stream_id=row.coordination_id)
    been = levels_of(row)
    interventions, hidden = shown(actor, row)
    context = {
        "row": row,
        "card": card(row),
        "steps": shown_levels(row, been),
        "lifted": [one for one in been if one.because],
        "parties": parties_of(row),
        "interventions": interventions,
        "hidden": hidden,
        "ways": ways(actor, row),
        "remains": remains(actor, row),
        "inside": is_open_to(actor, row.coordination_id),
    }
    return render(request, "escalations/escalation.html", context)
