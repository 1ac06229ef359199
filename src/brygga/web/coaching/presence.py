"""One session: who was there, noted for everybody at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from brygga.coaching import acts, may, queries
from brygga.coaching.models import ActivitySession
from brygga.rules.meetings import is_link
from brygga.web.asking import Asking
from brygga.web.coaching.forms import CancelSessionForm, PresenceForm
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show


def seen(request: Asking, pk: UUID) -> ActivitySession:
    rows = ActivitySession.objects.visible_to(request.actor)
    rows = rows.select_related("activity__unit__organisation", "activity__organiser__organisation")
    found: ActivitySession = get_object_or_404(rows, pk=pk)
    return found


def session_page(request: Asking, pk: UUID) -> HttpResponse:
    session, actor = seen(request, pk), request.actor
    seats = queries.seats_at(session, actor)
    form = PresenceForm(sent(request), seats=seats)
    if form.is_valid() and carry_out(form, acts.note_presence, session, by=actor, **form.cleaned_data) is not REFUSED:
        messages.success(request, "Närvaron är sparad.")
        return redirect("activity-session", pk)
    context: dict[str, Any] = {
        "session": session,
        "activity": session.activity,
        "seats": seats,
        "may_note": may.may_note_presence(actor, session),
        "may_cancel": bool(may.may_cancel_session(actor, session)),
        "is_noted": any(seat.presence for seat in seats),
        "others": queries.others_at(session, actor),
        "is_link": is_link(session.activity.where),
    }
    return show(request, "coaching/session.html", form, **context)


def cancel(request: Asking, pk: UUID) -> HttpResponse:
    session = seen(request, pk)
    allowed_or_403(request, may.may_cancel_session(request.actor, session))
    form = CancelSessionForm(request.POST or None)
    told = "Tillfället är inställt. Deltagarna ser det i Brygga."
    if carried_out(request, form, acts.cancel_session, session, told=told):
        return redirect("activity", session.activity_id)
    return show(request, "coaching/cancel_session.html", form, session=session, activity=session.activity)
