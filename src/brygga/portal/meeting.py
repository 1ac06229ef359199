"""Meetings as the person sees them: when, where, who comes, and what matters to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from brygga.core.actor import Actor
from brygga.core.paging import Page, by_key
from brygga.meetings.models import Attendee, CirclePlace, Meeting, PreMeeting
from brygga.meetings.states import Answer, MeetingState
from brygga.rules.words import in_sentence

TONES = {Answer.YES: "good", Answer.OTHER: "good", Answer.NO: "warning", Answer.NONE: "neutral"}


def coming(actor: Actor, now: datetime) -> list[Meeting]:
    """Called and not over, the nearest first."""
    return list(_mine(actor).filter(_to_come(now)).order_by("starts_at", "pk"))


def past(actor: Actor, now: datetime, after: str) -> Page:
    """Held, missed, cancelled, or over: the latest first on each page."""
    page = by_key(_mine(actor).exclude(_to_come(now)), after, size=20)
    latest_first = sorted(page.rows, key=lambda row: (row.starts_at or row.called_at or now, row.pk), reverse=True)
    return Page(latest_first, page.after)


def _to_come(now: datetime) -> Q:
    not_over = Q(starts_at=None) | Q(ends_at__gte=now) | Q(ends_at=None, starts_at__gte=now)
    return Q(state=MeetingState.CALLED) & not_over


def _mine(actor: Actor) -> Any:
    return Meeting.objects.visible_to(actor).select_related("coordination", "called_by__organisation")


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is called, and what they have answered."""

    name: str
    role: str
    unit: str
    answer: str
    tone: str


def seats(actor: Actor, meeting: Meeting) -> list[Seat]:
    rows = Attendee.objects.visible_to(actor).called().filter(meeting=meeting, is_person=False)
    found = rows.select_related("unit__organisation", "assignment__staff").order_by("pk")
    return [Seat(_name(row), _role(row), _unit(row), _answer(row), TONES[Answer(row.answer)]) for row in found]


def own_seat(actor: Actor, meeting: Meeting) -> Attendee | None:
    rows = Attendee.objects.visible_to(actor).called().filter(meeting=meeting, is_person=True)
    found: Attendee | None = rows.select_related("meeting__coordination").first()
    return found


def _name(row: Attendee) -> str:
    """Staff with protected data are told by what they do."""
    if row.assignment and not row.assignment.staff.protected:
        return row.assignment.staff.name
    return row.name or (row.assignment.title if row.assignment else row.unit.name if row.unit else "")


def _role(row: Attendee) -> str:
    return row.role or (in_sentence(row.assignment.title) if row.assignment else "")


def _unit(row: Attendee) -> str:
    """A unit that is called without anybody named has said its name already."""
    if not row.unit:
        return ""
    named = _name(row) != row.unit.name
    return f"{row.unit.name}, {row.unit.organisation.name}" if named else row.unit.organisation.name


def _answer(row: Attendee) -> str:
    return str(Answer(row.answer).label)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person has said before the meeting, as it was written down with them."""

    talks: tuple[PreMeeting, ...]
    wanted: tuple[CirclePlace, ...]

    @property
    def any(self) -> bool:
        return bool(self.talks or self.wanted)


def wishes(actor: Actor, meeting: Meeting) -> Wishes:
    talks = PreMeeting.objects.visible_to(actor).filter(coordination_id=meeting.coordination_id)
    circle = CirclePlace.objects.visible_to(actor).filter(coordination_id=meeting.coordination_id, wanted=True)
    return Wishes(tuple(talks.select_related("unit").order_by("pk")), tuple(circle))
