"""All granted interventions of a coordination, page by page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from brygga.core.paging import by_key
from brygga.core.traces import log_reading
from brygga.interventions.queries import hidden, of_coordination
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.interventions.part import row as shown
from brygga.web.interventions.part import unseen
from brygga.web.links import after


def every(request: Asking, pk: UUID) -> HttpResponse:
    actor, row = request.actor, the_coordination(request, pk)
    log_reading(actor, what="Samordningens insatser", person_id=row.person_id, stream_id=row.pk)
    page = by_key(of_coordination(actor, row), request.GET.get("efter", ""))
    context = {"rows": [shown(one) for one in page.rows], "next_url": after(page), **unseen(hidden(actor, row))}
    return render(request, "interventions/every.html", {**context, **sections(row, "responsibility", actor)})
