"""My meetings: what is coming, whether I come, and what we said."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from brygga.core import clock
from brygga.meetings.acts import answer_call
from brygga.meetings.calendar import ics
from brygga.meetings.may import may_answer
from brygga.meetings.models import Meeting
from brygga.meetings.states import Answer, MeetingState, PlaceKind
from brygga.portal.forms import AnswerForm
from brygga.portal.meeting import coming, own_seat, past, seats, wishes
from brygga.ui.components.dates import clock_time, weekday
from brygga.ui.doing import REFUSED, carry_out, show

if TYPE_CHECKING:
    from brygga.web.asking import Asking

THANKS = {
    Answer.YES: "Tack. De vet att du kommer.",
    Answer.NO: "Tack. De vet att du inte kan komma.",
    Answer.OTHER: "Tack. De vet vem som kommer i stället.",
}


PLACES = {PlaceKind.ROOM: "Plats", PlaceKind.PHONE: "Telefon", PlaceKind.VIDEO: "Video"}


def my_meetings(request: Asking) -> HttpResponse:
    now = clock.now()
    page = past(request.actor, now, request.GET.get("efter", ""))
    more = f"{reverse('my-meetings')}?efter={page.after}" if page.after else ""
    return render(request, "portal/meetings.html", {"coming": coming(request.actor, now), "page": page, "more": more})


def my_meeting(request: Asking, pk: UUID) -> HttpResponse:
    meeting = _seen(request, pk)
    seat = own_seat(request.actor, meeting)
    context = {
        "meeting": meeting,
        "heading": _heading(meeting),
        "seats": seats(request.actor, meeting),
        "seat": seat,
        "may": may_answer(request.actor, seat) if seat else None,
        "wishes": wishes(request.actor, meeting),
        "is_called": meeting.state == MeetingState.CALLED,
        "interpreter": meeting.coordination.person.interpreter,
        "place_label": PLACES[PlaceKind(meeting.place_kind)],
        "is_link": meeting.place.startswith(("https://", "http://")),
    }
    return render(request, "portal/meeting.html", context)


def my_meeting_answer(request: Asking, pk: UUID) -> HttpResponse:
    meeting = _seen(request, pk)
    seat = own_seat(request.actor, meeting)
    if seat is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        done = carry_out(form, answer_call, seat, by=request.actor, **form.cleaned_data)
        if done is not REFUSED:
            messages.success(request, THANKS[Answer(form.cleaned_data["answer"])])
            return redirect("my-meeting", pk)
    return show(request, "portal/answer.html", form, meeting=meeting, may=may_answer(request.actor, seat))


def my_meeting_ics(request: Asking, pk: UUID) -> HttpResponse:
    """For one's own calendar; nothing in it says what the meeting is about."""
    meeting = _seen(request, pk)
    if meeting.starts_at is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="mote.ics"'}
    url = request.build_absolute_uri(reverse("my-meeting", args=[pk]))
    entry = ics(meeting, url=url, at=clock.now())
    return HttpResponse(entry, content_type="text/calendar; charset=utf-8", headers=headers)


def _heading(meeting: Meeting) -> str:
    if meeting.starts_at is None:
        return meeting.term
    return f"{weekday(meeting.starts_at).capitalize()} klockan {clock_time(meeting.starts_at)}"


def _seen(request: Asking, pk: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.actor).select_related("coordination__person", "called_by__organisation")
    found: Meeting = get_object_or_404(rows, pk=pk)
    return found
