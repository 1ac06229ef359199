"""What lies on one's desk: late first, then what to do, then what has happened and what is near.

The same few questions for any number of rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from brygga.coordinations.queries import my_coordinations, news, unit_figures, units_in
from brygga.core.actor import Actor
from brygga.core.paging import counted
from brygga.requests.queries import to_hand_out
from brygga.requests.states import RequestState
from brygga.rules.powers import Power
from brygga.web.bookings import tasks as bookings
from brygga.web.closings import tasks as closings
from brygga.web.coaching import tasks as coaching
from brygga.web.consents import tasks as consents
from brygga.web.consultations import tasks as consultations
from brygga.web.contacts import tasks as contacts
from brygga.web.coordinations import tasks as coordinations
from brygga.web.discharges import tasks as discharges
from brygga.web.escalations import tasks as escalations
from brygga.web.handovers import tasks as handovers
from brygga.web.intakes import tasks as intakes
from brygga.web.interventions import tasks as interventions
from brygga.web.investigations import tasks as investigations
from brygga.web.links import way_to
from brygga.web.mappings import tasks as mappings
from brygga.web.meetings import tasks as meetings
from brygga.web.plans import tasks as plans
from brygga.web.reorganisations import tasks as reorganisations
from brygga.web.requests import tasks as requests
from brygga.web.requests.card import Card, card
from brygga.web.series import tasks as series
from brygga.web.start.near import Near, near
from brygga.web.start.post import Post, named
from brygga.web.tasks import FEW, Group, Task, grouped
from brygga.web.transfers import tasks as transfers
from brygga.web.vacancies import tasks as vacancies

#: The rooms that leave something on one's desk, in the order their tasks are found.
ROOMS = (
    *(intakes, coaching, meetings, series, bookings, plans, requests, coordinations),
    *(contacts, mappings, investigations, interventions, handovers, escalations, transfers, discharges),
    *(consents, consultations, closings, vacancies, reorganisations),
)


@dataclass(frozen=True, slots=True)
class Desk:
    late: list[Task]
    groups: list[Group]
    queue: tuple[Queued, ...]
    queue_count: int
    near: list[Near]
    news: tuple[Post, ...]
    news_count: int
    mine: tuple[Any, ...]
    units: tuple[Any, ...]
    works: bool
    name: str = ""

    @property
    def greeting(self) -> str:
        return f"Hej {self.name.split()[0]}" if self.name else "Start"

    @property
    def lead(self) -> str:
        """The day in one sentence."""
        waiting = sum(len(group.tasks) for group in self.groups) + self.queue_count
        news = "nyhet" if self.news_count == 1 else "nyheter"
        parts = [
            f"{len(self.late)} försenat" if self.late else "",
            f"{counted(waiting)} väntar på dig" if waiting else "",
            f"{counted(self.news_count)} {news}" if self.news_count else "",
        ]
        return " · ".join(part for part in parts if part) or "Inget är försenat och inget väntar."

    @property
    def queue_tone(self) -> str:
        return "bad" if any(one.card.expected and one.card.expected.late for one in self.queue) else "warning"

    @property
    def queue_note(self) -> str:
        return f"{len(self.queue)} av {counted(self.queue_count)}" if self.queue_count > len(self.queue) else ""

    @property
    def news_note(self) -> str:
        return f"{len(self.news)} av {counted(self.news_count)}" if self.news_count > len(self.news) else ""

    @property
    def search_url(self) -> str:
        return way_to("search")

    @property
    def is_clear(self) -> bool:
        return not (self.late or self.groups or self.queue)


@dataclass(frozen=True, slots=True)
class Queued:
    """What waits to be handed out, with the two things one does first."""

    card: Card
    receive_url: str
    appoint_url: str


def desk_of(actor: Actor) -> Desk:
    leads = Power.LEAD in actor.powers
    works = bool(actor.powers & {Power.CASES, Power.COORDINATE})
    queue, queue_count = to_hand_out(actor, FEW)
    unread, news_count = news(actor, FEW)
    late, groups = grouped([one for room in ROOMS for one in room.tasks(actor)])
    return Desk(
        late=late,
        groups=groups,
        queue=tuple(_queued(card(row, actor)) for row in queue),
        queue_count=queue_count,
        near=near(actor),
        news=tuple(named(actor, unread)),
        news_count=news_count,
        mine=_coordinations(actor, mine=works and not leads),
        units=tuple(unit_figures(actor)) if leads else (),
        works=works or leads,
        name=actor.name,
    )


def _queued(one: Card) -> Queued:
    is_new = one.request.state == RequestState.SENT
    receive = way_to("answer-request", one.request.pk, "kvittera") if is_new else ""
    return Queued(one, receive, way_to("appoint-request", one.request.pk))


def _coordinations(actor: Actor, *, mine: bool) -> tuple[Any, ...]:
    rows = list(my_coordinations(actor, mine=mine).order_by("-pk")[:FEW])
    parts = units_in(rows, actor)
    for row in rows:
        row.line = f"{row.number} · {', '.join(parts.get(row.pk, []))}"
    return tuple(rows)
