"""What lies on one's desk: late first, then what waits, then what has happened.

The same few questions for any number of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from brygga.bookings.queries import EmptySession, empty_sessions
from brygga.consents.queries import expiring
from brygga.coordinations.models import Engagement
from brygga.coordinations.queries import inbox, my_coordinations, unit_figures, units_in, unread_count, vacant
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.intakes.queries import late as late_intakes
from brygga.intakes.queries import mine as my_intakes
from brygga.intakes.queries import my_doors, untaken
from brygga.meetings.queries import to_write_up
from brygga.meetings.queries import waiting_for_answer as calls_to_answer
from brygga.meetings.unbooked import unbooked
from brygga.plans.queries import due_follow_ups, waiting_for_answer
from brygga.requests.queries import distribution, distribution_count, late, sent
from brygga.requests.states import RequestState
from brygga.rules.powers import Power
from brygga.rules.words import in_sentence
from brygga.ui.components.dates import weekday
from brygga.web.intakes.card import card as intake_card
from brygga.web.links import way_to
from brygga.web.requests.card import Card, card
from brygga.web.start.consulting import consultations_waiting
from brygga.web.start.post import Post, named

FEW = 6
#: How far ahead a follow-up is among what waits.
SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    url: str
    note: str = ""
    due: date | datetime | None = None
    status: str = ""
    tone: str = "info"


@dataclass(frozen=True, slots=True)
class Desk:
    late: tuple[Row, ...]
    waiting: tuple[Row, ...]
    queue: tuple[Card, ...]
    queue_count: int
    news: tuple[Post, ...]
    news_count: int
    mine: tuple[Any, ...]
    units: tuple[Any, ...]
    works: bool
    distributes: bool
    leads: bool
    name: str = ""

    @property
    def greeting(self) -> str:
        return f"Hej {self.name.split()[0]}" if self.name else "Start"

    @property
    def lead(self) -> str:
        """The day in one sentence."""
        parts = [
            f"{len(self.late)} försenat" if self.late else "",
            f"{len(self.waiting) + self.queue_count} väntar på dig" if self.waiting or self.queue else "",
            f"{self.news_count} {'nyhet' if self.news_count == 1 else 'nyheter'}" if self.news_count else "",
        ]
        return " · ".join(part for part in parts if part) or "Inget är försenat och inget väntar."

    @property
    def queue_tone(self) -> str:
        return "bad" if any(one.expected and one.expected.late for one in self.queue) else "warning"

    @property
    def queue_note(self) -> str:
        return f"{len(self.queue)} av {self.queue_count}" if self.queue_count > len(self.queue) else ""

    @property
    def news_note(self) -> str:
        return f"{len(self.news)} av {self.news_count}" if self.news_count > len(self.news) else ""

    @property
    def search_url(self) -> str:
        return way_to("search")

    @property
    def is_clear(self) -> bool:
        return not (self.late or self.waiting or self.queue)


def desk_of(actor: Actor) -> Desk:
    on = clock.today()
    works = bool(actor.powers & {Power.CASES, Power.COORDINATE})
    leads = Power.LEAD in actor.powers
    distributes = bool(actor.powers & {Power.DISTRIBUTE, Power.LEAD})
    follow_ups = due_follow_ups(actor, size=FEW).rows
    sessions = empty_sessions(actor, on)
    queue = list(distribution(actor).order_by("pk")[:FEW])
    news = list(inbox(actor).unread().order_by("-affects_planning", "-pk")[:FEW])
    mine = list(my_coordinations(actor, mine=works and not leads).order_by("-pk")[:FEW])
    parts = units_in(mine, actor)
    for row in mine:
        row.line = f"{row.number} · {', '.join(parts.get(row.pk, []))}"
    return Desk(
        late=(
            *_late_intakes(actor),
            *_late_requests(actor),
            *(_session(one) for one in sessions if one.tell_latest < on),
            *(_follow_up(row) for row in follow_ups if row.due_on < on),
        ),
        waiting=(
            *_intakes(actor),
            *_meetings(actor),
            *_to_book(actor),
            *(_session(one) for one in sessions if on <= one.tell_latest),
            *_waiting(actor, on),
            *(Row(*line) for line in consultations_waiting(actor)),
            *(_follow_up(row) for row in follow_ups if on <= row.due_on <= on + SOON),
        ),
        queue=tuple(card(row, actor) for row in queue),
        queue_count=distribution_count(actor),
        news=tuple(named(actor, news)),
        news_count=unread_count(actor),
        mine=tuple(mine),
        units=tuple(unit_figures(actor)) if leads else (),
        works=works,
        distributes=distributes,
        leads=leads,
        name=actor.name,
    )


def _late_requests(actor: Actor) -> Iterator[Row]:
    """What one waits for and has not got. What others wait for stands in the queue, with its clock."""
    for request in late(actor).exclude(to_unit_id__in=actor.reads | actor.distributes).order_by("pk")[:FEW]:
        one = card(request, actor)
        did_not = "kvitterat" if request.state == RequestState.SENT else "svarat"
        due = one.expected.by if one.expected else None
        yield Row(f"{request.to_unit.name} har inte {did_not}", one.url, f"{one.title} · {one.about}", due)


def _late_intakes(actor: Actor) -> Iterator[Row]:
    """BOR-02: seen by whoever receives, and by those who lead when it has stayed late."""
    if not my_doors(actor):
        return
    for row in late_intakes(actor).order_by("contact_by", "pk")[:FEW]:
        one = intake_card(row)
        yield Row(f"Ingen har kontaktat {one.name}", one.url, one.line, row.contact_by)


def _intakes(actor: Actor) -> Iterator[Row]:
    """What nobody has in hand, and what one has in hand oneself; what is late stands among what is late."""
    if not my_doors(actor):
        return
    now = clock.now()
    for row in untaken(actor).exclude(contacted_at=None, contact_by__lt=now).order_by("contact_by", "pk")[:FEW]:
        one = intake_card(row)
        yield Row(f"{one.name} har bett om hjälp", one.url, one.line, row.contact_by, "Ny", "info")
    for row in my_intakes(actor).exclude(contacted_at=None, contact_by__lt=now).order_by("contact_by", "pk")[:FEW]:
        one = intake_card(row)
        what = "Kontakta" if row.contacted_at is None else "Fortsätt med"
        yield Row(f"{what} {one.name}", one.url, one.state, one.due)


def _follow_up(row: Any) -> Row:
    return Row(row.why, way_to("plan", row.plan_id), f"{row.person} · {row.number}", row.due_on)


def _session(one: EmptySession) -> Row:
    """BOR-05: nobody has booked the consultant, who is told so in time."""
    url = f"{way_to('hours-not-needed', one.hours.pk)}?dag={one.day}"
    title = f"Ingen har bokat {one.hours.term}: säg till {one.hours.consultant_unit}"
    return Row(title, url, weekday(one.day), one.tell_latest)


def _meetings(actor: Actor) -> Iterator[Row]:
    for call in calls_to_answer(actor)[:FEW]:
        meeting = call.seat.meeting
        note = f"{meeting.coordination.person.name} · {meeting.when}"
        yield Row(f"Svara på kallelsen till {meeting.kind_term}", way_to("meeting", meeting.pk), note, call.answer_by)
    for meeting in to_write_up(actor).order_by("starts_at", "pk")[:FEW]:
        note = f"{meeting.coordination.person.name} · {meeting.when}"
        yield Row(f"Skriv upp hur det gick: {meeting.kind_term}", way_to("meeting", meeting.pk), note)


def _to_book(actor: Actor) -> Iterator[Row]:
    """STO-04: until a time is booked it stands with both caseworkers, for the one who calls with the way there."""
    for task in unbooked(actor, size=FEW):
        row = task.request
        page = "meeting-plan" if actor.has(Power.COORDINATE) else "coordination"
        first = f" · {task.first} hålls först" if task.first else ""
        note = f"{row.coordination.person.name} · {row.from_label} och {row.to_unit.name}{first}"
        title = f"Boka tid för {in_sentence(task.meeting_type.term)}"
        yield Row(title, way_to(page, row.coordination_id), note, task.book_by)


def _waiting(actor: Actor, on: date) -> Iterator[Row]:
    for version in waiting_for_answer(actor, size=FEW):
        plan = version.plan
        note = f"{plan.coordination.person.name} · version {version.number}"
        yield Row("Ta ställning till en plan", way_to("plan", plan.pk), note, None, "Väntar på ert svar", "warning")
    for request in (
        sent(actor).filter(state=RequestState.DRAFT, from_assignment_id=actor.assignment_id).order_by("-pk")[:FEW]
    ):
        one = card(request, actor)
        yield Row(
            f"Skriv klart: {one.title}",
            one.url,
            f"{one.about} · till {request.to_unit.name}",
            None,
            "Utkast",
            "neutral",
        )
    for part in vacant(actor, on)[:FEW]:
        yield _vacancy(part)
    for answer in expiring(actor, on, size=FEW):
        if answer.consent:
            note = answer.consent.person.name
            yield Row("Ett samtycke går snart ut", way_to("consent", answer.consent.pk), note, answer.valid_until)


def _vacancy(part: Engagement) -> Row:
    note = f"{part.coordination.person.name} · {part.unit.name}"
    return Row("Utse handläggare", way_to("engagement", part.pk), note, None, "Ingen ansvarig", "warning")
