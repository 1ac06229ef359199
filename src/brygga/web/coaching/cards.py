"""Somebody in the queue or enrolled, as the team's lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from brygga.coaching.models import Activity, Enrolment
from brygga.coaching.states import State
from brygga.core import clock
from brygga.ui.components.dates import day
from brygga.web.links import way_to

TONES = {State.OFFERED: "info", State.ENROLLED: "good"}


@dataclass(frozen=True, slots=True)
class Card:
    enrolment: Enrolment
    url: str
    name: str
    line: str
    group: str
    due: datetime | None
    what: str
    state: str
    tone: str


def card(row: Enrolment) -> Card:
    return Card(
        enrolment=row,
        url=way_to("enrolment", row.pk),
        name=row.person.name,
        line=_line(row),
        group=row.rule.priority(row.priority).term if row.priority else "Inte bedömd",
        due=_due(row),
        what="Svar senast" if row.state == State.OFFERED else "Hör av er senast",
        state=_state(row),
        tone="good" if row.said_yes_at else TONES.get(State(row.state), "neutral"),
    )


def _state(row: Enrolment) -> str:
    if row.state == State.OFFERED and row.said_yes_at:
        return "Har tackat ja"
    if row.state == State.ENDED and row.end_rule:
        return row.end_rule.term
    return str(row.get_state_display())


def _due(row: Enrolment) -> datetime | None:
    if row.state == State.OFFERED:
        return None if row.said_yes_at else row.answer_by
    return row.look_by if row.state == State.WAITING else None


def came_from(row: Enrolment) -> str:
    if row.request and row.request.from_unit:
        return row.request.from_unit.name
    return "Personens samordning" if row.request else "Teamets eget ärende"


def _line(row: Enrolment) -> str:
    if row.state in {State.ENDED, State.LEFT}:
        return f"Till och med {day(row.ended_on)}"
    if row.state == State.ENROLLED:
        return f"Sedan {day(row.enrolled_on)} · {row.coach.staff.name if row.coach else 'Ingen coach'}"
    waited = (clock.today() - clock.day_of(row.queued_at)).days
    days = "i dag" if waited == 0 else "en dag" if waited == 1 else f"{waited} dagar"
    return f"I kö sedan {days} · {came_from(row)}" if waited else f"I kö sedan i dag · {came_from(row)}"


@dataclass(frozen=True, slots=True)
class ActivityCard:
    activity: Activity
    url: str
    note: str
    seats: str
    tone: str


def activity_card(row: Activity) -> ActivityCard:
    """Of an activity found with its seats."""
    free = row.seats - row.taken  # type: ignore[attr-defined]
    note = f"{row.kind_term} · {row.often} · {row.organiser.name}"
    if not row.is_group:
        return ActivityCard(row, way_to("activity", row.pk), note, "Enskilt", "neutral")
    words = "Full" if free <= 0 else f"{free} av {row.seats} platser lediga"
    return ActivityCard(row, way_to("activity", row.pk), note, words, "warning" if free <= 0 else "good")
