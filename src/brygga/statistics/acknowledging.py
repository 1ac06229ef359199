"""How soon the units acknowledge what is asked of them, from the requests' own history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.requests.models import Request
from brygga.requests.states import RequestState
from brygga.rules.acknowledging import Asked, AskedFigures, figures
from brygga.statistics.spans import between


@dataclass(frozen=True, slots=True)
class UnitAcknowledging:
    unit_id: UUID
    name: str
    figures: AskedFigures


def acknowledging(actor: Actor, since: date, until: date) -> list[UnitAcknowledging]:
    """For each of the actor's units: what it was asked between those days. Two questions. Requests, not persons."""
    rows = Request.objects.visible_to(actor).filter(to_unit_id__in=actor.reads, sent_at__range=between(since, until))
    told = rows.values_list(
        "to_unit_id", "state", "sent_at", "acknowledge_by", "acknowledged_at", "answered_at", "expires_at"
    )
    found: dict[UUID, list[Asked]] = {}
    for unit, *row in told.order_by("pk"):
        found.setdefault(unit, []).append(_asked(*row))
    units = Unit.objects.filter(pk__in=found).order_by("organisation__sort", "sort", "pk")
    now = clock.now()
    return [UnitAcknowledging(unit.pk, unit.name, figures(found[unit.pk], now)) for unit in units]


def _asked(state: str, sent: datetime, by: Any, acknowledged: Any, answered: Any, expires: Any) -> Asked:
    """Whoever has answered has shown that it arrived; what was taken back or ran out was never acknowledged after."""
    if state == RequestState.EXPIRED:
        return Asked(sent, by, acknowledged, expires)
    if state == RequestState.WITHDRAWN:
        return Asked(sent, by, acknowledged, answered or sent)
    return Asked(sent, by, acknowledged or answered)
