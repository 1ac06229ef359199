"""Makes a database of so many persons, and records what each page asks it: `python -m benchmarks.build 1000`."""

from __future__ import annotations

import json
import os
import pickle
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.config.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from benchmarks.asked import listening  # noqa: E402
from benchmarks.bare import by_django  # noqa: E402
from benchmarks.case import lived  # noqa: E402
from benchmarks.cloning import Copier, Lived, audit_rows  # noqa: E402
from brygga.agencies.queries import actor_for  # noqa: E402
from brygga.core import clock  # noqa: E402
from brygga.core.models import AuditRow  # noqa: E402
from brygga.core.writing import asked_by  # noqa: E402
from brygga.plans.models import PlanVersion  # noqa: E402
from brygga.plans.states import VersionState  # noqa: E402
from tests.cast import as_  # noqa: E402

#: How many adoptions the bare yardstick takes turns between, so that it does not wait for one row.
VARIANTS = 32
#: The rows of the audit log that a person's history leaves.
AUDITED = 30


def build(persons: int) -> None:
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        world = lived()
        case = Lived.of(world.coordination)
        with asked_by("benchmark"), _without_waiting():
            Copier(case).copy(persons)
            audit_rows(AuditRow.objects.latest("pk"), persons * AUDITED)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def _without_waiting() -> Iterator[None]:
    """The rows are copies of rows that were checked; checking each foreign key again would only take time."""
    with connection.constraint_checks_disabled():
        yield


def caseworker() -> Any:
    """The first copied caseworker: their unit is one among many."""
    plan = _waiting().first()
    assert plan is not None
    assignment = plan.plan.coordination.engagements.unrestricted(because="the benchmark chooses a reader").get(
        unit=plan.plan.coordination.unit
    )
    return actor_for(assignment.caseworker.staff_id, assignment.caseworker_id, clock.today())


def _waiting() -> Any:
    versions = PlanVersion.objects.unrestricted(because="the benchmark looks for what waits")
    return versions.filter(state=VersionState.PROPOSED, plan__coordination__number__startswith="B-").order_by("pk")


def record() -> None:
    """Asks each page once as the caseworker, and keeps its SQL and its size."""
    actor = caseworker()
    client = as_(Client(), actor)
    mine = list(_waiting().filter(plan__coordination__unit_id=actor.unit_id).select_related("plan"))
    first = mine[0]
    pages = {
        "start": reverse("start"),
        "coordination": reverse("coordination", args=[first.plan.coordination_id]),
        "plan": reverse("plan", args=[first.plan_id]),
    }
    kept = {name: recorded(lambda url=url: client.get(url), {200}) for name, url in pages.items()}
    variants = [recorded(lambda v=v: _adopt(client, v), {302}) for v in mine[:VARIANTS]]
    kept["adopt"] = {
        "bytes": variants[0]["bytes"],
        "variants": [v["variants"][0] for v in variants],
        "questions": variants[0]["questions"],
    }
    keep(client, kept, pages, adopt=[reverse("plan-say", args=[v.pk]) for v in mine[VARIANTS:]])


def keep(client: Client, kept: dict[str, Any], pages: dict[str, str], **more: Any) -> None:
    """For the yardstick what was asked, and for the one who measures what to ask."""
    folder = Path(settings.ENV.var)
    (folder / "recorded.pickle").write_bytes(pickle.dumps(kept))
    _check_the_yardstick(kept)
    told = {
        "session": client.cookies["sessionid"].value,
        "pages": pages,
        "questions": {name: page["questions"] for name, page in kept.items()},
        "bytes": {name: page["bytes"] for name, page in kept.items()},
        **more,
    }
    (folder / "asks.json").write_text(json.dumps(told))


def _check_the_yardstick(kept: dict[str, Any]) -> None:
    """It asks as many questions as the page did, in the same words."""
    for name, page in kept.items():
        with transaction.atomic(), asked_by("benchmark"), listening() as again:
            by_django(page["variants"][0])
            transaction.set_rollback(True)
        assert [one.sql for one in again] == [one.sql for one in page["variants"][0]], name


def _adopt(client: Client, version: PlanVersion) -> Any:
    answer = client.post(reverse("plan-say", args=[version.pk]), {"say": "yes"})
    version.refresh_from_db()
    assert version.state == VersionState.ADOPTED, version.state
    return answer


def recorded(ask: Any, expected: set[int]) -> dict[str, Any]:
    with listening() as asked:
        answer = ask()
    assert answer.status_code in expected, answer.status_code
    return {"bytes": len(answer.content), "variants": [asked], "questions": len(asked)}


if __name__ == "__main__":
    began = time.perf_counter()
    build(int(sys.argv[1]))
    record()
    print(f"{sys.argv[1]} persons built in {time.perf_counter() - began:.0f} s")
