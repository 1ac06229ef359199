"""Requests in any state, for the tests of this room."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from brygga.agencies.models import Assignment
from brygga.consents.models import COORDINATION, Consent, ConsentGrant
from brygga.coordinations.acts import open_coordination
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.requests.acts import appoint, send_request, write_request
from brygga.requests.models import Request
from brygga.rules.calendar import SWEDEN

WISH = {
    "date": "2026-11-20",
    "matter": "Alkohol, sjunkande mående",
    "asking_unit": "Vuxen Innerstaden",
    "contact": "Sara 040-10 00 01",
}
#: A Monday in November, far from every holiday.
MONDAY = datetime(2026, 11, 16, 10, 0, tzinfo=clock.SWEDEN)


def coming_monday() -> datetime:
    """The next Monday that starts four working days, when the cast is at work."""
    day = clock.today()
    while day.weekday() or SWEDEN.workdays_between(day, day + timedelta(days=3)) < 3 or not SWEDEN.is_workday(day):
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, 10, tzinfo=clock.SWEDEN)


def consent_to(world: Any, person: Any, unit: Any, *units: Any) -> Consent:
    """The person's yes to these units working together, taken by `unit`."""
    today = clock.today()
    with asked_by("test"):
        consent = Consent._base_manager.create(
            person=person,
            unit=unit,
            state="given",
            form="oral",
            given_on=today,
            valid_from=today,
            valid_until=today.replace(year=today.year + 1),
            purposes=["coordination", "meeting"],
            informed_by="x",
        )
        for party in (unit, *units):
            ConsentGrant._base_manager.create(consent=consent, unit=party, matter=COORDINATION)
    return consent


def opened(world: Any) -> Any:
    """Amina's coordination with only Innerstaden in it."""
    return open_coordination(world.aminas_case, by=world.sara, why="Behov på två håll.", reasons=[])


def wish(world: Any, coordination: Any, to_unit: Any = None, **answers: Any) -> Request:
    return write_request(
        coordination, by=world.sara, kind="gfi_wish", to_unit=to_unit or world.radmannen, answers={**WISH, **answers}
    )


def sent_wish(world: Any) -> Request:
    """A GFI wish from Innerstaden to Rådmannen, on Amina's consent, sent."""
    coordination = opened(world)
    consent_to(world, world.amina, world.innerstaden, world.radmannen)
    return send_request(wish(world, coordination), by=world.sara)


def accepted_wish(world: Any) -> Request:
    return appoint(sent_wish(world), by=world.rolf, caseworker=assignment(world.kurt))


def assignment(actor: Any) -> Assignment:
    return Assignment.objects.get(pk=actor.assignment_id)


def fresh(row: Any) -> Any:
    return type(row)._base_manager.get(pk=row.pk)
