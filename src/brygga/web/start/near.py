"""What is near in one's calendar: meetings, booked times, a team's activities, and when a consultant is awaited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from brygga.bookings.models import Booking
from brygga.bookings.queries import Session, names_of, sessions_of, whom_of
from brygga.bookings.queries import to_come as bookings_to_come
from brygga.coaching.models import ActivitySession
from brygga.coaching.queries import sessions_near
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.meetings.models import Meeting
from brygga.meetings.queries import NEAR, is_to_come, on_desk
from brygga.routines.loading import routine
from brygga.web.links import way_to
from brygga.web.tasks import FEW


@dataclass(frozen=True, slots=True)
class Near:
    at: datetime
    title: str
    url: str
    note: str


def near(actor: Actor) -> list[Near]:
    """The soonest few of two weeks; of a consultant's days, the next two however far away."""
    until = clock.now() + NEAR
    meetings = [meeting for meeting in on_desk(actor) if is_to_come(meeting)][:FEW]
    mine = Q(from_assignment_id=actor.assignment_id) | Q(unit_id__in=actor.reads)
    bookings: list[Booking] = []
    if routine(actor.place).booked_times:
        bookings = list(bookings_to_come(actor, clock.now()).filter(mine, starts_at__lt=until)[:FEW])
    found = [*map(_meeting, meetings), *_bookings(actor, bookings), *map(_session, _awaited(actor))]
    found += map(_activity, sessions_near(actor, until)[:FEW])
    return sorted(found, key=lambda one: one.at)[:FEW]


def _awaited(actor: Actor) -> list[Session]:
    return sessions_of(actor, clock.today())[:2]


def _meeting(row: Meeting) -> Near:
    assert row.starts_at is not None
    note = f"{row.coordination.person.name} · {row.place}" if row.place else row.coordination.person.name
    return Near(row.starts_at, row.term, way_to("meeting", row.pk), note)


def _bookings(actor: Actor, rows: list[Booking]) -> Iterator[Near]:
    names = names_of(actor, rows, whom_of(actor, rows))
    for row in rows:
        who = names.get(row.pk) or "Utan person"
        yield Near(row.starts_at, row.hours.term, way_to("booking", row.pk), f"{who} · {row.hours.unit.name}")


def _activity(row: ActivitySession) -> Near:
    return Near(row.starts_at, row.activity.name, way_to("activity-session", row.pk), row.activity.where)


def _session(one: Session) -> Near:
    if one.closed:
        how = "Ni behövs inte då" if one.closed.not_needed else "Inställt"
    else:
        how = f"{one.booked} bokade" if one.booked else "Inget bokat än"
    return Near(one.starts_at, one.hours.term, "", f"{how} · {one.hours.unit.name}")
