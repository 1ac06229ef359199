"""Five with times at En dörr in some weeks ago: none of them came to the first, all of them to the second.

So many that the manager's figures may tell of it: fewer than five persons are not told of.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from brygga.bookings.acts import book, note_attendance
from brygga.bookings.models import Booking
from brygga.bookings.queries import hours_of, offers
from brygga.core import clock
from brygga.demo.stage import Stage
from brygga.people.acts import register_person
from brygga.people.models import Person

TOVE = "Tove Älg"
WHO = (
    ("Ellen", "Brandt", date(1997, 3, 14)),
    ("Marko", "Savic", date(1989, 11, 2)),
    ("Sofia", "Lundgren", date(2002, 6, 21)),
    ("Yonas", "Tesfaye", date(1994, 1, 9)),
    ("Birgitta", "Ås", date(1971, 8, 30)),
)


def story(stage: Stage) -> Iterator[datetime]:
    yield stage.moment(-38, 11)
    tove, team = stage.actor(TOVE), stage.unit("en_dorr_in")
    those = [
        register_person(
            team, by=tove, given_name=given, family_name=family, born=born, caseworker=stage.assignment(TOVE)
        )
        for given, family, born in WHO
    ]
    for turn, came in enumerate((False, True)):
        if turn:
            yield stage.moment(-24, 10)
        for day in _by_day([_booked(stage, one) for one in those]):
            yield max(one.ends_at for one in day) + timedelta(minutes=5)
            for one in day:
                note_attendance(one, by=tove, came=came)


def _booked(stage: Stage, person: Person) -> Booking:
    """The next free time for residents, in two days at the soonest."""
    tove = stage.actor(TOVE)
    hours = [one for one in hours_of(tove, stage.unit("en_dorr_in").pk) if one.kind == "residents"]
    first = offers(hours, clock.now() + timedelta(days=2), most=1)[0]
    return book(first.hours, by=tove, starts_at=first.slot.starts_at, person=person)


def _by_day(booked: list[Booking]) -> list[list[Booking]]:
    days: dict[date, list[Booking]] = {}
    for one in sorted(booked, key=lambda row: row.starts_at):
        days.setdefault(one.starts_at.date(), []).append(one)
    return list(days.values())
