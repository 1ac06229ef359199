"""Ansvar: who answers for what in a coordination, and what is on its way to somebody else."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from brygga.coordinations.models import Coordination
from brygga.core.traces import log_reading
from brygga.web.asking import Asking
from brygga.web.coordinations.sections import sections
from brygga.web.responsibility.parts import parts


def responsibility(request: Asking, pk: UUID) -> HttpResponse:
    rows = Coordination.objects.visible_to(request.actor).select_related("person", "unit")
    row = get_object_or_404(rows, pk=pk)
    log_reading(request.actor, what="Samordningens ansvar", person_id=row.person_id, stream_id=row.pk)
    context = {"parts": parts(request.actor, row), **sections(row, "responsibility", request.actor)}
    return render(request, "responsibility/responsibility.html", context)
