"""What is late at one's units and why: of each kind how many, the first few, and for whom it waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.paging import count_up_to, counted
from brygga.intakes.queries import to_contact
from brygga.investigations.queries import overdue, untold
from brygga.requests.queries import late as late_requests
from brygga.requests.states import RequestState
from brygga.web.intakes.card import card as intake_card
from brygga.web.links import way_to
from brygga.web.requests.card import card as request_card

#: How many of a kind are shown; the rest stands in the room's own list.
FEW = 10


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    url: str
    about: str
    waits_for: str
    """Who answers for the next step, or that nobody does."""
    due: date | datetime | None

    @property
    def note(self) -> str:
        return f"{self.about} · {self.waits_for}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of being late."""

    key: str
    label: str
    why: str
    number: int
    rows: tuple[Row, ...]
    all_url: str

    @property
    def counted(self) -> str:
        return counted(self.number)

    @property
    def all_text(self) -> str:
        return "Visa alla" if self.number > len(self.rows) and self.all_url else ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a room tells what is late: which rows, in what order, and how one is told."""

    key: str
    label: str
    why: str
    rows: Callable[[Actor], Any]
    order: tuple[str, ...]
    told: Callable[[Any, Actor], Row]
    list_name: str


def _asked_of_us(actor: Actor) -> Any:
    return late_requests(actor).filter(to_unit_id__in=actor.reads | actor.distributes)


def _asked_by_us(actor: Actor) -> Any:
    return late_requests(actor).exclude(to_unit_id__in=actor.reads | actor.distributes)


def _request(row: Any, actor: Actor) -> Row:
    one = request_card(row, actor)
    did_not = "inte kvitterad" if row.state == RequestState.SENT else "inte besvarad"
    who = f"{row.appointed.staff.name}, {row.to_unit.name}" if row.appointed_id else row.to_unit.name
    return Row(one.title, one.url, one.about, f"{who}: {did_not}", one.expected.by if one.expected else None)


def _uncontacted(actor: Actor) -> Any:
    return to_contact(actor).filter(contact_by__lt=clock.now())


def _intake(row: Any, actor: Actor) -> Row:
    one = intake_card(row)
    waits_for = row.appointed.staff.name if row.appointed_id else "Ingen har tagit det"
    return Row(f"Ingen har kontaktat {one.name}", one.url, one.line, waits_for, row.contact_by)


def _untold(actor: Actor) -> Any:
    return untold(actor).filter(tell_by__lt=clock.today())


def _resolution(row: Any, actor: Actor) -> Row:
    return Row(
        "Ett beslut är inte berättat", way_to("tell-decision", row.pk), row.coordination.person.name, row.decided_by,
        row.tell_by,
    )  # fmt: skip


def _investigation(row: Any, actor: Actor) -> Row:
    url = way_to("investigation", row.pk)
    who = row.caseworker.staff.name
    return Row("Utredningen skulle vara klar", url, row.coordination.person.name, who, row.ready_on)


SOURCES = (
    Source(
        "intag", "Ingen har hört av sig", "Den som har bett om hjälp väntar på kontakt.",
        _uncontacted, ("contact_by", "pk"), _intake, "intakes",
    ),
    Source(
        "till-er", "Ni har inte svarat", "Någon annan väntar på ert svar.",
        _asked_of_us, ("pk",), _request, "distribution",
    ),
    Source(
        "fran-er", "Andra har inte svarat er", "Tiden för svar har gått ut. Ring mottagaren, eller dess chef.",
        _asked_by_us, ("pk",), _request, "requests",
    ),
    Source(
        "beslut", "Beslut som inte är berättade", "Personen vet inte vad ni har beslutat.",
        _untold, ("tell_by", "pk"), _resolution, "coordinations",
    ),
    Source(
        "utredningar", "Utredningar över tiden", "Dagen då utredningen skulle vara klar har gått.",
        overdue, ("ready_on", "pk"), _investigation, "coordinations",
    ),
)  # fmt: skip


def numbers(actor: Actor) -> list[Kind]:
    """Only how many there are of each kind."""
    return [kind for source in SOURCES if (kind := _kind(source, actor, with_rows=False)).number]


def kinds(actor: Actor) -> Iterable[Kind]:
    return [kind for source in SOURCES if (kind := _kind(source, actor, with_rows=True)).number]


def _kind(source: Source, actor: Actor, *, with_rows: bool) -> Kind:
    found = source.rows(actor)
    number = count_up_to(found)
    rows = found.order_by(*source.order)[:FEW] if with_rows and number else ()
    return Kind(
        key=source.key,
        label=source.label,
        why=source.why,
        number=number,
        rows=tuple(source.told(row, actor) for row in rows),
        all_url=way_to(source.list_name),
    )
