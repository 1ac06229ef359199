"""My times: booking one with somebody who helps me, moving and cancelling it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from brygga.bookings.acts import book, cancel, move
from brygga.bookings.may import has_one, may_change
from brygga.bookings.models import Booking
from brygga.bookings.queries import Offer, hours_for, hours_of, offers, own_bookings, own_ways, whom_of
from brygga.core import clock
from brygga.meetings.states import PlaceKind
from brygga.portal.forms import CancelTimeForm, TimeForm
from brygga.routines.vocabulary import BookedFor
from brygga.rules.meetings import is_link
from brygga.ui.doing import REFUSED, carried_out, carry_out, sent, show
from brygga.ui.slots import grouped

if TYPE_CHECKING:
    from brygga.web.asking import Asking

FEW, MANY = 12, 60
PLACES = {PlaceKind.ROOM: "Plats", PlaceKind.PHONE: "Telefon", PlaceKind.VIDEO: "Video"}


def my_times(request: Asking) -> HttpResponse:
    actor = request.actor
    context = {"bookings": own_bookings(actor, clock.now()), "can_book": bool(hours_for(actor, own_ways(actor)))}
    return show(request, "portal/times.html", None, **context)


def my_time_book(request: Asking) -> HttpResponse:
    """At the units that work with one; one time at each, so that there are times for others."""
    actor = request.actor
    known = own_ways(actor)
    hours = [row for row in hours_for(actor, known) if not has_one(actor, row.unit_id)]
    free = offers(hours, clock.now(), most=MANY)
    units = sorted({row.unit.name for row in hours})
    form = TimeForm(request.POST or None, offers=free, told=units)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        chosen = facts.pop("hours")
        whom = known[chosen.unit_id]
        facts |= {"person": whom.person, "coordination": whom.coordination}
        made = carry_out(form, book, chosen, by=actor, **facts)
        if made is not REFUSED:
            messages.success(request, f"Tack. Du har en tid {made.when}.")
            return redirect("my-time", made.pk)
    return show(request, "portal/time_book.html", form, **_choices(request, free), may=bool(actor.speaks_for))


def _choices(request: Asking, free: list[Offer]) -> dict[str, Any]:
    """Unit by unit and day by day; the first few, and all for whoever asks."""
    shown = free if "fler" in request.GET else free[:FEW]
    units: dict[Any, list[Offer]] = {}
    for offer in shown:
        units.setdefault(offer.hours.unit, []).append(offer)
    choices = [(unit, grouped(rows)) for unit, rows in units.items()]
    return {"choices": choices, "more": len(free) > len(shown), "free": free}


def my_time(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    whom = whom_of(request.actor, [row]).get(row.pk)
    context: dict[str, Any] = {"row": row, "whom": whom, "may": may_change(request.actor, row)}
    context |= {"place_label": PLACES[PlaceKind(row.hours.place_kind)], "is_link": is_link(row.hours.place)}
    return show(request, "portal/time.html", None, **context)


def my_time_move(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    free = offers(hours_of(request.actor, row.unit_id, BookedFor.PERSON.value), clock.now(), most=MANY)
    form = TimeForm(request.POST or None, offers=free, told=[])
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("hours", "starts_at")}
        moved = carry_out(form, move, row, by=request.actor, **facts)
        if moved is not REFUSED:
            messages.success(request, f"Din nya tid är {moved.when}.")
            return redirect("my-time", pk)
    context = {"row": row, "may": may_change(request.actor, row), **_choices(request, free)}
    return show(request, "portal/time_move.html", form, **context)


def my_time_cancel(request: Asking, pk: UUID) -> HttpResponse:
    row = _seen(request, pk)
    form = CancelTimeForm(sent(request))
    if carried_out(request, form, cancel, row, told="Tiden är avbokad."):
        return redirect("my-times")
    return show(request, "portal/time_cancel.html", form, row=row, may=may_change(request.actor, row))


def _seen(request: Asking, pk: UUID) -> Booking:
    rows = Booking.objects.visible_to(request.actor).select_related("hours__unit__organisation", "unit__organisation")
    found: Booking | None = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
