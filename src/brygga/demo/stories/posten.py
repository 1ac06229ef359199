"""Everybody reads their post, as one does at work: what has come in the last week is unread, and nothing older."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from brygga.coordinations.acts import mark_all_read
from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.demo.stage import Stage

#: Days ago when the post was last gone through; the last time a week ago, so that the news of the week are new.
READ = (-60, -30, -14, -7)


def everybody_reads(stage: Stage) -> Iterator[datetime]:
    for days in READ:
        yield stage.moment(days, 16, 30)
        for name, assignment in stage.assignments.items():
            actor = stage.actor(name)
            if InboxItem.objects.visible_to(actor).unread().exists():
                mark_all_read(assignment.unit, by=actor, up_to=clock.now())
