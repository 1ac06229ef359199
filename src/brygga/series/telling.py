"""Who is told of what happens to the meetings: those it concerns, and who did not do it. The words name nobody."""

from __future__ import annotations

from typing import Any

from brygga.coordinations.models import InboxItem
from brygga.core.actor import Actor
from brygga.core.clock import day_of
from brygga.core.models import Event
from brygga.series.models import CalledUnit, DocketItem, SeriesMeeting, WorkplaceExchange
from brygga.series.queries import expected
from brygga.series.whose import comers

ABOUT_MEETING = frozenset({"series.move", "series.cancel", "series.adopt"})
ABOUT_CASE = frozenset({"series.announce", "series.withdraw", "series.decide"})


def tell(event: Event, actor: Actor) -> None:
    if event.act in ABOUT_MEETING:
        meeting = SeriesMeeting._base_manager.select_related("series").get(pk=event.stream_id)
        _items(event, actor, [row.assignment for row in expected(meeting)])
    elif event.act in ABOUT_CASE:
        item = DocketItem._base_manager.select_related("meeting__series").get(pk=event.stream_id)
        called = CalledUnit._base_manager.filter(item=item).values_list("unit_id", flat=True)
        units = {item.from_unit_id, *called}
        _items(event, actor, comers(item.meeting.rule, units, item.meeting.day))
    elif event.act == "series.register_exchange":
        _tell_the_visited(event, actor)


def _tell_the_visited(event: Event, actor: Actor) -> None:
    row = WorkplaceExchange._base_manager.select_related("series").get(pk=event.stream_id)
    today = day_of(event.happened_at)
    _items(event, actor, comers(row.series.rule_on(today), [row.to_unit_id], today))


def _items(event: Event, actor: Actor, assignments: Any) -> None:
    for one in assignments:
        if one.pk != actor.assignment_id:
            InboxItem._base_manager.create(
                event=event,
                unit_id=one.unit_id,
                assignment_id=one.pk,
                affects_planning=event.act != "series.adopt",
                arrived_at=event.happened_at,
            )
