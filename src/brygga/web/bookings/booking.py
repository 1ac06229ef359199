"""Booking a slot, for a person or without one; moving and cancelling it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from brygga.agencies.models import Unit
from brygga.bookings.acts import book, cancel, move, note_attendance
from brygga.bookings.facts import Whom
from brygga.bookings.may import WORKS, may_change, may_note
from brygga.bookings.models import Booking, BookingStep
from brygga.bookings.queries import hours_for, hours_of, knowing, names_of, offers, whom_of
from brygga.core import clock
from brygga.core.decision import YES, Decision, no
from brygga.core.traces import log_reading
from brygga.meetings.states import PlaceKind
from brygga.people.models import Person
from brygga.routines.vocabulary import BookedFor
from brygga.rules.meetings import is_link
from brygga.ui.slots import SlotForm
from brygga.web.asking import Asking
from brygga.web.bookings.forms import AttendanceForm, BookForPersonForm, CancelForm, MoveForm
from brygga.web.coordinations.finding import the_coordination
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, show

PLACES = {PlaceKind.ROOM: "Plats", PlaceKind.PHONE: "Telefon", PlaceKind.VIDEO: "Videomöte"}


def book_at(request: Asking, pk: UUID) -> HttpResponse:
    """Without a person: a consultation, or a time in one's own unit."""
    unit = get_object_or_404(
        Unit.objects.select_related("organisation"), pk=pk, organisation__place=request.actor.place
    )
    allowed_or_403(request, _works(request))
    own = pk in request.actor.reads
    hours = hours_of(request.actor, pk, "" if own else BookedFor.CONSULTATION.value)
    free = offers(hours, clock.now())
    form = SlotForm(request.POST or None, offers=free, initial={"slot": request.GET.get("tid", "")})
    if form.is_valid() and (made := _booked(request, form)):
        return made
    back = f"{reverse('times')}?enhet={pk}"
    return show(request, "bookings/book.html", form, unit=unit, free=free, back=back, hours=hours)


def book_for_person(request: Asking, pk: UUID) -> HttpResponse:
    person = get_object_or_404(Person.objects.visible_to(request.actor), pk=pk)
    return _for(request, Whom(person), reverse("person", args=[pk]))


def book_in_coordination(request: Asking, pk: UUID) -> HttpResponse:
    row = the_coordination(request, pk)
    return _for(request, Whom(row.person, row), reverse("coordination", args=[pk]))


def _for(request: Asking, whom: Whom, back: str) -> HttpResponse:
    """At the units that may know whom it is for, and nowhere else."""
    allowed_or_403(request, _works(request))
    known = knowing(whom.person, whom.coordination, request.actor)
    hours = hours_for(request.actor, known)
    free = offers(hours, clock.now())
    units = sorted({row.unit.name for row in hours})
    form = BookForPersonForm(request.POST or None, offers=free, told=[*units, "personen"])
    if form.is_valid():
        there = known[form.cleaned_data["hours"].unit_id]
        if made := _booked(request, form, person=there.person, coordination=there.coordination):
            return made
    log_reading(request.actor, what="Boka tid", person_id=whom.person.pk)
    context = {"person": whom.person, "free": free, "back": back, "hours": hours}
    return show(request, "bookings/book.html", form, **context)


def _booked(request: Asking, form: SlotForm, **whom: Any) -> HttpResponse | None:
    facts = dict(form.cleaned_data)
    made = carry_out(form, book, facts.pop("hours"), by=request.actor, **facts, **whom)
    if made is REFUSED:
        return None
    messages.success(request, f"Tiden är bokad: {made.when}.")
    return redirect("booking", made.pk)


def _works(request: Asking) -> Decision:
    return YES if request.actor.powers & WORKS else no("Tider bokas av den som arbetar med ärenden.")


def booking(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    whom = whom_of(request.actor, [row]).get(row.pk)
    if whom:
        log_reading(request.actor, what="Bokad tid", person_id=whom.person_id)
    steps = BookingStep.objects.visible_to(request.actor).filter(booking=row).order_by("pk")
    context: dict[str, Any] = {"row": row, "whom": whom, "steps": list(steps), "may": may_change(request.actor, row)}
    known = {row.pk: whom} if whom else {}
    context["name"] = names_of(request.actor, [row], known).get(row.pk, "")
    context |= {"notes": may_note(request.actor, row)}
    context |= {"place_label": PLACES[PlaceKind(row.hours.place_kind)], "link": is_link(row.hours.place)}
    return show(request, "bookings/booking.html", None, **context)


def move_booking(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may_change(request.actor, row))
    free = offers(hours_of(request.actor, row.unit_id, row.hours.for_whom), clock.now())
    form = MoveForm(request.POST or None, offers=free)
    if form.is_valid():
        moved = carry_out(form, move, row, by=request.actor, **form.cleaned_data)
        if moved is not REFUSED:
            messages.success(request, f"Tiden är flyttad till {moved.when}.")
            return redirect("booking", pk)
    return show(request, "bookings/move.html", form, row=row, free=free)


def cancel_booking(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may_change(request.actor, row))
    form = CancelForm(request.POST or None)
    if carried_out(request, form, cancel, row, told="Tiden är avbokad. De som den rör har fått veta det."):
        return redirect("booking", pk)
    return show(request, "bookings/cancel.html", form, row=row)


def attendance(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    allowed_or_403(request, may_note(request.actor, row))
    noted = {} if row.came is None else {"came": "yes" if row.came else "no"}
    form = AttendanceForm(request.POST or None, initial=noted)
    if form.is_valid():
        came = form.cleaned_data["came"] == "yes"
        if carry_out(form, note_attendance, row, by=request.actor, came=came) is not REFUSED:
            messages.success(request, "Det är noterat.")
            return redirect("booking", pk)
    return show(request, "bookings/attendance.html", form, row=row)


def _seen(request: Asking, pk: UUID) -> Booking:
    rows = Booking.objects.visible_to(request.actor).select_related("hours__unit__organisation", "from_unit")
    found: Booking | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
