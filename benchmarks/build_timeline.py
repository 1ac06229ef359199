"""A long history in a new database, and how long its pages take: `python -m benchmarks.build_timeline 5000`.

Amina's coordination with so many events over the years: rows copied from one of each kind that the acts made.
"""

from __future__ import annotations

import cProfile
import gc
import os
import pstats
import random
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from statistics import median
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from brygga.contacts.acts import Held, log_shared_contact  # noqa: E402
from brygga.contacts.models import ContactParty, LoggedContact  # noqa: E402
from brygga.core import clock  # noqa: E402
from brygga.core.writing import asked_by  # noqa: E402
from brygga.interventions.models import GrantedIntervention, InterventionChange  # noqa: E402
from brygga.investigations.acts import decide, open_investigation, tell_person  # noqa: E402
from brygga.investigations.models import InvestigatedArea, Investigation, Resolution  # noqa: E402
from brygga.meetings.models import Meeting  # noqa: E402
from tests.cast import as_, build, share  # noqa: E402
from tests.interventions.making import ongoing  # noqa: E402

TURNS = 9
YEARS = 6
#: Of each hundred events; the rest are talks with the person.
MIX = {"granted": 30, "met": 14, "investigated": 4, "decided": 2}
PAGES = ("coordination-timeline", "coordination-responsibility", "my-timeline")
KINDS = ("treatment_home", "outpatient", "housing_support", "housing", "lvm_institution")


def main(events: int, *, profile: bool) -> None:
    call_command("migrate", verbosity=0)
    world = _lived(events)
    for page in PAGES:
        _told(world, events, page, profile=profile and page == PAGES[0])


def _told(world: Any, events: int, page: str, *, profile: bool) -> None:

    mine = page.startswith("my-")
    url = reverse(page, args=[] if mine else [world.coordination.pk])
    client = as_(Client(), world.amina_herself if mine else world.rut)
    size = len(_asked(client, url))
    questions: list[str] = []

    def listening(run: Any, sql: str, *more: Any) -> Any:
        questions.append(sql)
        return run(sql, *more)

    with connection.execute_wrapper(listening):
        _asked(client, url)
    gc.collect()
    gc.freeze()  # as config/wsgi.py does
    took, used = [], []
    for _ in range(TURNS):
        begun, cpu = time.perf_counter(), time.process_time()
        _asked(client, url)
        took.append(1000 * (time.perf_counter() - begun))
        used.append(1000 * (time.process_time() - cpu))
    figures = f"{len(questions)} | {size / 1000:.0f} | {median(took):.0f} | {median(used):.0f} |"
    print(f"| {events} | {page} | {figures}", flush=True)
    if profile:
        with cProfile.Profile() as profiled:
            _asked(client, url)
        pstats.Stats(profiled).sort_stats("cumulative").print_stats("brygga", 60)


def _asked(client: Client, url: str) -> bytes:
    answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{url}: {answer.status_code}")
    return bytes(answer.content)


def _lived(events: int) -> Any:
    """Amina's coordination with so many events, over the years: rows copied from one that the acts made."""

    with asked_by("the cast"):
        world = share(build())
    first = clock.today() - timedelta(days=365 * YEARS)
    world.coordination.opened_on = first
    chance = random.Random(5)
    days = sorted(first + timedelta(days=chance.randrange(365 * YEARS - 1)) for _ in range(events))
    kinds = chance.choices([*MIX, "talked"], [*MIX.values(), 100 - sum(MIX.values())], k=events)
    of_kind: dict[str, list[date]] = {}
    for kind, day in zip(kinds, days, strict=True):
        of_kind.setdefault(kind, []).append(day)
    with asked_by("benchmark"):
        world.coordination.save(update_fields=["opened_on"])
        for kind, when in of_kind.items():
            COPIED[kind](world, when, chance)
    return world


