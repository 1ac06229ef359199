"""What is to be sent because of what happened, put in the queue in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from brygga.agencies.models import Assignment, Unit
from brygga.agencies.queries import in_force
from brygga.bookings.models import BookedPerson, Booking
from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.ids import new_id
from brygga.core.models import Event
from brygga.discharges.models import DischargeReceiver
from brygga.mappings.models import MappingCopy
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.states import MeetingState
from brygga.messaging.acts.queue import put
from brygga.messaging.models import NoticeChoice, Outgoing
from brygga.messaging.states import Channel, Kind
from brygga.people.models import InformationWay, Person
from brygga.routines.loading import routine
from brygga.rules.powers import Power

#: What comes close together is told together.
COLLECT = timedelta(minutes=5)
BECAUSE = "what is sent is put in the queue by the program"
MEETINGS = frozenset({"meetings.call", "meetings.change", "meetings.cancel", "meetings.call_off", "meetings.uncall"})
BOOKINGS = frozenset({"bookings.book", "bookings.move", "bookings.cancel"})
COPIES = "mappings.deliver"
DISCHARGES = "discharges."
GAVE_UP = "messaging.give_up"


def tell(event: Event, actor: Actor) -> None:
    if event.act == GAVE_UP:
        _tell_the_sender(event)
    put(_rows(event, actor))


def _rows(event: Event, actor: Actor) -> Iterator[Outgoing]:
    yield from _news(event)
    if event.act in BOOKINGS:
        yield from _about_booking(Booking._base_manager.get(pk=event.subject_id), actor, event.happened_at)
    elif event.act == COPIES:
        yield from _about_copies(event)
    elif event.act.startswith(DISCHARGES):
        yield from _about_discharge(event)
    elif event.subject_type == "meetings.Meeting" and event.act in MEETINGS:
        yield from _about_meeting(Meeting._base_manager.get(pk=event.subject_id), event.happened_at)


def _news(event: Event) -> Iterator[Outgoing]:
    """To whom something has come in the inbox, unless they have switched it off."""
    items = InboxItem.objects.unrestricted(because=BECAUSE).filter(event=event)
    staff = {pk for item in items.values_list("unit_id", "assignment_id") for pk in _receivers(*item)}
    for pk in wanting(staff, "news"):
        yield _new(Kind.NEWS, event.happened_at, event.happened_at + COLLECT, staff_id=pk)


def _receivers(unit_id: Any, assignment_id: Any) -> list[Any]:
    """The one who answers for it; for what has come to a unit, those who hand out there."""
    on = clock.today()
    held = Assignment.objects.filter(in_force(on), staff__left_on=None).exclude(staff__email="")
    if assignment_id:
        return list(held.filter(pk=assignment_id).values_list("staff_id", flat=True))
    place = Unit.objects.select_related("organisation").get(pk=unit_id).organisation.place
    handing_out = [function.key for function in routine(place).functions_with(Power.DISTRIBUTE, on)]
    return list(held.filter(unit_id=unit_id, function__in=handing_out).values_list("staff_id", flat=True))


def wanting(staff: Iterable[Any], what: str) -> list[Any]:
    """Those who have not switched it off."""
    wished = set(staff)
    if not wished:
        return []
    off = NoticeChoice.objects.unrestricted(because=BECAUSE).filter(staff__in=wished, **{what: False})
    return sorted(wished - set(off.values_list("staff_id", flat=True)))


def _about_booking(booking: Booking, actor: Actor, at: datetime) -> Iterator[Outgoing]:
    """An invitation to the one who booked; a word to the person when somebody else did it for them."""
    facts: dict[str, Any] = {"booking": booking, "sequence": booking.sequence, "from_unit_id": booking.unit_id}
    cancels = not booking.is_booked
    if booking.from_assignment_id:
        held = Assignment.objects.filter(pk=booking.from_assignment_id).exclude(staff__email="")
        for pk in wanting(held.values_list("staff_id", flat=True), "times"):
            yield _new(
                Kind.INVITATION, at, at, _key(booking, pk, cancels=cancels), staff_id=pk, cancels=cancels, **facts
            )
    whom = BookedPerson.objects.unrestricted(because=BECAUSE).filter(booking=booking).select_related("person").first()
    if whom and not actor.is_person and (channel := way_of(whom.person)):
        yield _new(Kind.NEWS, at, at + COLLECT, person=whom.person, channel=channel, **facts)


def _about_meeting(meeting: Meeting, at: datetime) -> Iterator[Outgoing]:
    """An invitation to each one called by name; a word to the person."""
    if meeting.state == MeetingState.DRAFT or meeting.starts_at is None:
        return
    facts: dict[str, Any] = {"meeting": meeting, "sequence": meeting.sequence, "from_unit_id": meeting.called_by_id}
    seats = Attendee.objects.unrestricted(because=BECAUSE).filter(meeting=meeting)
    named = seats.filter(assignment__isnull=False).exclude(assignment__staff__email="")
    called: dict[Any, bool] = {}
    for staff_id, withdrawn in named.values_list("assignment__staff_id", "withdrawn_at"):
        called[staff_id] = called.get(staff_id, False) or withdrawn is None
    stopped = meeting.state in {MeetingState.CANCELLED, MeetingState.MISSED}
    for pk in wanting(called, "times"):
        cancels = stopped or not called[pk]
        yield _new(Kind.INVITATION, at, at, _key(meeting, pk, cancels=cancels), staff_id=pk, cancels=cancels, **facts)
    if seats.filter(is_person=True).exists() and (channel := way_of(meeting.coordination.person)):
        yield _new(Kind.NEWS, at, at + COLLECT, person=meeting.coordination.person, channel=channel, **facts)


def _about_copies(event: Event) -> Iterator[Outgoing]:
    """A word in each of the ways by which the person wanted the copy; it says only that there is something."""
    copies = MappingCopy.objects.unrestricted(because=BECAUSE).filter(mapping_id=event.subject_id)
    new = copies.filter(made_at=event.happened_at, way__in=[Channel.MAIL, Channel.SMS])
    for copy in new.select_related("mapping__person"):
        person, unit_id = copy.mapping.person, copy.mapping.unit_id
        at = event.happened_at
        yield _new(
            Kind.NEWS, at, at, f"copy:{copy.pk}", person=person, channel=copy.way, copy=copy, from_unit_id=unit_id
        )


def _about_discharge(event: Event) -> Iterator[Outgoing]:
    """To those who hand out at the units that the ward has just told something, and that have no inbox for it."""
    told = DischargeReceiver.objects.unrestricted(because=BECAUSE).filter(discharge_id=event.subject_id)
    new = told.filter(Q(discharge__told_at=event.happened_at) | Q(disclosure__decided_at=event.happened_at))
    staff = {pk for unit_id in new.values_list("unit_id", flat=True) for pk in _receivers(unit_id, None)}
    for pk in wanting(staff, "news"):
        yield _new(Kind.NEWS, event.happened_at, event.happened_at + COLLECT, staff_id=pk)


def _key(row: Booking | Meeting, staff_id: Any, *, cancels: bool) -> str:
    return f"invitation:{row.pk}:{row.sequence}:{'cancel' if cancels else 'request'}:{staff_id}"


def way_of(person: Person) -> Channel | None:
    """By mail or SMS, if the person has asked to be told so and can be reached so. Protected persons are called."""
    wanted = (way for way in reachable_by(person) if InformationWay(way.value) in person.information_ways)
    return next(wanted, None)


def reachable_by(person: Person) -> list[Channel]:
    if person.protection or person.died_on:
        return []
    reach = {Channel.MAIL: person.email, Channel.SMS: person.phone}
    return [channel for channel, address in reach.items() if address]


def _new(kind: Kind, at: datetime, due_at: datetime, key: str = "", **facts: Any) -> Outgoing:
    return Outgoing(kind=kind, key=key or f"{kind}:{new_id()}", made_at=at, due_at=due_at, **facts)


def reminders(now: datetime) -> list[Outgoing]:
    """For every time tomorrow: to the person in their own way, and to the one who booked."""
    tomorrow = clock.day_of(now) + timedelta(days=1)
    first = clock.midnight(tomorrow)
    rows = Booking.objects.unrestricted(because=BECAUSE).booked().select_related("from_assignment__staff")
    rows = list(rows.filter(starts_at__gte=first, starts_at__lt=first + timedelta(days=1)))
    return [*_to_persons(rows, now), *_to_bookers(rows, now)]


def _to_persons(rows: list[Booking], now: datetime) -> Iterator[Outgoing]:
    bookings = {row.pk: row for row in rows}
    persons = BookedPerson.objects.unrestricted(because=BECAUSE).filter(booking__in=list(bookings))
    for whom in persons.select_related("person"):
        if channel := way_of(whom.person):
            yield _reminder(bookings[whom.booking_id], now, person=whom.person, channel=channel)


def _to_bookers(rows: list[Booking], now: datetime) -> Iterator[Outgoing]:
    booked = {row: row.from_assignment.staff for row in rows if row.from_assignment}
    reachable = {staff.pk for staff in booked.values() if staff.email and staff.left_on is None}
    wished = set(wanting(reachable, "times"))
    return (_reminder(row, now, staff_id=staff.pk) for row, staff in booked.items() if staff.pk in wished)


def _reminder(booking: Booking, now: datetime, **whom: Any) -> Outgoing:
    receiver = whom.get("staff_id") or whom["person"].pk
    key = f"reminder:{booking.pk}:{booking.sequence}:{receiver}"
    facts = {"booking": booking, "sequence": booking.sequence, "from_unit_id": booking.unit_id}
    return _new(Kind.REMINDER, now, now, key, **facts, **whom)


def _tell_the_sender(event: Event) -> None:
    """To the unit whose word never arrived; what was only news to staff stands on their own settings page."""
    row = Outgoing.objects.unrestricted(because=BECAUSE).get(pk=event.subject_id)
    if row.from_unit_id and not _only_news_to_staff(row):
        InboxItem._base_manager.create(event=event, unit_id=row.from_unit_id, arrived_at=event.happened_at)


def _only_news_to_staff(row: Outgoing) -> bool:
    return row.kind == Kind.NEWS and row.staff_id is not None
