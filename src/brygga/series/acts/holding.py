"""The meeting itself: who is there, what is said under the standing items, and the minutes adopted and locked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from brygga.core.actor import Actor
from brygga.core.acts import NotAllowed, act, insist
from brygga.core.saving import change, create, revise
from brygga.series import may
from brygga.series.acts.steps import add_step
from brygga.series.facts import StepFacts
from brygga.series.models import DecidedStep, MinutesCorrection, SeriesMeeting, SeriesSeat, StandingNote
from brygga.series.queries import expected, suggested_about, suggested_writer, units_of
from brygga.series.states import Attendance, MeetingState


@act("series.hold", may=may.may_hold, told_as="{by} öppnade {title}", in_feed=False)
def hold(meeting: SeriesMeeting, *, by: Actor, at: datetime, attendance: Mapping[UUID, str]) -> SeriesMeeting:
    """By the keys of the assignments that are to come. Whose turn it is to write is settled now."""
    people = expected(meeting)
    marks = _marks({row.assignment.pk for row in people}, attendance)
    if Attendance.PRESENT not in marks.values():
        raise NotAllowed("Kryssa i vilka som är med.")
    for row in people:
        create(
            SeriesSeat,
            meeting=meeting,
            unit=row.assignment.unit,
            assignment=row.assignment,
            obliged=row.obliged,
            attendance=marks.get(row.assignment.pk, Attendance.ABSENT),
        )
    there = [row for row in people if marks.get(row.assignment.pk) == Attendance.PRESENT]
    return change(
        meeting,
        state=MeetingState.HELD,
        held_at=at,
        writer_unit=meeting.writer_unit or suggested_writer(meeting, units_of(there)),
        about_unit=suggested_about(meeting),
    )


def _marks(known: set[UUID], given: Mapping[UUID, str]) -> Mapping[UUID, str]:
    if set(given) - known or set(given.values()) - set(Attendance.values):
        raise NotAllowed("Listan över dem som ska komma har ändrats. Ladda om sidan och kryssa i igen.")
    return given


@act("series.note_attendance", may=may.may_note_attendance, told_as="{by} rättade närvaron", in_feed=False)
def note_attendance(meeting: SeriesMeeting, *, by: Actor, attendance: Mapping[UUID, str]) -> SeriesMeeting:
    """By the keys of the seats."""
    seats = {row.pk: row for row in SeriesSeat._base_manager.filter(meeting=meeting)}
    for pk, mark in _marks(set(seats), attendance).items():
        change(seats[pk], attendance=mark)
    return meeting


@act("series.write_note", may=may.may_write, told_as="{by} skrev under en punkt", in_feed=False)
def write_note(
    meeting: SeriesMeeting, *, by: Actor, item: str, text: str, seen: int, step: StepFacts | None = None
) -> StandingNote:
    """The second of two writers is shown what the first wrote (`core.acts.Changed`)."""
    if item not in {one.key for one in meeting.items}:
        raise NotAllowed("Punkten finns inte på dagordningen.")
    insist(may.shows_nobody(by, {"text": text, "what": step.what if step else ""}))
    if step:
        insist(may.may_note_attendance(by, meeting))
        add_step(meeting, step, key=item)
    row = StandingNote._base_manager.select_for_update(of=("self",)).filter(meeting=meeting, key=item).first()
    if row is None:
        return create(StandingNote, meeting=meeting, key=item, text=text, written_by=by.label, revision=1)
    return revise(row, seen=seen, text=text, written_by=by.label)


@act("series.finish_step", may=may.may_finish_step, told_as="{by} tog nästa steg", in_feed=False)
def finish_step(step: DecidedStep, *, by: Actor, at: datetime) -> DecidedStep:
    return change(step, done_at=at, done_by=by.label)


@act("series.follow_up_absence", may=may.may_follow_up, told_as="{by} följde upp en frånvaro", in_feed=False)
def follow_up_absence(seat: SeriesSeat, *, by: Actor, at: datetime, how: str) -> SeriesSeat:
    """KAR-01: with the manager whose unit stayed away."""
    insist(may.shows_nobody(by, {"how": how}))
    return change(seat, followed_up_at=at, followed_up_by=by.label, followed_up_how=how)


@act("series.adopt", may=may.may_adopt, told_as="{by} justerade protokollet från {title}")
def adopt(meeting: SeriesMeeting, *, by: Actor, at: datetime) -> SeriesMeeting:
    return change(meeting, adopted_at=at, adopted_by=by.label)


@act("series.correct", may=may.may_correct, told_as="{by} rättade protokollet från {title}", in_feed=False)
def correct(meeting: SeriesMeeting, *, by: Actor, at: datetime, text: str) -> MinutesCorrection:
    insist(may.shows_nobody(by, {"text": text}))
    return create(MinutesCorrection, meeting=meeting, text=text, at=at, by_label=by.label)
