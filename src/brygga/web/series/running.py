"""The meeting run: opened with who is there, notes, steps, absences followed up, minutes adopted and corrected."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from brygga.core.acts import Changed
from brygga.series import acts, may
from brygga.series.models import DecidedStep
from brygga.series.queries import expected, functions_at, meetings, notes_of, seats_of, units_in_series
from brygga.series.states import Attendance
from brygga.ui.forms import Form
from brygga.web.asking import Asking
from brygga.web.doing import REFUSED, allowed_or_403, carried_out, carry_out, sent, show
from brygga.web.links import back_from
from brygga.web.series.finding import the_meeting, the_seat
from brygga.web.series.forms import AbsenceForm, CorrectionForm, HereForm
from brygga.web.series.one import note_form


def open_one(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_hold(request.actor, row))
    people = [(one.assignment.pk, _named(one.assignment)) for one in expected(row)]
    form = HereForm(sent(request), people=people)
    if form.is_valid() and _marked(form, acts.hold, row, request):
        return redirect("series-meeting", pk)
    return show(request, "series/open.html", form, row=row, people=people)


def attendance(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_note_attendance(request.actor, row))
    seats = seats_of(request.actor, row)
    marked = {mark: [str(one.pk) for one in seats if one.attendance == mark] for mark in Attendance}
    initial = {"here": marked[Attendance.PRESENT], "excused": marked[Attendance.EXCUSED]}
    people = [(one.pk, _named(one.assignment, one.unit)) for one in seats]
    form = HereForm(sent(request), people=people, initial=initial)
    if form.is_valid() and _marked(form, acts.note_attendance, row, request):
        messages.success(request, "Närvaron är rättad.")
        return redirect("series-meeting", pk)
    return show(request, "series/attendance.html", form, row=row)


def _marked(form: HereForm, act: Any, row: Any, request: Asking) -> bool:
    return carry_out(form, act, row, by=request.actor, attendance=form.marks) is not REFUSED


def _named(assignment: Any, unit: Any = None) -> str:
    return f"{assignment.staff.name}, {(unit or assignment.unit).name}"


def note(request: Asking, pk: UUID, key: str) -> HttpResponse:
    """Under a standing item; the second of two writers sees what the first wrote."""
    row, actor = the_meeting(request, pk), request.actor
    item = next((one for one in row.items if one.key == key), None)
    if item is None:
        raise Http404
    allowed_or_403(request, may.may_write(actor, row))
    written = notes_of(actor, row).get(key)
    functions = functions_at(units_in_series(row), row.series.place) if row.is_under_way else []
    form = note_form(sent(request), actor, row, written, functions)
    if form.is_valid():
        said = {"item": key, "text": form.cleaned_data["text"], "seen": form.cleaned_data["seen"] or 0}
        try:
            done = carry_out(form, acts.write_note, row, by=actor, step=form.step, **said)
        except Changed:
            form.add_error("text", "Någon annan har skrivit under tiden. Läs det som står här och skriv ihop det.")
            done = REFUSED
        if done is not REFUSED:
            messages.success(request, "Anteckningen är sparad.")
            return redirect(f"{reverse('series-meeting', args=[pk])}#punkt-{key}")
    return show(request, "series/note.html", form, row=row, item=item, written=written)


def step_page(request: Asking, pk: UUID) -> HttpResponse:
    rows = DecidedStep.objects.visible_to(request.actor).select_related("unit", "meeting__series", "item")
    step: Any = get_object_or_404(rows, pk=pk)
    may_finish = may.may_finish_step(request.actor, step)
    form = Form(sent(request))
    if carried_out(request, form, acts.finish_step, step, told="Det är noterat."):
        return redirect(back_from(request, "decided-step", pk))
    status = 422 if form.is_bound else 200
    context = {"step": step, "form": form, "may_finish": bool(may_finish)}
    return render(request, "series/step.html", context, status=status)


def absence(request: Asking, pk: UUID) -> HttpResponse:
    seat = the_seat(request, pk)
    allowed_or_403(request, may.may_follow_up(request.actor, seat))
    form = AbsenceForm(sent(request), actor=request.actor)
    back = the_way_back(request, seat.meeting_id)
    act, said = acts.follow_up_absence, form.cleaned_data if form.is_valid() else {}
    if said and carry_out(form, act, seat, by=request.actor, **said) is not REFUSED:
        messages.success(request, "Uppföljningen är noterad.")
        return redirect(back)
    return show(request, "series/absence.html", form, seat=seat, back=back)


def the_way_back(request: Asking, meeting_id: UUID) -> str:
    """To the meeting, for those who may see it; else home."""
    sees = meetings(request.actor).filter(pk=meeting_id).exists()
    return reverse("series-meeting", args=[meeting_id]) if sees else reverse("start")


def adopt_minutes(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_adopt(request.actor, row))
    form = Form(sent(request))
    if carried_out(request, form, acts.adopt, row, told="Protokollet är justerat."):
        return redirect("series-meeting", pk)
    return show(request, "series/adopt.html", form, row=row)


def correct_minutes(request: Asking, pk: UUID) -> HttpResponse:
    row = the_meeting(request, pk)
    allowed_or_403(request, may.may_correct(request.actor, row))
    form = CorrectionForm(sent(request), actor=request.actor)
    if carried_out(request, form, acts.correct, row, told="Rättelsen är skriven."):
        return redirect("series-meeting", pk)
    return show(request, "series/correct.html", form, row=row)
