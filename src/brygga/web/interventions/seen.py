"""A granted intervention as whoever asks may see it, and who else sees it."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from brygga.coordinations.queries import Reader, audience
from brygga.interventions.models import GrantedIntervention
from brygga.interventions.queries import with_details
from brygga.web.asking import Asking


def seen(request: Asking, pk: UUID) -> GrantedIntervention:
    found: GrantedIntervention = get_object_or_404(with_details(request.actor), pk=pk)
    return found


def readers(row: GrantedIntervention) -> list[Reader]:
    """Who else sees it."""
    return [reader for reader in audience(row.coordination, row.matter) if reader.unit_id]
