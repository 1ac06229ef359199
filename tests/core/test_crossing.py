"""Two acts that each hold what the other waits for: both are done, one after the other, and each once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from brygga.agencies.models import Unit
from brygga.core import once
from brygga.core.actor import Actor
from brygga.core.acts import ACTS, act
from brygga.core.decision import YES, Decision
from brygga.core.models import AuditRow, Submission
from brygga.core.saving import change
from brygga.core.writing import asked_by
from tests.cast import build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: Any) -> Any:
    with asked_by("the cast"):
        return build()


@pytest.fixture
def visit() -> Any:
    """Holds one unit, and then writes in the other too."""

    def may(actor: Actor, unit: Unit) -> Decision:
        return YES

    @act("test.visit", may=may, told_as="{by} besökte")
    def visit(unit: Unit, *, by: Actor, other: Unit, met: Any) -> Unit:
        met()
        there = Unit.objects.select_for_update().get(pk=other.pk)
        change(there, phone=f"{there.phone}+")
        return change(unit, address=f"{unit.address}*")

    yield visit
    del ACTS["test.visit"]


def test_both_are_done_and_each_form_once(cast: Any, visit: Any) -> None:
    meeting = Barrier(2, timeout=2)

    def met() -> None:
        """Both hold their own; where the database lets one act at a time, the first goes on alone."""
        with suppress(BrokenBarrierError):
            meeting.wait()

    def alone(pair: tuple[Unit, Unit]) -> None:
        key = once.key_under_way.set(uuid4())
        try:
            visit(pair[0], by=cast.sara, other=pair[1], met=met)
        finally:
            once.key_under_way.reset(key)
            connections.close_all()

    one, other = cast.innerstaden, cast.norr
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(alone, [(one, other), (other, one)]))
    for unit in (one, other):
        before = (unit.phone, unit.address)
        unit.refresh_from_db()
        assert (unit.phone, unit.address) == (f"{before[0]}+", f"{before[1]}*")
    assert AuditRow.objects.filter(act="test.visit", outcome="done").count() == 2
    assert Submission.objects.count() == 2
