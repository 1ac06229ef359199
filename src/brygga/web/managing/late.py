"""What is late at one's units and why: of each kind how many, the first few, and for whom it waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from brygga.core.actor import Actor
from brygga.core.paging import COUNTED, by_order, count_up_to, counted
from brygga.web.closings import late as closings
from brygga.web.discharges import late as discharges
from brygga.web.escalations import late as escalations
from brygga.web.handovers import late as handovers
from brygga.web.intakes import late as intakes
from brygga.web.interventions import late as interventions
from brygga.web.investigations import late as investigations
from brygga.web.late import Row, Source
from brygga.web.links import way_to
from brygga.web.requests import late as requests
from brygga.web.series import late as series
from brygga.web.transfers import late as transfers

#: How many of a kind are shown together; the rest stands in the kind's own list.
FEW = 10
#: As many as one page of a kind has.
SIZE = 30

SOURCES: tuple[Source, ...] = (
    *intakes.SOURCES,
    *requests.SOURCES,
    *investigations.SOURCES,
    *interventions.SOURCES,
    *handovers.SOURCES,
    *escalations.SOURCES,
    *transfers.SOURCES,
    *discharges.SOURCES,
    *closings.SOURCES,
    *series.SOURCES,
)


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
        return "Visa alla" if self.number > len(self.rows) else ""


def numbers(actor: Actor) -> list[Kind]:
    """Only how many there are of each kind."""
    return [kind for source in SOURCES if (kind := _kind(source, actor, with_rows=False)).number]


def kinds(actor: Actor) -> Iterable[Kind]:
    return [kind for source in SOURCES if (kind := _kind(source, actor, with_rows=True)).number]


def _kind(source: Source, actor: Actor, *, with_rows: bool) -> Kind:
    found = source.rows(actor)
    number = len(found[:COUNTED]) if isinstance(found, list) else count_up_to(found)
    rows = _ordered(source, found)[:FEW] if with_rows and number else ()
    return Kind(
        key=source.key,
        label=source.label,
        why=source.why,
        number=number,
        rows=tuple(source.told(row, actor) for row in rows),
        all_url=way_to("my-unit-late-kind", source.key),
    )


def _ordered(source: Source, found: Any) -> Any:
    return found if isinstance(found, list) else found.order_by(*source.order, "pk")


@dataclass(frozen=True, slots=True)
class Whole:
    """A page of one kind; `after` is what the next page starts after."""

    label: str
    why: str
    rows: list[Row]
    after: str


def whole(source: Source, actor: Actor, after: str) -> Whole:
    found = source.rows(actor)
    if isinstance(found, list):
        first = int(after) if after.isdecimal() else 0
        rows, last = found[first : first + SIZE], first + SIZE
        beyond = str(last) if len(found) > last else ""
    else:
        page = by_order(found, after, order=source.order, size=SIZE)
        rows, beyond = page.rows, page.after
    return Whole(source.label, source.why, [source.told(row, actor) for row in rows], beyond)


def by_kind(key: str) -> Source | None:
    return next((source for source in SOURCES if source.key == key), None)
