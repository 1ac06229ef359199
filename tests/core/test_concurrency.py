"""Many at once: nothing is lost, nothing is done twice, and the chain stays whole."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from brygga.agencies.models import Unit
from brygga.core import once
from brygga.core.actor import Actor
from brygga.core.acts import ACTS, NotAllowed, act
from brygga.core.decision import YES, Decision, no
from brygga.core.models import AuditRow
from brygga.core.saving import change
from brygga.core.sealing import seal, verify
from brygga.core.writing import asked_by
from tests.cast import build

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def count_up() -> Any:
    def may(actor: Actor, unit: Unit) -> Decision:
        return YES if int(unit.phone or 0) < 10 else no("Det räcker.")

    @act("test.count_up", may=may, told_as="{by} räknade")
    def count_up(unit: Unit, *, by: Actor) -> Unit:
        return change(unit, phone=str(int(unit.phone or 0) + 1))

    yield count_up
    del ACTS["test.count_up"]


@pytest.fixture
def cast(transactional_db: Any) -> Any:
    with asked_by("the cast"):
        world = build()
        Unit.objects.filter(pk=world.innerstaden.pk).update(phone="")
    return world


def at_once(work: Callable[[int], Any], times: int) -> list[Any]:
    def alone(number: int) -> Any:
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(alone, range(times)))


def test_an_act_judges_the_row_as_it_is_now_however_many_act_at_once(cast: Any, count_up: Any) -> None:
    def try_it(_: int) -> bool:
        try:
            count_up(cast.innerstaden, by=cast.sara)
        except NotAllowed:
            return False
        return True

    assert sum(at_once(try_it, 24)) == 10
    cast.innerstaden.refresh_from_db()
    assert cast.innerstaden.phone == "10"
    assert AuditRow.objects.filter(outcome="done").count() == 10
    assert AuditRow.objects.filter(outcome="refused").count() == 14


def test_the_same_form_sent_eight_times_at_once_is_done_once(cast: Any, count_up: Any) -> None:
    key = uuid4()

    def send(_: int) -> str:
        token = once.key_under_way.set(key)
        try:
            count_up(cast.innerstaden, by=cast.sara)
        except once.AlreadyDone:
            return "already"
        finally:
            once.key_under_way.reset(token)
        return "done"

    assert sorted(at_once(send, 8)) == ["already"] * 7 + ["done"]
    cast.innerstaden.refresh_from_db()
    assert cast.innerstaden.phone == "1"


def test_several_sealers_make_one_whole_chain(cast: Any, count_up: Any) -> None:
    for _ in range(10):
        count_up(cast.innerstaden, by=cast.sara)
    at_once(lambda _: seal("audit", batch=3), 12)
    while seal("audit"):
        pass
    verdict = verify("audit")
    assert (verdict.sealed, verdict.unsealed, verdict.faults) == (10, 0, ())
