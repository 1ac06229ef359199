"""Setting hours up, ending them, closing a day, and telling a consultant that a day is not needed."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brygga.bookings.acts import close_day, end_hours, needed_after_all, open_day, set_up_hours, tell_not_needed
from brygga.bookings.may import may_manage, may_open_day, may_set_up
from brygga.bookings.models import BookedHours, ClosedDay
from brygga.bookings.queries import hours_of
from brygga.core import clock
from brygga.ui.components.dates import weekday
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.bookings.forms import CloseDayForm, EndForm, HoursForm
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.here import unit_here


def all_hours(request: Asking) -> HttpResponse:
    """The unit's own: what comes back, and which days are closed."""
    unit = unit_here(request)
    hours = hours_of(request.actor, unit.pk)
    closed = ClosedDay.objects.visible_to(request.actor).filter(hours__in=hours, day__gte=clock.today())
    by_hours: dict[UUID, list[ClosedDay]] = {}
    for one in closed.order_by("day"):
        by_hours.setdefault(one.hours_id, []).append(one)
    rows = [(row, by_hours.get(row.pk, []), bool(may_manage(request.actor, row))) for row in hours]
    context = {"unit": unit, "rows": rows, "may": may_set_up(request.actor, unit)}
    return render(request, "bookings/hours.html", context)


def new_hours(request: Asking) -> HttpResponse:
    unit = unit_here(request)
    allowed_or_403(request, may_set_up(request.actor, unit))
    form = HoursForm(request.POST or None, actor=request.actor, unit=unit)
    if form.is_valid():
        made = carry_out(form, set_up_hours, unit, by=request.actor, **form.cleaned_data)
        if made is not REFUSED:
            messages.success(request, f"Tiderna är upplagda: {made.title}.")
            return redirect("hours")
    return show(request, "bookings/new_hours.html", form, unit=unit)


def end(request: Asking, pk: UUID) -> HttpResponse:
    row = _hours(request, pk)
    allowed_or_403(request, may_manage(request.actor, row))
    form = EndForm(request.POST or None, initial={"until": clock.today()})
    if carried_out(request, form, end_hours, row, told="Tiderna är borttagna efter den dagen."):
        return redirect("hours")
    return show(request, "bookings/end_hours.html", form, row=row)


def close(request: Asking, pk: UUID) -> HttpResponse:
    row = _hours(request, pk)
    allowed_or_403(request, may_manage(request.actor, row))
    form = CloseDayForm(request.POST or None)
    if carried_out(request, form, close_day, row, told="Dagen är stängd."):
        return redirect("hours")
    return show(request, "bookings/close_day.html", form, row=row)


def not_needed(request: Asking, pk: UUID) -> HttpResponse:
    """BOR-05: one press tells the consultant's unit."""
    row = _hours(request, pk)
    allowed_or_403(request, may_manage(request.actor, row))
    if row.consultant_unit is None:
        return redirect("hours-close", pk)
    try:
        day = date.fromisoformat((request.POST or request.GET).get("dag", ""))
    except ValueError as unknown:
        raise Http404 from unknown
    form = Form(sent(request))
    if form.is_valid() and carry_out(form, tell_not_needed, row, by=request.actor, day=day) is not REFUSED:
        messages.success(request, f"{row.consultant_unit} har fått veta att de inte behövs {weekday(day)}.")
        return redirect("start")
    return show(request, "bookings/not_needed.html", form, row=row, day=day)


def open_again(request: Asking, pk: UUID) -> HttpResponse:
    rows = ClosedDay.objects.visible_to(request.actor).select_related("hours__unit__organisation")
    closed: Any = get_object_or_404(rows.select_related("hours__consultant_unit"), pk=pk)
    allowed_or_403(request, may_open_day(request.actor, closed))
    form = Form(sent(request))
    act = needed_after_all if closed.not_needed else open_day
    if form.is_valid() and carry_out(form, act, closed, by=request.actor) is not REFUSED:
        messages.success(request, f"Tiderna finns igen {weekday(closed.day)}.")
        return redirect("hours")
    return show(request, "bookings/open_day.html", form, closed=closed)


def _hours(request: Asking, pk: UUID) -> BookedHours:
    rows = BookedHours.objects.visible_to(request.actor).select_related("unit__organisation", "consultant_unit")
    found: BookedHours = get_object_or_404(rows, pk=pk)
    return found
