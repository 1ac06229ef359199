"""Setting hours up, closing a day, booking, moving and cancelling; telling a consultant that a day is not needed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from brygga.agencies.models import Unit
from brygga.bookings import may
from brygga.bookings.facts import HoursFacts, Whom
from brygga.bookings.models import BookedHours, BookedIntake, BookedPerson, Booking, BookingStep, ClosedDay
from brygga.bookings.states import BookingState, Step
from brygga.coordinations.models import Coordination
from brygga.core import moves
from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.decision import YES, no
from brygga.core.saving import change, create
from brygga.intakes.acts import note_meeting
from brygga.intakes.may import may_work
from brygga.intakes.models import Intake
from brygga.intakes.states import UNDER_WAY
from brygga.people.models import Person
from brygga.rules.booked_hours import slots_on

ONE_DAY = timedelta(days=1)
NOT_NEEDED = "Behövs inte den här gången"


@act("bookings.set_up", may=may.may_set_up, told_as="{by} lade upp tider: {title}")
def set_up_hours(unit: Unit, *, by: Actor, facts: HoursFacts) -> BookedHours:
    rule = next((kind for kind in may.kinds_to_set_up(by, unit) if kind.key == facts.kind), None)
    if rule is None:
        raise NotAllowed("Sådana tider lägger du inte upp på enheten.")
    hours = BookedHours(
        unit=unit,
        kind=facts.kind,
        for_whom=rule.for_whom.value,
        weekday=facts.weekday,
        starts=facts.starts,
        ends=facts.ends,
        slot_minutes=facts.slot_minutes,
        every_weeks=facts.every_weeks,
        since=facts.since,
        until=facts.until,
        place_kind=facts.place_kind,
        place=facts.place,
        consultant_unit=facts.consultant_unit if rule.consultant_kind else None,
        set_up_by=by.byline,
    )
    hours.validate_constraints()
    fits = YES if slots_on(hours.recurring(), hours.recurring().first_day) else no("Tiderna är kortare än en tid.")
    comes = (
        no("Välj vilken enhet konsulten kommer från.") if rule.consultant_kind and not hours.consultant_unit else YES
    )
    insist(fits & comes)
    hours.save(force_insert=True)
    return hours


@act("bookings.end_hours", may=may.may_manage, told_as="{by} tog bort tider: {title}")
def end_hours(hours: BookedHours, *, by: Actor, until: date) -> BookedHours:
    insist(may.no_bookings(hours, until + ONE_DAY, None, "efter den dagen"))
    return change(hours, until=max(until, hours.since))


@act("bookings.close_day", may=may.may_manage, told_as="{by} stängde en dag: {day}")
def close_day(hours: BookedHours, *, by: Actor, at: datetime, day: date, why: str = "") -> ClosedDay:
    insist(may.may_close(hours, day))
    return create(ClosedDay, hours=hours, day=day, why=why, closed_at=at, closed_by=by.byline)


@act("bookings.open_day", may=may.may_open_day, told_as="{by} öppnade en dag igen: {day}")
def open_day(closed: ClosedDay, *, by: Actor) -> None:
    closed.delete()


@act("bookings.tell_not_needed", may=may.may_tell, told_as="{by} meddelade att ni inte behövs den {day}")
def tell_not_needed(hours: BookedHours, *, by: Actor, at: datetime, day: date) -> ClosedDay:
    """BOR-05: nobody has booked, so the consultant need not come. The unit is told by the event."""
    insist(may.may_close(hours, day))
    return create(ClosedDay, hours=hours, day=day, why=NOT_NEEDED, not_needed=True, closed_at=at, closed_by=by.byline)


@act("bookings.needed_after_all", may=may.may_open_day, told_as="{by} meddelade att ni behövs ändå den {day}")
def needed_after_all(closed: ClosedDay, *, by: Actor) -> None:
    closed.delete()


@act("bookings.book", may=may.may_book, told_as="{by} bokade en tid: {when}")
def book(
    hours: BookedHours,
    *,
    by: Actor,
    at: datetime,
    starts_at: datetime,
    person: Person | None = None,
    coordination: Coordination | None = None,
    about: str = "",
) -> Booking:
    """The hours are held meanwhile: two who want the same slot come one after the other."""
    whom = Whom(person, coordination) if person else None
    insist(may.may_be_for(by, hours, whom))
    insist(may.may_have(hours, starts_at, at))
    booking = create(
        Booking,
        hours=hours,
        unit_id=hours.unit_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=hours.slot_minutes),
        from_unit_id=by.unit_id,
        from_assignment_id=by.assignment_id,
        booked_by=by.byline,
    )
    if person:
        create(BookedPerson, booking=booking, person=person, coordination=coordination, about=about)
    _step(booking, Step.BOOKED, by, at)
    return booking


@act("bookings.move", may=may.may_change, told_as="{by} flyttade en tid till {when}")
def move(
    booking: Booking, *, by: Actor, at: datetime, hours: BookedHours, starts_at: datetime, why: str = ""
) -> Booking:
    """To another slot of the same kind at the same unit."""
    target = BookedHours._base_manager.select_for_update(of=("self",)).get(pk=hours.pk)
    same = target.unit_id == booking.unit_id and target.for_whom == booking.hours.for_whom
    insist(YES if same else no("Välj en tid hos samma enhet."))
    insist(may.may_have(target, starts_at, at))
    ends_at = starts_at + timedelta(minutes=target.slot_minutes)
    moved = change(booking, hours=target, starts_at=starts_at, ends_at=ends_at, sequence=booking.sequence + 1)
    _step(moved, Step.MOVED, by, at, why)
    first_meeting_moved(moved, by=by, at=at)
    return moved


def release(booking: Booking, *, by: Actor, at: datetime, why: str = "") -> Booking:
    """The slot is free again."""
    cancelled = change(booking, state=BookingState.CANCELLED, sequence=booking.sequence + 1)
    _step(cancelled, Step.CANCELLED, by, at, why)
    return cancelled


def give_back(intake: Intake, by: Actor, at: datetime) -> None:
    """Told by intakes when one has ended, and when it gets another time."""
    rows = Booking._base_manager.filter(first_meeting__intake=intake, state=BookingState.BOOKED, starts_at__gt=at)
    for booking in rows:
        release(booking, by=by, at=at, why="Tiden behövs inte längre för ett första möte")


def cancel_when_somebody_dies(person: Person, by: Actor, at: datetime) -> None:
    """Their own times to come; the slots are free for others."""
    rows = Booking._base_manager.filter(whom__person=person, state=BookingState.BOOKED, starts_at__gt=at)
    for booking in rows:
        release(booking, by=by, at=at, why="Tiden behövs inte längre")


def _first_meeting(booking: Booking) -> Intake | None:
    tied = BookedIntake._base_manager.filter(booking=booking).select_related("intake").first()
    return tied.intake if tied and tied.intake.state in UNDER_WAY else None


def first_meeting_moved(booking: Booking, *, by: Actor, at: datetime) -> None:
    if intake := _first_meeting(booking):
        when, where = booking.starts_at, booking.hours.where
        moves.move(intake, by, at, what="Ny tid för första mötet", meeting_at=when, meeting_place=where)


def first_meeting_cancelled(booking: Booking, *, by: Actor, at: datetime) -> None:
    if intake := _first_meeting(booking):
        moves.move(intake, by, at, what="Första mötet avbokat", meeting_at=None, meeting_place="")


@act("bookings.cancel", may=may.may_change, told_as="{by} avbokade tiden {when}")
def cancel(booking: Booking, *, by: Actor, at: datetime, why: str = "") -> Booking:
    first_meeting_cancelled(booking, by=by, at=at)
    return release(booking, by=by, at=at, why=why)


@act("bookings.note_attendance", may=may.may_note, told_as="{by} noterade hur det gick med tiden {when}")
def note_attendance(booking: Booking, *, by: Actor, at: datetime, came: bool) -> Booking:
    """What was noted before stands in the history."""
    _step(booking, Step.CAME if came else Step.MISSED, by, at)
    return change(booking, came=came)


@act("bookings.plan_first_meeting", may=may_work, told_as="{by} bestämde första mötet", in_feed=False)
def plan_first_meeting(
    intake: Intake, *, by: Actor, at: datetime, starts_at: datetime, hours: BookedHours | None = None, place: str = ""
) -> Intake:
    """A free slot of the unit's is taken and noted in one; or another time, and the slot before is given back."""
    give_back(intake, by, at)
    if hours is not None:
        booking = book(hours, by=by, starts_at=starts_at)
        create(BookedIntake, booking=booking, intake=intake)
    return note_meeting(intake, by=by, meeting_at=starts_at, meeting_place=hours.where if hours else place)


def _step(booking: Booking, step: Step, by: Actor, at: datetime, why: str = "") -> Any:
    return create(
        BookingStep, booking=booking, step=step, starts_at=booking.starts_at, at=at, by_label=by.byline, why=why
    )
