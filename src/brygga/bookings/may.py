"""Who sets hours up, who books, and whom a unit may know that a time is for."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from brygga.agencies.models import Unit
from brygga.bookings.facts import Whom
from brygga.bookings.models import BookedHours, BookedPerson, Booking, ClosedDay, working_with
from brygga.bookings.states import BookingState
from brygga.coordinations.may import door_is_open
from brygga.coordinations.models import Coordination
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.decision import YES, Decision, first_no, no
from brygga.people.models import Case, Person
from brygga.routines.loading import routine
from brygga.routines.vocabulary import BookedFor, BookedTime
from brygga.rules.booked_hours import occasions, slot_at
from brygga.rules.powers import Power

WORKS = frozenset({Power.CASES, Power.COORDINATE, Power.LEAD})
HAS_ONE = "Du har redan en tid där. Flytta den i stället."
NOT_KNOWN = "Enheten får inte veta vem det gäller. Boka utan person, eller fråga personen om samtycke först."


def kinds_to_set_up(actor: Actor, unit: Unit) -> tuple[BookedTime, ...]:
    """The kinds of hours that the routine lets this function set up at the unit."""
    if unit.pk not in actor.reads | actor.distributes:
        return ()
    kinds = routine(unit.organisation.place).booked_times_at(unit.kind, clock.today())
    return tuple(kind for kind in kinds if actor.has(kind.set_up_by))


def may_set_up(actor: Actor, unit: Unit) -> Decision:
    if unit.closed_on:
        return no("Enheten är avvecklad.")
    if kinds_to_set_up(actor, unit):
        return YES
    return no("Tider läggs upp av den som rutinen säger. Fråga din chef eller koordinatorn.")


def may_manage(actor: Actor, hours: BookedHours) -> Decision:
    """End the hours, close a day, tell the consultant: whoever may set them up."""
    here = hours.unit_id in actor.reads | actor.distributes
    if actor.is_staff and here and actor.has(hours.rule.set_up_by):
        return YES
    return no("Det här gör den som lägger upp tiderna.")


def may_open_day(actor: Actor, closed: ClosedDay) -> Decision:
    passed = no("Dagen har varit.") if closed.day < clock.today() else YES
    return first_no(may_manage(actor, closed.hours), passed)


def may_tell(actor: Actor, hours: BookedHours) -> Decision:
    return first_no(may_manage(actor, hours), YES if hours.consultant_unit_id else no("Ingen konsult kommer hit."))


def may_book(actor: Actor, hours: BookedHours) -> Decision:
    """Staff in the place: consultation anywhere, a person's time where the person is known; the person themself."""
    if hours.until and hours.until < clock.today():
        return no("Tiderna är borttagna. Välj en annan tid.")
    if actor.is_person:
        return _person_may_book(actor, hours)
    if not actor.is_staff or not actor.powers & WORKS:
        return no("Tider bokas av den som arbetar med ärenden.")
    return YES if hours.unit.organisation.place == actor.place else no("Tiderna är på en annan ort.")


def _person_may_book(actor: Actor, hours: BookedHours) -> Decision:
    if not actor.speaks_for:
        return no("Det är bara den det gäller, eller den som får svara i dennes ställe, som bokar här.")
    theirs = BookedHours._base_manager.filter(working_with(actor), pk=hours.pk, for_whom=BookedFor.PERSON)
    if not theirs.exists():
        return no("De här tiderna går inte att boka här. Ring dem i stället.")
    return no(HAS_ONE) if has_one(actor, hours.unit_id) else YES


def has_one(actor: Actor, unit_id: object) -> bool:
    """Whether the person has a time to come at the unit; one at a time, so that there are times for others."""
    mine = BookedPerson._base_manager.filter(person_id__in=actor.person_ids)
    to_come = mine.filter(booking__unit_id=unit_id, booking__state="booked", booking__starts_at__gt=clock.now())
    return to_come.exists()


def may_be_for(actor: Actor, hours: BookedHours, whom: Whom | None) -> Decision:
    """A name crosses to the unit only where it knows the person already, or the consent has opened the door."""
    if whom is None:
        own_unit = hours.unit_id in actor.reads
        return YES if own_unit or hours.for_whom == BookedFor.CONSULTATION else no("Välj vem tiden är för.")
    return first_no(_may_read(actor, whom), YES if unit_knows(hours.unit_id, whom) else no(NOT_KNOWN))


def _may_read(actor: Actor, whom: Whom) -> Decision:
    if actor.is_person:
        return YES if whom.person.pk in actor.speaks_for else no("Du kan bara boka för dig själv.")
    known = Person.objects.visible_to(actor).filter(pk=whom.person.pk).exists()
    through = whom.coordination and Coordination.objects.visible_to(actor).filter(pk=whom.coordination.pk).exists()
    return YES if known or through else no("Du har inget ärende om personen.")


def unit_knows(unit_id: UUID, whom: Whom) -> bool:
    if Case._base_manager.filter(unit_id=unit_id, person=whom.person, closed_on=None).exists():
        return True
    about = whom.coordination
    return about is not None and about.person_id == whom.person.pk and door_is_open(about, unit_id)


def may_have(hours: BookedHours, starts_at: datetime, at: datetime) -> Decision:
    """Whether the hours hold such a slot, and it has not begun. That nobody has it the database says."""
    if starts_at <= at:
        return no("Tiden har redan varit. Välj en annan tid.")
    closed = frozenset(ClosedDay._base_manager.filter(hours=hours).values_list("day", flat=True))
    return YES if slot_at(hours.recurring(closed), starts_at) else no("Tiden finns inte längre. Välj en annan tid.")


def may_change(actor: Actor, booking: Booking) -> Decision:
    """Move or cancel: the unit that has the hours, the one that booked, and the person."""
    if booking.state != BookingState.BOOKED:
        return no("Tiden är redan avbokad.")
    if booking.starts_at <= clock.now():
        return no("Tiden har redan varit.")
    if actor.is_person:
        mine = BookedPerson._base_manager.filter(booking=booking, person_id__in=actor.speaks_for)
        return YES if mine.exists() else no("Det är bara den det gäller som ändrar tiden här.")
    concerned = booking.unit_id in actor.reads | actor.distributes or booking.from_unit_id in actor.reads
    return YES if concerned else no("Tiden ändras av dem som den rör.")


def may_note(actor: Actor, booking: Booking) -> Decision:
    """Whether the person came: the unit that has the hours, when the time has begun."""
    if not actor.is_staff or booking.unit_id not in actor.reads:
        return no("Det noterar enheten som hade tiden.")
    if booking.state != BookingState.BOOKED:
        return no("Tiden är avbokad.")
    if booking.starts_at > clock.now():
        return no("Tiden har inte varit än.")
    for_somebody = BookedPerson._base_manager.filter(booking=booking).exists()
    return YES if for_somebody else no("Tiden var inte bokad för en person.")


def may_close(hours: BookedHours, day: date) -> Decision:
    if not any(occasions(hours.recurring(), day, day)):
        return no("Tiderna återkommer inte den dagen.")
    if day < clock.today():
        return no("Dagen har varit.")
    return no_bookings(hours, day, day, "den dagen")


def no_bookings(hours: BookedHours, first: date, last: date | None, when: str) -> Decision:
    """Nobody is left with a time that is no more."""
    from brygga.bookings.queries import bookings_between

    count = bookings_between([hours], first, last).count()
    if not count:
        return YES
    times = "en bokad tid" if count == 1 else f"{count} bokade tider"
    return no(f"Det finns {times} {when}. Flytta eller avboka först.")
