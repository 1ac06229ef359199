"""Sharing within a coordination, and reading what has come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from brygga.agencies.models import Unit
from brygga.coordinations import may
from brygga.coordinations.models import Coordination, Entry, InboxItem
from brygga.core.actor import Actor
from brygga.core.acts import act, insist
from brygga.core.saving import create


@act("coordinations.share_note", may=may.may_share, told_as="{by} delade en anteckning")
def share_note(coordination: Coordination, *, by: Actor, at: datetime, matter: str, text: str) -> Entry:
    """Shared with the units that the consent lets read and write in this matter (STO-01)."""
    insist(may.may_share_matter(by, coordination, matter))
    part = may.own_part(by, coordination, matter)
    assert part is not None
    return create(
        Entry,
        coordination=coordination,
        unit_id=part.unit_id,
        matter=matter,
        text=text.strip(),
        written_by=by.label,
        written_at=at,
    )


@act("coordinations.correct_note", may=may.may_correct, told_as="{by} rättade en anteckning")
def correct_note(entry: Entry, *, by: Actor, at: datetime, text: str) -> Entry:
    """What was written stands; the correction is a new row."""
    return create(
        Entry,
        coordination_id=entry.coordination_id,
        unit_id=entry.unit_id,
        matter=entry.matter,
        text=text.strip(),
        written_by=by.label,
        written_at=at,
        corrects=entry,
    )


@act("coordinations.mark_read", may=may.may_read_inbox, told_as="{by} läste")
def mark_read(unit: Unit, *, by: Actor, at: datetime, items: list[Any]) -> None:
    """The unit is the subject: reading one's post is no event in the coordination."""
    InboxItem.objects.visible_to(by).unread().filter(pk__in=items).update(read_at=at)


@act("coordinations.mark_all_read", may=may.may_read_inbox, told_as="{by} läste allt")
def mark_all_read(unit: Unit, *, by: Actor, at: datetime, up_to: datetime) -> None:
    """What has come since the page was shown stays unread."""
    InboxItem.objects.visible_to(by).unread().filter(arrived_at__lte=up_to).update(read_at=at)
