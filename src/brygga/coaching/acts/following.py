"""What follows of itself when a request is sent, is ended by others, or the person's yes is taken back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from brygga.coaching import may
from brygga.coaching.acts.queueing import stand_in_queue, step_out
from brygga.coaching.models import Enrolment
from brygga.coaching.states import ACTIVE, IN_QUEUE
from brygga.core.actor import Actor
from brygga.core.models import Event
from brygga.people.models import Case
from brygga.requests.following import SENT
from brygga.requests.models import Request

#: Whoever asked, the person, or the team from the request's own page.
ENDED = {
    "requests.withdraw": "Den som frågade tog tillbaka frågan",
    "requests.note_persons_no": "Personen har sagt nej",
    "requests.decline": "Teamet sade nej till förfrågan",
    "requests.misdirected": "Förfrågan kom fel",
    "requests.forward": "Förfrågan skickades vidare",
}


def queue_when_asked(event: Event, actor: Actor) -> None:
    """Told by requests, inside the act."""
    if event.act not in SENT | ENDED.keys():
        return
    asked = Request._base_manager.select_related("to_unit__organisation", "coordination").get(pk=event.subject_id)
    if event.act in ENDED:
        gone = asked.forwarded_from_id if event.act == "requests.forward" else asked.pk
        for row in Enrolment._base_manager.filter(request_id=gone, state__in=IN_QUEUE):
            step_out(row, by=actor, at=event.happened_at, why=ENDED[event.act])
    rule = may.team_of(asked.to_unit) if event.act in SENT else None
    if rule and rule.request_kind == asked.kind and not _stands_already(asked):
        stand_in_queue(asked, by=actor, at=event.happened_at)


def _stands_already(asked: Request) -> bool:
    there = Enrolment._base_manager.filter(unit_id=asked.to_unit_id, state__in=ACTIVE)
    return bool(there.filter(person_id=asked.coordination.person_id).exists())


def step_out_when_door_closes(stream_id: UUID, unit_id: UUID, by: Actor, at: datetime, why: str) -> None:
    """Told by consents, inside the act that closed the door. Whom the team knows by a case of its own stays."""
    rows = Enrolment._base_manager.filter(coordination_id=stream_id, unit_id=unit_id, state__in=IN_QUEUE)
    known = Case._base_manager.filter(unit_id=unit_id, closed_on=None).values("person_id")
    for row in rows.exclude(person_id__in=known):
        step_out(row, by=by, at=at, why=why[:1].upper() + why[1:])
