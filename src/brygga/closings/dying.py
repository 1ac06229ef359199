"""When the person has died: those who take part are told, what was to come stops, and it is closed without a talk."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from brygga.closings import may
from brygga.closings.models import Closing
from brygga.closings.states import ClosingState
from brygga.coordinations import acts as coordinations
from brygga.coordinations.models import Coordination, Engagement
from brygga.core.actor import Actor
from brygga.core.acts import act
from brygga.core.clock import day_of
from brygga.core.saving import change
from brygga.meetings.acts import call_off
from brygga.meetings.models import Meeting
from brygga.meetings.states import MeetingState
from brygga.people.models import Person
from brygga.requests.acts import take_back
from brygga.requests.models import Request
from brygga.requests.states import ENDED, RequestState

DIED = "Personen har avlidit"
BECAUSE = "what must stop when somebody has died"


def stop_when_somebody_dies(person: Person, by: Actor, at: datetime) -> None:
    """In every open coordination about them, whichever unit of the organisation has the case."""
    joined = Engagement._base_manager.filter(coordination=OuterRef("pk"), case__person=person, ended_on=None)
    rows = Coordination.objects.unrestricted(because=BECAUSE).open()
    for coordination in rows.filter(Q(person=person) | Exists(joined)).order_by("pk"):
        note_death(coordination, by=by, at=at)


@act("closings.note_death", may=may.may_note_death, told_as="Personen har avlidit ({by})", affects_planning=True)
def note_death(coordination: Coordination, *, by: Actor, at: datetime) -> Coordination:
    requests = Request.objects.unrestricted(because=BECAUSE).filter(coordination=coordination)
    for request in requests.exclude(state__in=ENDED | {RequestState.DRAFT}):
        take_back(request, by=by, why=DIED)
    meetings = Meeting.objects.unrestricted(because=BECAUSE).filter(coordination=coordination)
    for meeting in meetings.filter(state=MeetingState.CALLED, starts_at__gt=at):
        call_off(meeting, by=by, why=DIED)
    _call_off(coordination, by, at)
    return coordination


def _call_off(coordination: Coordination, by: Actor, at: datetime) -> None:
    for closing in Closing._base_manager.filter(coordination=coordination, state=ClosingState.UNDER_WAY):
        ended = {"ended_on": day_of(at), "ended_by": by.byline, "called_off_why": DIED}
        change(closing, state=ClosingState.CALLED_OFF, **ended)


@act("closings.close_after_death", may=may.may_close_after_death, told_as="{by} avslutade samordningen", in_feed=False)
def close_after_death(coordination: Coordination, *, by: Actor, at: datetime) -> Coordination:
    """No talk, no way back: each unit keeps what it has written, and reads nothing new."""
    _call_off(coordination, by, at)
    others = Engagement._base_manager.filter(coordination=coordination, ended_on=None)
    for part in others.exclude(unit_id=coordination.unit_id):
        coordinations.leave(part, by=by, at=at, why=DIED)
    return coordinations.close_coordination(coordination, by=by, at=at, why=DIED)
