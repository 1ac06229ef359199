"""Cases announced, and meetings held, as the tests need them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from brygga.core import clock
from brygga.series.acts import announce, hold
from brygga.series.facts import CaseFacts
from brygga.series.models import DocketItem, SeriesMeeting
from brygga.series.queries import expected
from brygga.series.states import Attendance

WORDS = {
    "background": "Missbruk sedan länge. Utredd för adhd 2019.",
    "situation": "Stödboende sedan i våras. Planering saknas efter nyår.",
    "question": "Klarar inte hemmet. Kan äldreomsorgen ge stöd hemma?",
}


def case(world: Any = None, **other: Any) -> CaseFacts:
    """Named, when a world is given; else of somebody who is sixty-five."""
    whose = {"coordination": world.coordination} if world else {"age": 65}
    return CaseFacts(**{**WORDS, **whose, **other})


def announced(world: Any, *, named: bool = False, by: Any = None, to: Any = None, **other: Any) -> DocketItem:
    facts = case(world if named else None, **other)
    return announce(world.december, by=by or world.ulla, case=facts, to_units=to or [world.aldre])


def held(meeting: SeriesMeeting, by: Any, *, absent: Any = ()) -> SeriesMeeting:
    """Opened at its time by `by`; those in `absent` stayed away."""
    away = {actor.assignment_id for actor in absent}
    marks = {
        row.assignment.pk: Attendance.ABSENT if row.assignment.pk in away else Attendance.PRESENT
        for row in expected(meeting)
    }
    with clock.set_to(meeting.starts_at + timedelta(minutes=2)):
        return hold(meeting, by=by, attendance=marks)
