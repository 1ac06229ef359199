"""Inbox items as they are shown: with whom they are about, for those who may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brygga.coordinations.models import Coordination, InboxItem
from brygga.core.actor import Actor
from brygga.web.links import way_to


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
    booking = _booking(item)
    return Post(
        item=item,
        sentence=item.event.sentence if item.event else "",
        about=f"{coordination.person.name}, {coordination.number}" if coordination else "Bokad tid" if booking else "",
        url=way_to("coordination", coordination.pk) if coordination else booking,
        unread=item.read_at is None,
    )


def _booking(item: InboxItem) -> str:
    """The time that was booked, moved or cancelled; its own page asks who may see it."""
    event = item.event
    return way_to("booking", event.subject_id) if event and event.subject_type == "bookings.Booking" else ""
