"""The meeting itself: who is here, what is written, what it leads to; or that it did not come about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from brygga.core.acts import Changed
from brygga.meetings import may
from brygga.meetings.acts import (
    end_with_nothing,
    hold,
    hold_now,
    miss_and_rebook,
    note_attendance,
    note_mandate,
    note_missed,
    record_outcome,
    write_minutes,
)
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.queries import seats_for, wishes
from brygga.meetings.seats import hindrances_to_plan
from brygga.meetings.states import Attendance, MeetingState, Outcome, outcomes_of
from brygga.plans.models import Plan
from brygga.routines.vocabulary import MeetingNeed
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carry_out, sent, show, show_as_it_is
from brygga.web.meetings.finding import about, read, readers_of, the_meeting
from brygga.web.meetings.forms import HereForm, MandateForm, MinutesForm, MissedForm, OutcomeForm

SEEN = "Brygga-Seen"


def held(request: Asking, pk: UUID) -> HttpResponse:
    """On the shared screen: first who is here, then the notes, then what it led to."""
    row = the_meeting(request, pk)
    if row.state == MeetingState.HELD:
        return _under_way(request, row)
    now = not may.may_hold(request.actor, row)
    allowed_or_403(request, may.may_hold_now(request.actor, row))
    seats = seats_for(request.actor, row)
    form = HereForm(sent(request), names=_names(row, seats))
    if form.is_valid():
        act = hold_now if now else hold
        if carry_out(form, act, row, by=request.actor, attendance=form.attendance(seats)) is not REFUSED:
            return redirect("meeting-hold", pk)
    context = {"meeting": row, "now": now, "readers": readers_of(row)}
    return show(request, "meetings/begin.html", form, **context, **about(request, row.coordination, row))


def _names(row: Meeting, seats: list[Attendee]) -> dict[Any, str]:
    """Who they are, as one says at the table."""
    return {seat.pk: row.coordination.person.name if seat.is_person else _name(seat) for seat in seats}


def _name(seat: Attendee) -> str:
    who = seat.assignment.staff.name if seat.assignment else seat.name
    return " – ".join(part for part in (seat.unit.name if seat.unit else "", who or seat.role) if part)


def _under_way(request: Asking, row: Meeting) -> HttpResponse:
    read(request, row.coordination, "Mötets anteckningar")
    seats = seats_for(request.actor, row)
    here = [seat for seat in seats if seat.attendance == Attendance.PRESENT]
    writes = may.may_write_minutes(request.actor, row)
    units = [seat for seat in here if seat.unit_id]
    asks = row.meeting_type.carries_plan and may.may_conclude(request.actor, row)
    context = {
        "meeting": row,
        "here": [_names(row, [seat])[seat.pk] for seat in here],
        "minutes": MinutesForm(initial={"text": row.minutes, "seen": row.revision}) if writes else None,
        "not_written": "" if writes else writes.reason,
        "mandates": MandateForm(seats=units) if asks else None,
        "may_conclude": may.may_conclude(request.actor, row),
        "wishes": wishes(request.actor, row.coordination),
        "readers": readers_of(row),
        "plan": Plan.objects.visible_to(request.actor).open().filter(coordination=row.coordination_id).first(),
    }
    return render(request, "meetings/under_way.html", {**context, **about(request, row.coordination, row)})


def minutes(request: Asking, pk: UUID) -> HttpResponse:
    """Saved by itself while one writes (204 and the revision one has now seen); 409 when somebody else was first."""
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_write_minutes(request.actor, row))
    saves_itself = "application/json" in request.headers.get("Accept", "")
    first = {"text": row.minutes, "seen": row.revision}
    form = MinutesForm(sent(request), initial=first)
    if form.is_valid():
        said = {"text": form.cleaned_data["text"], "seen": form.cleaned_data["seen"] or 0}
        try:
            saved = carry_out(form, write_minutes, row, by=request.actor, **said)
        except Changed as other:
            return HttpResponse(status=409) if saves_itself else _collided(request, other.current, said["text"])
        if saved is not REFUSED:
            if saves_itself:
                return HttpResponse(status=204, headers={SEEN: str(saved.revision)})
            messages.success(request, "Anteckningarna är sparade.")
            return redirect("meeting-hold", pk)
    context = {"meeting": row, "readers": readers_of(row), **about(request, row.coordination, row)}
    return show_as_it_is(request, "meetings/minutes.html", form, **context)


def _collided(request: Asking, row: Any, text: str) -> HttpResponse:
    form = MinutesForm(initial={"text": text, "seen": row.revision})
    context = {"form": form, "meeting": row, "theirs": row.minutes, "yours": text, "who": row.minutes_by}
    return render(request, "meetings/collided.html", {**context, **about(request, row.coordination, row)}, status=409)


def attendance(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_note_attendance(request.actor, row))
    seats = seats_for(request.actor, row)
    here = [str(seat.pk) for seat in seats if seat.attendance == Attendance.PRESENT]
    form = HereForm(sent(request), names=_names(row, seats), initial={"here": here})
    if form.is_valid():
        marks = _kept(seats, form.attendance(seats))
        if carry_out(form, note_attendance, row, by=request.actor, attendance=marks) is not REFUSED:
            messages.success(request, "Närvaron är rättad.")
            return redirect("meeting", pk)
    return show(request, "meetings/attendance.html", form, meeting=row, **about(request, row.coordination, row))


def _kept(seats: list[Attendee], ticked: dict[Any, str]) -> dict[Any, str]:
    """One who is still not ticked keeps what was noted: had given notice, or was called to another day."""
    before = {seat.pk: seat.attendance for seat in seats if seat.attendance != Attendance.PRESENT}
    return {pk: mark if mark == Attendance.PRESENT else before.get(pk, mark) for pk, mark in ticked.items()}


def missed(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_note_missed(request.actor, row))
    seats = seats_for(request.actor, row)
    form = MissedForm(sent(request), meeting=row, seats=seats, names=_names(row, seats))
    if form.is_valid():
        said: dict[str, Any] = {"attendance": form.attendance, "why": form.cleaned_data["why"]}
        act = note_missed
        if form.new_time:
            act, said["time"] = miss_and_rebook, form.new_time
        done = carry_out(form, act, row, by=request.actor, **said)
        if done is not REFUSED:
            messages.success(request, f"Ny tid är bokad: {done.when}." if form.new_time else "Det är noterat.")
            return redirect("meeting", done.pk)
    return show(request, "meetings/missed.html", form, meeting=row, **about(request, row.coordination, row))


def mandates(request: Asking, pk: UUID) -> HttpResponse:
    """Said at the table, noted by the one who writes."""
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_conclude(request.actor, row))
    seats = [s for s in seats_for(request.actor, row) if s.unit_id and s.attendance == Attendance.PRESENT]
    form = MandateForm(sent(request), seats=seats)
    if form.is_valid():
        changed = [(seat, form.cleaned_data[key]) for key, seat in form.seats.items()]
        acts = [
            carry_out(form, note_mandate, seat, by=request.actor, mandate=said)
            for seat, said in changed
            if said and said != seat.mandate
        ]
        if REFUSED not in acts:
            return redirect("meeting-outcome", pk)
    return show(request, "meetings/mandates.html", form, meeting=row, **about(request, row.coordination, row))


def outcome(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_conclude(request.actor, row))
    needs_day = MeetingNeed.FOLLOW_UP_DATE in row.meeting_type.needs
    form = OutcomeForm(sent(request), outcomes=_outcomes(row), follow_up=needs_day)
    if form.is_valid():
        nothing = form.cleaned_data["outcome"] == Outcome.NOTHING and row.coordination.exploratory
        done = _erased(form, row, request) if nothing else _concluded(form, row, request)
        if done is not None:
            return done
    context = {
        "meeting": row,
        "hindrances": hindrances_to_plan(row) if row.meeting_type.carries_plan else (),
        "carries_plan": row.meeting_type.carries_plan,
        "decides": row.meeting_type.takes_decisions,
        "readers": readers_of(row),
    }
    return show(request, "meetings/outcome.html", form, **context, **about(request, row.coordination, row))


def _outcomes(row: Meeting) -> list[tuple[str, str]]:
    kind = row.meeting_type
    found = outcomes_of(carries_plan=kind.carries_plan, takes_decisions=kind.takes_decisions)
    return [(one.value, str(one.label)) for one in found]


def _concluded(form: OutcomeForm, row: Meeting, request: Asking) -> HttpResponse | None:
    concluded = carry_out(form, record_outcome, row, by=request.actor, **form.cleaned_data)
    if concluded is REFUSED:
        return None
    messages.success(request, "Utfallet är sparat och alla som är med har fått veta det.")
    if concluded.outcome == Outcome.NEW_MEETING and may.may_plan(request.actor, row.coordination):
        return redirect("meeting-plan", row.coordination_id)
    return redirect("meeting", row.pk)


def _erased(form: OutcomeForm, row: Meeting, request: Asking) -> HttpResponse | None:
    if carry_out(form, end_with_nothing, row, by=request.actor) is REFUSED:
        return None
    messages.success(request, "Mötet ledde inte vidare. Det som skrevs för inbjudan är raderat.")
    return redirect("meetings")