def _granted(world: Any, days: list[date], chance: random.Random) -> None:

    ones = {unit: ongoing(world, by, words="Insats") for unit, by in _units(world)}
    changes = {one.pk: InterventionChange._base_manager.filter(intervention=one).latest("pk") for one in ones.values()}
    rows, steps = [], []
    for day in days:
        one, until = chance.choice(list(ones.values())), day + timedelta(days=chance.randrange(1, 60))
        said = {"kind": chance.choice(KINDS), "starts_on": day, "state": "ended", "ended_on": until}
        row = _copy(GrantedIntervention, one, **said)
        rows.append(row)
        for on, state in ((day, "ongoing"), (until, chance.choice(["ended", "interrupted"]))):
            steps.append(_copy(InterventionChange, changes[one.pk], intervention=row, on=on, state=state))
    GrantedIntervention._base_manager.bulk_create(rows, 500)
    InterventionChange._base_manager.bulk_create(steps, 500)


def _met(world: Any, days: list[date], chance: random.Random) -> None:
    Meeting._base_manager.bulk_create(
        [
            Meeting(coordination=world.coordination, kind="follow_up", state="held", called_by=unit, called_by_label="x",
                    starts_at=_at(day), held_at=_at(day))
            for day in days
            for unit in [chance.choice([unit for unit, _ in _units(world)])]
        ],
        500,
    )  # fmt: skip


def _talked(world: Any, days: list[date], chance: random.Random) -> None:

    held = Held(kind="meeting", held_on=clock.today(), matter="coordination", about="Läget", person_was_there=True)
    one = log_shared_contact(world.coordination, by=world.sara, held=held, to_units=[world.radmannen])
    party = ContactParty._base_manager.get(contact=one)
    rows = [_copy(LoggedContact, one, held_on=day) for day in days]
    LoggedContact._base_manager.bulk_create(rows, 500)
    ContactParty._base_manager.bulk_create([_copy(ContactParty, party, contact=row) for row in rows], 500)


def _investigated(world: Any, days: list[date], chance: random.Random) -> None:

    facts = {"begins_on": clock.today(), "ready_on": clock.today() + timedelta(days=30), "question": "Vad behövs?"}
    one = open_investigation(world.coordination, by=world.sara, areas=["addiction"], **facts)
    area = InvestigatedArea._base_manager.filter(investigation=one).first()
    units = [unit for unit, _ in _units(world)]
    rows = [
        _copy(Investigation, one, unit=chance.choice(units), begins_on=day, state="closed",
              closed_on=day + timedelta(days=chance.randrange(20, 90)))
        for day in days
    ]  # fmt: skip
    Investigation._base_manager.bulk_create(rows, 500)
    InvestigatedArea._base_manager.bulk_create([_copy(InvestigatedArea, area, investigation=row) for row in rows], 500)


def _decided(world: Any, days: list[date], chance: random.Random) -> None:

    facts = {"begins_on": clock.today(), "ready_on": clock.today() + timedelta(days=30), "question": "Vad behövs?"}
    one = open_investigation(world.coordination, by=world.sara, areas=["housing"], **facts)
    said = {"decided_by": "Eva Chef", "delegation": "4.2", "conclusion": "x"}
    row = decide(one, by=world.sara, ruling="granted", words="Boendestöd.", decided_on=clock.today(), **said)
    row = tell_person(row, by=world.sara, told_on=clock.today(), told_how="meeting")
    Resolution._base_manager.bulk_create(
        [_copy(Resolution, row, decided_on=day, investigation=None) for day in days], 500
    )


COPIED: dict[str, Callable[..., None]] = {
    "granted": _granted,
    "met": _met,
    "talked": _talked,
    "investigated": _investigated,
    "decided": _decided,
}


def _copy(model: Any, one: Any, **others: Any) -> Any:
    fields = {f.attname: getattr(one, f.attname) for f in model._meta.concrete_fields if not f.primary_key}
    for name, value in others.items():
        fields.pop(model._meta.get_field(name).attname)
        fields[name] = value
    return model(**fields)


def _units(world: Any) -> list[tuple[Any, Any]]:
    return [(world.innerstaden, world.sara), (world.radmannen, world.rut)]


def _at(day: date) -> datetime:

    return datetime.combine(day, clock_time(10), clock.SWEDEN)


if __name__ == "__main__":
    main(int(sys.argv[1]), profile="--profile" in sys.argv)
