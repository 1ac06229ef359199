"""The times of En dörr in: every week for residents and for consultation, and the psychiatrist every other week.

Nobody has booked the psychiatrist's next four hours, in two working days: Kalle's start page says so (BOR-05).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from brygga.bookings.acts import book, close_day, set_up_hours
from brygga.bookings.facts import HoursFacts
from brygga.bookings.models import BookedHours
from brygga.bookings.queries import hours_of, offers
from brygga.core import clock
from brygga.demo.stage import Stage
from brygga.rules.booked_hours import days

ROOM = "Målaregatan 1, rum 3"
COORDINATOR = "Kalle Moberg"


def story(stage: Stage) -> Iterator[datetime]:
    yield stage.moment(-40, 8)
    since = stage.today - timedelta(days=40)
    residents = _set_up(stage, "residents", since, weekday=1, starts=time(9), ends=time(12), slot_minutes=45)
    _set_up(stage, "residents", since, weekday=3, starts=time(13), ends=time(16), slot_minutes=45)
    _set_up(stage, "consultation", since, weekday=2, starts=time(10), ends=time(12), slot_minutes=30)
    session = stage.calendar.add_workdays(stage.today, 2)
    _set_up(
        stage,
        "psychiatry",
        session - timedelta(days=28),
        weekday=session.weekday(),
        starts=time(8),
        ends=time(12),
        slot_minutes=60,
        every_weeks=2,
        consultant_unit=stage.unit("psykiatri_borlange"),
    )
    yield stage.moment(-3, 15)
    dag = stage.actor("Dag Dal")
    team = stage.unit("en_dorr_in")
    tomorrow = clock.midnight(stage.today + timedelta(days=1))  # still to come, whatever the hour
    wanted = offers(hours_of(dag, team.pk, "consultation"), max(clock.now() + timedelta(days=4), tomorrow))
    chosen = next(offer for offer in wanted if offer.hours.kind == "consultation")
    book(chosen.hours, by=dag, starts_at=chosen.slot.starts_at)
    far = next(days(residents.recurring(), stage.today + timedelta(days=20), stage.today + timedelta(days=60)))
    close_day(residents, by=stage.actor(COORDINATOR), day=far, why="Planeringsdag")


def _set_up(stage: Stage, kind: str, since: date, **told: Any) -> BookedHours:
    facts = HoursFacts(kind=kind, since=since, place=ROOM, **told)
    return set_up_hours(stage.unit("en_dorr_in"), by=stage.actor(COORDINATOR), facts=facts)
