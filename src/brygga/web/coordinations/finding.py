"""The coordination that an address names, for the one who asks."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from brygga.coordinations.models import Coordination
from brygga.web.asking import Asking


def the_coordination(request: Asking, pk: UUID, *more: str) -> Coordination:
    """With the person, the unit and `more` that the page tells of. One that the reader may not see is not there."""
    rows = Coordination.objects.visible_to(request.actor).select_related("person", "unit", *more)
    found: Coordination = get_object_or_404(rows, pk=pk)
    return found
