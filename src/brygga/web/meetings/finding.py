"""What a page is about, as far as the one who asks may see it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import audience
from brygga.core.traces import log_reading
from brygga.meetings.models import Attendee, CirclePlace, Meeting
from brygga.meetings.seats import attendees_of
from brygga.people.queries import shown
from brygga.web.asking import Asking
from brygga.web.coordinations.sections import sections


def the_meeting(request: Asking, pk: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("coordination__person", "coordination__unit", "called_by"), pk=pk)


def the_seat(request: Asking, pk: UUID) -> Attendee:
    rows = Attendee.objects.visible_to(request.actor).called()
    return get_object_or_404(rows.select_related("meeting__coordination__person", "meeting__called_by", "unit"), pk=pk)


def the_place(request: Asking, pk: UUID) -> CirclePlace:
    rows = CirclePlace.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("coordination__person", "unit"), pk=pk)


def the_coordination(request: Asking, pk: UUID) -> Coordination:
    rows = Coordination.objects.visible_to(request.actor)
    return get_object_or_404(rows.select_related("person", "unit", "coordinator__staff"), pk=pk)


def read(request: Asking, coordination: Coordination, what: str) -> None:
    log_reading(request.actor, what=what, person_id=coordination.person_id, stream_id=coordination.pk)


def readers_of(meeting: Meeting) -> list[str]:
    """Who will see what is written in the meeting: those who take part, those called, and the person if it is theirs."""
    inside = [str(reader) for reader in audience(meeting.coordination) if reader.unit_id]
    called = [str(seat.unit) for seat in attendees_of(meeting) if seat.unit and meeting.called_at]
    known = {name.partition(",")[0] for name in inside}
    person = ["Personen själv"] if meeting.person_invited else []
    return [*inside, *(name for name in called if name not in known), *person]


def about(request: Asking, coordination: Coordination) -> dict[str, Any]:
    """Whom it is about, and the way to the coordination for those who take part in it."""
    inside = Coordination.objects.visible_to(request.actor).filter(pk=coordination.pk).exists()
    found = sections(coordination, "meetings") if inside else {"coordination": coordination, "sections": []}
    return {**found, "inside": inside, "person": shown(coordination.person, request.actor)}
