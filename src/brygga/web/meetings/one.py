"""A meeting's own page, for the one who calls and for those who are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.meetings import may
from brygga.meetings.acts import answer_call, follow_up_absence, prepare
from brygga.meetings.calendar import ics
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.queries import lacking_mandate, own_seat, seats_for, wishes
from brygga.meetings.seats import checks, seats_of
from brygga.meetings.states import Attendance, MeetingState, Outcome
from brygga.plans.models import Plan
from brygga.rules.meetings import is_confirmed
from brygga.ui.drafts import save_within
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.meetings.finding import about, read, readers_of, the_meeting, the_seat
from brygga.web.meetings.forms import AbsenceForm, AnswerForm
from brygga.web.meetings.showing import facts_of

OPEN = frozenset({MeetingState.DRAFT, MeetingState.CALLED, MeetingState.HELD})


@dataclass(frozen=True, slots=True)
class Action:
    text: str
    url: str
    icon: str


def meeting(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    read(request, row.coordination, "Mötets sida")
    seats = seats_for(request.actor, row)
    mine = own_seat(request.actor, seats)
    answers = bool(mine and may.may_answer(request.actor, mine))
    main = main_action(row, request.actor, mine if answers else None)
    context = {
        **facts_of(row),
        "seats": seats,
        "mine": mine,
        "form": AnswerForm(seat=mine, audience=_called(seats)) if answers and mine and not mine.answer else None,
        "main": main,
        "others": _others(row, request.actor, beside=main),
        "to_note": [seat for seat in seats if not seat.unit_id and may.may_answer(request.actor, seat)],
        "is_open": row.state in OPEN and not row.outcome,
        "readers": readers_of(row),
        "unfollowed": _unfollowed(row, request.actor, seats),
        "followed": [seat for seat in seats if seat.absence_followed_up_at],
        "prepared": [seat for seat in seats if seat.preparation],
        "may_discard": may.may_discard(request.actor, row),
        "may_hold_now": may.may_hold_now(request.actor, row),
        "gone_by": bool(may.may_note_missed(request.actor, row))
        and row.ends_at is not None
        and row.ends_at < clock.now(),
        **about(request, row.coordination, row),
    }
    if mine and context["form"]:
        save_within(request, {reverse("meeting-answer", args=[mine.pk]): context["form"]})
    return render(request, "meetings/meeting.html", context | _by_state(row, request.actor, seats))


def _by_state(row: Meeting, actor: Actor, seats: list[Attendee]) -> dict[str, Any]:
    called = row.state == MeetingState.CALLED
    return {
        "checks": checks(row) if row.state == MeetingState.DRAFT else (),
        "confirmed": called and is_confirmed(row.meeting_type, seats_of(row)),
        "lacking_mandate": lacking_mandate(seats) if called and "mandate" in row.meeting_type.needs else [],
        "wishes": wishes(actor, row.coordination) if row.meeting_type.with_person else None,
        "again": Meeting.objects.visible_to(actor)
        .filter(rebooked_from=row)
        .exclude(state=MeetingState.CANCELLED)
        .first(),
        "before": row.rebooked_from_id and Meeting.objects.visible_to(actor).filter(pk=row.rebooked_from_id).first(),
        "plan": Plan.objects.visible_to(actor).open().filter(coordination=row.coordination_id).first(),
        "sip_made": row.outcome == Outcome.SIP_MADE,
    }


def _called(seats: list[Attendee]) -> list[str]:
    return [seat.who for seat in seats if seat.unit_id]


def main_action(row: Meeting, actor: Actor, to_answer: Attendee | None) -> Action | None:
    """One thing to do now; it changes with the state."""
    to = {name: reverse(f"meeting-{name}", args=[row.pk]) for name in ("call", "change", "hold", "missed", "rebook")}
    match row.state:
        case MeetingState.DRAFT if may.may_call(actor, row):
            return Action("Läs igenom och skicka kallelsen", to["call"], "send")
        case MeetingState.DRAFT if may.may_change(actor, row):
            return Action("Fyll i det som saknas", to["change"], "pen")
        case MeetingState.CALLED if to_answer and not to_answer.answer:
            return Action("Svara på kallelsen", "#svar", "check")
        case MeetingState.CALLED if may.may_hold(actor, row):
            return Action("Öppna mötet", to["hold"], "people")
        case MeetingState.CALLED if to_answer and to_answer.unit_id and not to_answer.mandate:
            return Action("Förbered er", reverse("meeting-answer", args=[to_answer.pk]), "pen")
        case MeetingState.HELD if may.may_conclude(actor, row):
            return Action("Fortsätt på mötet", to["hold"], "people")
        case MeetingState.MISSED if may.may_rebook(actor, row):
            return Action("Boka en ny tid", to["rebook"], "calendar")
    return None


def _others(row: Meeting, actor: Actor, *, beside: Action | None) -> list[Action]:
    """The quieter things one may do with the meeting. A missed one is held from the notice that says so."""
    asked = [
        ("Ändra", "change", "pen", may.may_change),
        ("Håll mötet nu", "hold", "people", may.may_hold_now),
        ("Mötet blev inte av", "missed", "minus", may.may_note_missed),
        ("Boka en ny tid", "rebook", "calendar", may.may_rebook),
        ("Ställ in", "cancel", "close", may.may_cancel),
        ("Anteckningar", "minutes", "document", may.may_write_minutes),
        ("Rätta närvaron", "attendance", "check", may.may_note_attendance),
    ]
    found = [
        Action(text, reverse(f"meeting-{name}", args=[row.pk]), icon)
        for text, name, icon, ask in asked
        if ask(actor, row) and not (name == "hold" and row.state == MeetingState.MISSED)
    ]
    return [one for one in found if beside is None or one.url != beside.url]


def _unfollowed(row: Meeting, actor: Actor, seats: list[Attendee]) -> list[Attendee]:
    """Those who stayed away and whose manager nobody has talked to (KAR-01)."""
    return [seat for seat in seats if seat.attendance == Attendance.ABSENT and may.may_follow_up_absence(actor, seat)]


def answer(request: Asking, pk: UUID) -> HttpResponse:
    """The answer and the preparation, in one form and one go."""
    seat = the_seat(request, pk)
    actor = request.actor
    decision = may.may_answer(actor, seat)
    allowed_or_403(request, decision)
    called = _called(seats_for(actor, seat.meeting))
    form = AnswerForm(sent(request), seat=seat, audience=called)
    if form.is_valid() and _answered(form, seat, actor):
        messages.success(request, "Svaret är sparat. De andra som är kallade ser det.")
        return redirect("meeting", seat.meeting_id)
    context = {
        **facts_of(seat.meeting),
        "seat": seat,
        "called": called,
        **about(request, seat.meeting.coordination, seat.meeting),
    }
    return show(request, "meetings/answer.html", form, **context)


def _answered(form: AnswerForm, seat: Attendee, actor: Actor) -> bool:
    """Only what has changed is written, and told."""
    said = form.cleaned_data
    first = {"answer": said["answer"], "note": said["note"], "name": said.get("name", "")}
    same = (seat.answer, seat.answer_note) == (said["answer"], said["note"].strip()) and not said.get("name")
    if not same and carry_out(form, answer_call, seat, by=actor, **first) is REFUSED:
        return False
    if "mandate" not in said:
        return True
    more = {"mandate": said["mandate"], "preparation": said.get("preparation", seat.preparation)}
    same = (seat.mandate, seat.preparation) == (more["mandate"], more["preparation"].strip())
    return same or carry_out(form, prepare, seat, by=actor, **more) is not REFUSED


def absence(request: Asking, pk: UUID) -> HttpResponse:
    seat = the_seat(request, pk)
    allowed_or_403(request, may.may_follow_up_absence(request.actor, seat))
    form = AbsenceForm(sent(request))
    if carried_out(request, form, follow_up_absence, seat, told="Uppföljningen är sparad."):
        return redirect("meeting", seat.meeting_id)
    context = {"seat": seat, **facts_of(seat.meeting), "managers": _managers(seat)}
    return show(
        request, "meetings/absence.html", form, **context, **about(request, seat.meeting.coordination, seat.meeting)
    )


def _managers(seat: Attendee) -> list[Any]:
    from brygga.agencies.queries import holders
    from brygga.rules.powers import Power

    return holders(seat.unit, Power.LEAD, clock.today()) if seat.unit else []


def calendar(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    if row.starts_at is None:
        raise Http404
    url = request.build_absolute_uri(reverse("meeting", args=[pk]))
    answer = HttpResponse(ics(row, url=url, at=clock.now()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="mote.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer
