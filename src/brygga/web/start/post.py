"""Inbox items as they are shown: with whom they are about, for those who may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brygga.coordinations.models import Coordination, InboxItem
from brygga.core.actor import Actor
from brygga.web.links import way_to

#: Then there is nothing left to open for those who were called.
TAKEN_BACK = "series.withdraw"


@dataclass(frozen=True, slots=True)
class Post:
    item: InboxItem
    sentence: str
    about: str
    url: str
    unread: bool

    @property
    def key(self) -> str:
        return str(self.item.pk)


def named(actor: Actor, items: Iterable[InboxItem]) -> list[Post]:
    """One question for the names, however many items."""
    items = list(items)
    streams = {item.stream_id for item in items if item.stream_id}
    rows = Coordination.objects.visible_to(actor).filter(pk__in=streams).select_related("person")
    found = {row.pk: row for row in rows}
    return [_post(item, found.get(item.stream_id)) for item in items]


def _post(item: InboxItem, coordination: Coordination | None) -> Post:
    booking = _booking(item) or _series(item)
    return Post(
        item=item,
        sentence=item.event.sentence if item.event else "",
        about=f"{coordination.person.name}, {coordination.number}" if coordination else _about(item),
        url=way_to("coordination", coordination.pk) if coordination else booking,
        unread=item.read_at is None,
    )


def _about(item: InboxItem) -> str:
    """What it is, when it is nothing of a coordination."""
    return "Bokad tid" if _booking(item) else "Månadsmöte" if _series(item) else ""


SERIES_PAGES = {
    "series.SeriesMeeting": "series-meeting",
    "series.DocketItem": "docket-item",
    "series.WorkplaceExchange": "series-exchange",
}


def _series(item: InboxItem) -> str:
    """The managers' meeting or the case announced to it; their own pages ask who may see them."""
    event = item.event
    found = SERIES_PAGES.get(event.subject_type, "") if event and event.act != TAKEN_BACK else ""
    return way_to(found, event.subject_id) if event and found else ""


def _booking(item: InboxItem) -> str:
    """The time that was booked, moved or cancelled; its own page asks who may see it."""
    event = item.event
    return way_to("booking", event.subject_id) if event and event.subject_type == "bookings.Booking" else ""
