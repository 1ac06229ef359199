"""Ansvar: who answers for what in a coordination, and what is on its way to somebody else."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from brygga.core.traces import log_reading
from brygga.web.asking import Asking
from brygga.web.coordinations.finding import the_coordination
from brygga.web.coordinations.sections import sections
from brygga.web.responsibility.parts import parts


def responsibility(request: Asking, pk: UUID) -> HttpResponse:
    row = the_coordination(request, pk)
    log_reading(request.actor, what="Samordningens ansvar", person_id=row.person_id, stream_id=row.pk)
    context = {"parts": parts(request.actor, row), **sections(row, "responsibility", request.actor)}
    return render(request, "responsibility/responsibility.html", context)
