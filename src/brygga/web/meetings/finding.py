"""What a page is about, as far as the one who asks may see it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from brygga.coordinations.models import Coordination
from brygga.coordinations.queries import audience, is_open_to
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


def read(request: Asking, coordination: Coordination, what: str) -> None:
    log_reading(request.actor, what=what, person_id=coordination.person_id, stream_id=coordination.pk)


def readers_of(meeting: Meeting) -> list[str]:
    """The units that will read what is written in the meeting: those that take part, and those called."""
    inside = units_reading(meeting.coordination)
    called = [seat.unit.name for seat in attendees_of(meeting) if seat.unit and meeting.called_at]
    known = {name.partition(",")[0] for name in inside}
    return [*inside, *(name for name in called if name not in known)]


def units_reading(coordination: Coordination) -> list[str]:
    return [str(reader) for reader in audience(coordination) if reader.unit_id]


def about(request: Asking, coordination: Coordination, meeting: Meeting | None = None) -> dict[str, Any]:
    """Whom it is about, and the way to the coordination for those who take part in it."""
    inside = is_open_to(request.actor, coordination.pk)
    found = sections(coordination, "meetings") if inside else {"coordination": coordination, "sections": []}
    person = shown(coordination.person, request.actor)
    theirs = meeting is None or meeting.person_invited
    return {**found, "inside": inside, "person": person, "reading_person": person.name if theirs else ""}
