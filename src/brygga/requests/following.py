"""What is asked for by a request and then happens as a meeting ends the request: nobody has to tick it off."""

from __future__ import annotations

from django.apps import apps

from brygga.agencies.models import Assignment
from brygga.coordinations.may import can_be_caseworker
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.models import Event
from brygga.requests import may
from brygga.requests.acts import appoint, complete
from brygga.requests.clocks import GFI_WISH, SIP_REQUEST
from brygga.requests.models import Request
from brygga.requests.states import WAITING, RequestState
from brygga.routines.loading import routine

#: The acts that put a request in front of its receiver.
SENT = frozenset({"requests.send", "requests.forward"})
#: The acts of meetings that answer what was asked.
CALLED = "meetings.call"
HELD = frozenset({"meetings.hold", "meetings.hold_now"})


def follow_the_meeting(event: Event, actor: Actor) -> None:
    """A wish for a GFI is done when one has met; the person's own ask is answered when one calls (MAL-11)."""
    if not actor.is_staff or event.act not in HELD | {CALLED}:
        return
    under_way = Request._base_manager.filter(coordination_id=event.stream_id).order_by("pk")
    if event.act in HELD:
        if _comes_before_another(event):
            return
        for request in under_way.filter(kind=GFI_WISH, state=RequestState.ACCEPTED):
            complete(request, by=actor)
        return
    for request in under_way.filter(kind=SIP_REQUEST, state__in=[*WAITING, RequestState.ACCEPTED]):
        _answer(request, actor)


def _comes_before_another(event: Event) -> bool:
    """What is held before the meeting that was asked for, such as a professional pre-meeting, ends nothing."""
    meeting = apps.get_model(event.subject_type)._base_manager.get(pk=event.subject_id)
    types = routine(meeting.coordination.place).meeting_types  # type: ignore[attr-defined]
    return meeting.kind in {one.preceded_by for one in types}  # type: ignore[attr-defined]


def _answer(request: Request, actor: Actor) -> None:
    caller = Assignment.objects.select_related("unit__organisation").get(pk=actor.assignment_id)
    theirs = can_be_caseworker(caller, request.to_unit_id, clock.today())
    if request.state in WAITING and theirs and may.may_appoint(actor, request):
        request = appoint(request, by=actor, caseworker=caller)
    if may.may_complete(actor, request):
        complete(request, by=actor)
