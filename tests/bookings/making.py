"""Hours and bookings for the tests, made by the acts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from brygga.agencies.models import Organisation, Unit
from brygga.bookings.acts import book, set_up_hours
from brygga.bookings.facts import HoursFacts
from brygga.bookings.models import BookedHours, Booking
from brygga.core import clock
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from brygga.rules.booked_hours import slots
from tests.cast import _actor, _unit

#: A Wednesday well away from every holiday.
NOW = datetime(2027, 1, 13, 10, tzinfo=clock.SWEDEN)
MONDAY = date(2027, 1, 18)


def facts(**told: Any) -> HoursFacts:
    usual = {
        "kind": "residents",
        "weekday": 0,
        "starts": time(9),
        "ends": time(11),
        "slot_minutes": 30,
        "since": MONDAY,
    }
    return HoursFacts(**{**usual, **told})


def hours(world: Any, **told: Any) -> BookedHours:
    """At Innerstaden, set up by its head, Mondays from nine to eleven."""
    return set_up_hours(world.innerstaden, by=world.chef, facts=facts(**told))


def moment(row: BookedHours, number: int = 0) -> datetime:
    return slots(row.recurring(), MONDAY, MONDAY + timedelta(days=60))[number].starts_at


def booked(world: Any, row: BookedHours, number: int = 0, **told: Any) -> Booking:
    """By Amina herself, unless something else is told."""
    usual = {"by": world.amina_herself, "person": world.amina}
    return book(row, starts_at=moment(row, number), **{**usual, **told})


def borlange(world: Any) -> Any:
    """Borlänge beside Malmö: the team with Tove and its coordinator Kalle, and Dag at the psychiatry."""
    with asked_by("the cast"):
        for key, name, party in (
            ("borlange", "Borlänge kommun", "municipality"),
            ("dalarna", "Region Dalarna, psykiatri", "region"),
        ):
            made = Organisation.objects.create(name=name, sort=sort_key(name), place="borlange", party=party)
            setattr(world, key, made)
        world.team = _unit(world.borlange, "En dörr in", "one_door")
        world.clinic = _unit(world.dalarna, "Psykiatrin Borlänge", "psychiatry_clinic")
        world.tove = _actor("Tove Älg", "team_member", "Medarbetare", world.team)
        world.kalle = _actor("Kalle Moberg", "coordinator", "Koordinator", world.team)
        world.dag = _actor("Dag Dal", "case_officer", "Handläggare", world.clinic)
    return world


def sessions(world: Any, **told: Any) -> BookedHours:
    """The psychiatrist's four hours every other Monday."""
    usual = {
        "kind": "psychiatry",
        "starts": time(8),
        "ends": time(12),
        "slot_minutes": 60,
        "every_weeks": 2,
        "consultant_unit": world.clinic,
    }
    return set_up_hours(world.team, by=world.kalle, facts=facts(**{**usual, **told}))


def again(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)


def units(*rows: Unit) -> set[Any]:
    return {row.pk for row in rows}
