"""What a page of the managers' meetings is about, as far as the one who asks may see it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from brygga.core.actor import Actor
from brygga.rules.ages import age_on
from brygga.series.models import SeriesMeeting, SeriesSeat
from brygga.series.queries import may_know_whom, meetings, with_details
from brygga.web.asking import Asking


def the_meeting(request: Asking, pk: UUID) -> SeriesMeeting:
    found: SeriesMeeting = get_object_or_404(meetings(request.actor), pk=pk)
    return found


def the_case(request: Asking, pk: UUID) -> Any:
    return get_object_or_404(with_details(request.actor), pk=pk)


def the_seat(request: Asking, pk: UUID) -> SeriesSeat:
    rows = SeriesSeat.objects.visible_to(request.actor)
    found: SeriesSeat = get_object_or_404(rows.select_related("meeting__series", "unit", "assignment__staff"), pk=pk)
    return found


def whom(item: Any, actor: Actor) -> str:
    """The name and the age for those who may know; else the age alone, or that the way there is closed."""
    if item.is_named:
        if not may_know_whom(item, actor):
            return "Med namn, stängt för dig"
        person = item.coordination.person
        age = age_on(person.born, item.meeting.day) if person.born else None
        return f"{person.name}, {age} år" if age is not None else str(person.name)
    return f"Utan namn, ungefär {item.age} år"


def readers(item: Any) -> list[str]:
    """The units that read a case."""
    return [item.from_unit.name, *(row.unit.name for row in item.called.all())]
