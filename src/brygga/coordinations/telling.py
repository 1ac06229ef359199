"""Who may see an event, and who is told about it (STO-01)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from brygga.consents.models import Disclosure
from brygga.coordinations.models import Engagement, InboxItem, open_doors, told_to
from brygga.core import clock
from brygga.core.actor import Actor
from brygga.core.models import Event

#: Told in the feed but not in the inbox: they come with another act, which says the same in plainer words.
QUIET = frozenset({"consents.disclose", "consents.end_disclosure", "consents.close_disclosure"})


def events_of(actor: Actor) -> Q:
    """Where the door is open; with a matter only for those within its circle; all of theirs for the person."""
    where = open_doors(actor, "stream_id")
    return where if actor.is_person else where & told_to(actor)


def tell(event: Event, actor: Actor) -> None:
    """One item per engaged unit: to its responsible caseworker, or to the unit when nobody is appointed."""
    if event.act in QUIET:
        return
    items = [_item(event, part, event.stream_id) for part in _parts_to_tell(event) if not _did_it(part, actor)]
    InboxItem._base_manager.bulk_create(items + _to_the_one_shut_out(event, actor))


def _parts_to_tell(event: Event) -> list[Engagement]:
    parts = Engagement._base_manager.filter(coordination_id=event.stream_id, ended_on=None)
    if event.matter:
        disclosures = Disclosure.objects.unrestricted(because="who is told about a matter")
        told = disclosures.in_force(clock.today(), event.matter).filter(
            stream_id=OuterRef("coordination_id"), to_unit_id=OuterRef("unit_id")
        )
        parts = parts.filter(Q(unit_id=F("coordination__unit_id")) | Exists(told))
    return list(parts)


def _did_it(part: Engagement, actor: Actor) -> bool:
    if part.caseworker_id:
        return bool(part.caseworker_id == actor.assignment_id)
    return bool(part.unit_id == actor.unit_id)


def _to_the_one_shut_out(event: Event, actor: Actor) -> list[InboxItem]:
    """A unit whose part has just ended is told so; the item names no stream, for that door is closed."""
    if event.act not in {"coordinations.shut_out", "coordinations.leave"}:
        return []
    part = Engagement._base_manager.get(pk=event.subject_id)
    return [] if _did_it(part, actor) else [_item(event, part, None)]


def _item(event: Event, part: Engagement, stream_id: Any) -> InboxItem:
    return InboxItem(
        event=event,
        stream_id=stream_id,
        unit_id=part.unit_id,
        assignment_id=part.caseworker_id,
        affects_planning=event.affects_planning,
        arrived_at=event.happened_at,
    )
