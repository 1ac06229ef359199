"""Where the one who asks is working."""

from __future__ import annotations

from brygga.agencies.models import Unit
from brygga.web.asking import Asking


def unit_here(request: Asking) -> Unit:
    """The unit of the assignment that was chosen."""
    return Unit.objects.get(pk=request.actor.unit_id)  # type: ignore[attr-defined]
