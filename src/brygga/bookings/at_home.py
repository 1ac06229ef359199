"""Booked times with a person, as what somebody is met at home by when a placement ends (MAL-19)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from brygga.bookings.models import BookedPerson
from brygga.bookings.states import BookingState
from brygga.core import clock


def booked_at_home(coordination_ids: Collection[Any]) -> Iterator[tuple[Any, date]]:
    """Booked in the coordination, or with the person that it is about."""
    rows = BookedPerson.objects.unrestricted(because="whether somebody waits at home, told only as yes or no")
    booked = rows.filter(booking__state=BookingState.BOOKED)
    here = booked.filter(coordination_id__in=coordination_ids).values_list("coordination_id", "booking__starts_at")
    alone = booked.filter(coordination=None, person__coordinations__in=coordination_ids)
    both = here.union(alone.values_list("person__coordinations", "booking__starts_at"), all=True)
    for coordination_id, at in both:
        yield coordination_id, clock.day_of(at)
