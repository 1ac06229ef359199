"""What follows from an event: a manager is told that their unit stayed away, a request's answer is the seat's."""

from __future__ import annotations

from django.db.models import Q

from brygga.agencies.queries import holders
from brygga.coordinations.may import door_is_open
from brygga.coordinations.models import InboxItem
from brygga.core.actor import Actor
from brygga.core.clock import day_of
from brygga.core.models import Event
from brygga.core.saving import create
from brygga.meetings.acts import follow_request
from brygga.meetings.models import Attendee
from brygga.meetings.states import MeetingState
from brygga.rules.powers import Power


def tell_the_manager(event: Event, actor: Actor) -> None:
    """The item stands in the manager's inbox also when their unit has not been let in; then it leads nowhere."""
    if event.act != "meetings.note_absence":
        return
    rows = Attendee.objects.unrestricted(because="the unit whose manager is told of the absence")
    row = rows.select_related("unit__organisation", "meeting__coordination").get(pk=event.subject_id)
    open_to_them = door_is_open(row.meeting.coordination, row.unit_id)
    for assignment in holders(row.unit, Power.LEAD, day_of(event.happened_at)):
        if assignment.pk == actor.assignment_id:
            continue
        create(
            InboxItem,
            event=event,
            stream_id=event.stream_id if open_to_them else None,
            unit=row.unit,
            assignment=assignment,
            affects_planning=True,
            arrived_at=event.happened_at,
        )


ANSWERS = frozenset(f"requests.{verb}" for verb in ("appoint", "decline", "misdirected", "forward", "expire"))


def follow_answers(event: Event, actor: Actor) -> None:
    """A forwarded request tells of the one it was forwarded to, so the seat is found behind either."""
    if event.act not in ANSWERS:
        return
    rows = Attendee.objects.unrestricted(because="the seat behind the request that was answered").called()
    behind = Q(request_id=event.subject_id) | Q(request__forwarded_to=event.subject_id)
    for row in rows.filter(behind, meeting__state=MeetingState.CALLED):
        follow_request(row, by=actor, at=event.happened_at)
