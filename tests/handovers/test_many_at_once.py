"""Two managers in the same moment, on either database: one of them does it, and nothing is done by half."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.handovers.acts import date_move
from brygga.handovers.models import Handover
from brygga.interventions.models import ResponsibilityMove
from brygga.requests.acts import send_request, withdraw, write_request
from tests.handovers.making import TOLD, again, granted, ready
from tests.requests.asking import fresh
from tests.stockholm import small_city

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.requirement("STO-17")]


@pytest.fixture
def town(transactional_db: Any) -> Any:
    return small_city()


def at_once(*work: Any) -> list[str]:
    def alone(one: Any) -> str:
        try:
            one()
        except NotAllowed as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(alone, work))


def test_the_day_is_decided_once(town: Any) -> None:
    mine, handover, today = granted(town), ready(town), clock.today()
    said = at_once(*[lambda: date_move(handover, by=town.elsa, moves_on=today)] * 4)
    assert said.count("") == 1
    assert fresh(mine).responsible_unit == town.aldre
    moves = ResponsibilityMove._base_manager.filter(intervention=mine, to_unit=town.aldre)
    assert moves.count() == 1


def test_it_is_taken_back_or_it_moves_but_never_both(town: Any) -> None:
    mine, handover, today = granted(town), ready(town), clock.today()
    said = at_once(
        lambda: date_move(handover, by=town.elsa, moves_on=today),
        lambda: withdraw(handover.request, by=town.ulla, reason="Personen har flyttat."),
    )
    assert said.count("") == 1
    moved, state = again(handover).moved_on is not None, fresh(handover.request).state
    assert (moved, state, fresh(mine).responsible_unit) in (
        (True, "done", town.aldre),
        (False, "withdrawn", town.beroende),
    )


def test_two_who_send_the_same_send_one(town: Any) -> None:
    asked = {"kind": "handover", "to_unit": town.aldre, "answers": dict(TOLD)}
    drafts = [write_request(town.coordination, by=town.ulla, **asked) for _ in range(2)]
    said = at_once(*[lambda draft=draft: send_request(draft, by=town.ulla) for draft in drafts])
    assert said.count("") == 1 and Handover._base_manager.count() == 1
