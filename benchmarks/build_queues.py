"""Makes a team with so many open intakes and a caseworker with as much unread: `python -m benchmarks.build_queues 100`.

And twenty-five units with hours to book, for the writers of `benchmarks.queues`.
"""

from __future__ import annotations

import sys
import time
from datetime import time as clock_time
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

import benchmarks.build as region  # first: it starts Django
from benchmarks.cloning import Mould, insert
from brygga.agencies.models import Unit
from brygga.bookings.models import BookedHours
from brygga.bookings.queries import offers
from brygga.coordinations.acts import share_note
from brygga.coordinations.models import InboxItem
from brygga.core import clock
from brygga.core.ids import new_id
from brygga.core.models import Event
from brygga.core.sorting import sort_key
from brygga.core.writing import asked_by
from brygga.intakes.models import IntakeStep
from tests.cast import as_, build, share
from tests.intakes.asking import asked

#: So many units with so many free times each: what a form offers at once.
UNITS, TIMES = 25, 24


def made(size: int) -> Any:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        with asked_by("the cast"):
            world = share(build())
        one = asked(world)
        share_note(world.coordination, by=world.rut, matter="coordination", text="Anteckning.")
        item = InboxItem._base_manager.filter(assignment_id=world.sara.assignment_id).latest("pk")
        with asked_by("benchmark"):
            copies([one, *IntakeStep._base_manager.filter(intake=one)], size)
            copies([Event._base_manager.get(pk=item.event_id), item], size)
            world.free = [_hours(world, number) for number in range(UNITS)]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return world


def copies(rows: list[Any], count: int) -> None:
    """Each with new identities, those of one copy belonging together."""
    moulds = [Mould.of(row) for row in rows]
    cast: dict[type, list[Any]] = {mould.model: [] for mould in moulds}
    for number in range(count):
        names = {mould.key: new_id() for mould in moulds if mould.key}
        for mould in moulds:
            cast[mould.model].append(mould.cast(names, number))
    columns = {mould.model: mould.columns for mould in moulds}
    for model, values in cast.items():
        insert(model, columns[model], values)


def _hours(world: Any, number: int) -> list[str]:
    """A unit's free times, as the form names them, with the address that books there."""
    name, today = f"Rådgivning {number}", clock.today()
    unit = Unit.objects.create(
        organisation=world.innerstaden.organisation, name=name, sort=sort_key(name), kind=world.innerstaden.kind
    )
    row = BookedHours._base_manager.create(
        unit=unit, kind="consultation", for_whom="consultation", weekday=(today + timedelta(days=7)).weekday(),
        starts=clock_time(9), ends=clock_time(11), slot_minutes=5, since=today + timedelta(days=7),
        place_kind="room", place="Rum 12", set_up_by="mätningen",
    )  # fmt: skip
    return [reverse("book-at", args=[unit.pk]), *(one.key for one in offers([row], clock.now(), most=TIMES))]


def record(world: Any) -> None:
    client = as_(Client(), world.sara)
    pages = {"intakes": reverse("intakes"), "inbox": reverse("inbox"), "start": reverse("start")}
    kept = {name: region.recorded(lambda url=url: client.get(url), {200}) for name, url in pages.items()}
    region.keep(client, kept, pages, free=world.free)


if __name__ == "__main__":
    began = time.perf_counter()
    record(made(int(sys.argv[1])))
    print(f"{sys.argv[1]} open built in {time.perf_counter() - began:.0f} s")
