"""The coming meetings of a coordination, as its page names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from brygga.coordinations.models import Coordination
from brygga.core.actor import Actor
from brygga.meetings.queries import Upcoming, next_meetings


@dataclass(frozen=True, slots=True)
class ComingMeeting:
    pk: UUID
    kind_term: str
    where: str
    starts_at: datetime | None
    status: str


def coming_meetings(actor: Actor, coordination: Coordination) -> list[ComingMeeting]:
    return [_named(row) for row in next_meetings(actor, coordination)]


def _named(row: Upcoming) -> ComingMeeting:
    meeting = row.meeting
    waiting = f"{row.waiting} har inte svarat" if row.waiting else "Alla har svarat"
    return ComingMeeting(
        pk=meeting.pk,
        kind_term=meeting.term,
        where=str(meeting.get_place_kind_display()),
        starts_at=meeting.starts_at,
        status="Utkast" if row.is_draft else waiting,
    )
