"""Every row that goes from state to state moves by the same few lines, and each step stays in its history."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.core import clock
from brygga.core.moves import move, note
from brygga.core.writing import asked_by
from brygga.requests.models import Request, RequestStep
from brygga.requests.states import RequestState
from tests.requests.asking import fresh, sent_wish


def _states(request: Request) -> list[str]:
    return [one.state for one in RequestStep._base_manager.filter(request=request).order_by("at", "pk")]


def test_a_move_changes_the_row_and_leaves_a_step_with_its_reason(world: Any) -> None:
    request = sent_wish(world)
    with asked_by("test"):
        move(request, world.rolf, clock.now(), state=RequestState.DECLINED, reason="Fel åldersgrupp", answered_at=None)
    step = RequestStep._base_manager.filter(request=request).latest("pk")
    assert (step.state, step.reason, step.by_label) == ("declined", "Fel åldersgrupp", world.rolf.byline)
    assert (fresh(request).state, fresh(request).reason) == ("declined", "Fel åldersgrupp")


def test_no_row_leaves_its_table(world: Any) -> None:
    request = sent_wish(world)
    with asked_by("test"), pytest.raises(ValueError, match="does not go from sent to done"):
        move(request, world.rolf, clock.now(), state=RequestState.DONE)
    assert fresh(request).state == "sent"
    assert _states(request) == ["sent"]


def test_what_happens_without_a_move_is_a_step_in_the_same_state(world: Any) -> None:
    request = sent_wish(world)
    with asked_by("test"):
        note(request, world.rolf, clock.now(), reason="Läst i kön")
    assert _states(request) == ["sent", "sent"]


def test_the_history_is_seen_with_the_row_and_by_nobody_else(world: Any) -> None:
    sent_wish(world)
    assert RequestStep.objects.visible_to(world.rolf).count() == 1
    assert not RequestStep.objects.visible_to(world.siv).exists()
