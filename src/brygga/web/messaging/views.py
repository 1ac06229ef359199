"""One's own settings: the calendar's address. And the calendar itself, for the program that subscribes to it."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from brygga.agencies.models import Staff
from brygga.bookings.models import Booking
from brygga.core import clock
from brygga.meetings.models import Meeting
from brygga.messaging.acts import choose_notices, open_feed, revoke_feed
from brygga.messaging.calendar import feed
from brygga.messaging.queries import calendar_of, choice_of, live_feed, lost, subscriber
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, carry_out, sent, show_as_it_is
from brygga.web.messaging.forms import NoticesForm

SECRET_BYTES = 24


def settings(request: Asking) -> HttpResponse:
    form = NoticesForm(sent(request), initial=choice_of(request.actor))
    if (
        form.is_valid()
        and carry_out(form, choose_notices, _own(request), by=request.actor, **form.cleaned_data) is not REFUSED
    ):
        messages.success(request, "Dina aviseringar är sparade.")
        return redirect("settings")
    return show_as_it_is(request, "messaging/settings.html", form, **_shown(request))


def _shown(request: Asking) -> dict[str, Any]:
    return {"feed": live_feed(request.actor), "lost": lost(request.actor), "own": _own(request)}


@require_POST
def calendar_address(request: Asking) -> HttpResponse:
    """A new address is shown once, here; afterwards nobody can read it, not even Brygga."""
    live = live_feed(request.actor)
    if "revoke" in request.POST:
        if live:
            revoke_feed(live, by=request.actor)
            messages.success(request, "Adressen är återkallad. Kalendern hämtar inget mer.")
        return redirect("settings")
    secret = token_urlsafe(SECRET_BYTES)
    made = open_feed(_own(request), by=request.actor, secret=secret)
    address = request.build_absolute_uri(reverse("calendar-feed", args=[secret]))
    form = NoticesForm(initial=choice_of(request.actor))
    context = {**_shown(request), "form": form, "feed": made, "address": address}
    answer = render(request, "messaging/settings.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _own(request: Asking) -> Staff:
    return Staff.objects.get(pk=request.actor.staff_id)  # type: ignore[misc]  # staff only, says the address


def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    staff = subscriber(secret)
    if staff is None:
        raise Http404
    now = clock.now()

    def url_of(row: Meeting | Booking) -> str:
        name = "meeting" if isinstance(row, Meeting) else "booking"
        return request.build_absolute_uri(reverse(name, args=[row.pk]))

    found: Any = feed(calendar_of(staff, now), url_of=url_of, at=now)
    answer = HttpResponse(found, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
