"""Who is told of what happens to the times: whoever it concerns and did not do it. The words name nobody."""

from __future__ import annotations

from brygga.bookings.models import BookedHours, Booking
from brygga.coordinations.models import InboxItem
from brygga.core.actor import Actor
from brygga.core.models import Event

#: What the consultant's unit is told (BOR-05).
TO_CONSULTANT = frozenset({"bookings.tell_not_needed", "bookings.needed_after_all"})
TO_BOTH_SIDES = frozenset({"bookings.book", "bookings.move", "bookings.cancel"})


def tell(event: Event, actor: Actor) -> None:
    if event.act in TO_CONSULTANT:
        hours = BookedHours._base_manager.get(pk=event.stream_id)
        _item(event, hours.consultant_unit_id, None)
    elif event.act in TO_BOTH_SIDES:
        _tell_both_sides(event, Booking._base_manager.get(pk=event.subject_id), actor)


def _tell_both_sides(event: Event, booking: Booking, actor: Actor) -> None:
    """The unit that has the hours, and the one who booked; each unless they did it themselves."""
    if booking.unit_id != actor.unit_id:
        _item(event, booking.unit_id, None)
    booker = booking.from_unit_id is not None and booking.from_unit_id != booking.unit_id
    if booker and booking.from_assignment_id != actor.assignment_id:
        _item(event, booking.from_unit_id, booking.from_assignment_id)


def _item(event: Event, unit_id: object, assignment_id: object) -> None:
    InboxItem._base_manager.create(
        event=event,
        unit_id=unit_id,
        assignment_id=assignment_id,
        affects_planning=True,
        arrived_at=event.happened_at,
    )
