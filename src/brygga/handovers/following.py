"""What happens elsewhere and belongs to a handover: its request is sent, its joint meeting is held."""

from __future__ import annotations

from brygga.core.actor import Actor
from brygga.core.models import Event
from brygga.handovers import may
from brygga.handovers.acts import begin, note_meeting
from brygga.handovers.models import Handover
from brygga.meetings.models import Meeting
from brygga.requests.following import HELD, SENT
from brygga.requests.models import Request
from brygga.requests.states import RequestState
from brygga.routines.loading import routine


def follow(event: Event, actor: Actor) -> None:
    if event.act in SENT:
        request = Request._base_manager.select_related("coordination").get(pk=event.subject_id)
        if routine(request.coordination.place).handover_by(request.kind):
            begin(None, by=actor, request=request)
    elif event.act in HELD:
        _held(Meeting._base_manager.get(pk=event.subject_id), actor)


def _held(meeting: Meeting, actor: Actor) -> None:
    """Called by the unit that takes over, of the kind that the routine says, when the steps before it are done."""
    waiting = Handover._base_manager.filter(
        coordination_id=meeting.coordination_id,
        moved_on=None,
        request__state=RequestState.ACCEPTED,
        request__to_unit_id=meeting.called_by_id,
    )
    for handover in waiting.select_related("request", "coordination"):
        if handover.rule.meeting_type == meeting.kind and may.may_note_meeting(actor, handover):
            note_meeting(handover, by=actor, meeting=meeting)
