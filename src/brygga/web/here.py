"""Where the one who asks is working."""

from __future__ import annotations

from django.http import HttpRequest

from brygga.agencies.models import Unit


def unit_here(request: HttpRequest) -> Unit:
    """The unit of the assignment that was chosen."""
    return Unit.objects.get(pk=request.actor.unit_id)  # type: ignore[attr-defined]
