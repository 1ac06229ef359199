"""What meetings leave on one's desk: calls to answer, times to book, and how it went to write up."""

from __future__ import annotations

from collections.abc import Iterator

from brygga.core.actor import Actor
from brygga.meetings.models import Attendee, Meeting
from brygga.meetings.queries import Waiting, absences_to_follow_up, is_to_come, on_desk, waiting_for_answer
from brygga.meetings.unbooked import Unbooked, unbooked
from brygga.rules.powers import Power
from brygga.rules.words import in_sentence
from brygga.web.links import way_to
from brygga.web.tasks import FEW, Do, More, Task, few


def tasks(actor: Actor) -> Iterator[Task | More]:
    all_url = way_to("meetings")

    def to_book(task: Unbooked) -> Task:
        """STO-04: until a time is booked it stands with both caseworkers, for the one who calls with the way there."""
        row = task.request
        page = "meeting-plan" if actor.has(Power.COORDINATE) else "coordination"
        first = f" · {task.first} hålls först" if task.first else ""
        note = f"{row.coordination.person.name} · {row.from_label} och {row.to_unit.name}{first}"
        title = f"Boka tid för {in_sentence(task.meeting_type.term)}"
        return Task(Do.BOOK, title, way_to(page, row.coordination_id), note, task.book_by)

    yield from few(waiting_for_answer(actor), _call, More(Do.ANSWER, "Alla kallelser", all_url))
    away = list(absences_to_follow_up(actor)[: FEW + 1])
    yield from few(away, _absence, More(Do.FOLLOW_UP, "Alla möten", all_url))
    held = [meeting for meeting in on_desk(actor) if not is_to_come(meeting)]
    yield from few(held, _held, More(Do.WRITE, "Alla möten", all_url))
    yield from few(
        unbooked(actor, size=FEW + 1), to_book, More(Do.BOOK, "Alla era samordningar", way_to("coordinations"))
    )


def _absence(seat: Attendee) -> Task:
    title = f"Följ upp att {seat.who} uteblev"
    return Task(Do.FOLLOW_UP, title, way_to("meeting-absence", seat.pk), f"{seat.meeting.term} {seat.meeting.when}")


def _call(call: Waiting) -> Task:
    meeting = call.seat.meeting
    title = f"Svara på kallelsen till {meeting.kind_term}"
    return Task(Do.ANSWER, title, f"{way_to('meeting', meeting.pk)}#svar", _when(meeting), call.answer_by)


def _held(meeting: Meeting) -> Task:
    return Task(Do.WRITE, f"Skriv upp hur det gick: {meeting.kind_term}", way_to("meeting", meeting.pk), _when(meeting))


def _when(meeting: Meeting) -> str:
    return f"{meeting.coordination.person.name} · {meeting.when}"
