"""Counting what is told in the menu: never longer than one needs to know."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.agencies.models import Unit
from brygga.core.paging import COUNTED, count_up_to, counted
from tests.ui.test_components import shown


@pytest.mark.django_db
@pytest.mark.parametrize(("most", "found"), [(3, 3), (COUNTED, None)])
def test_no_more_are_counted_than_one_needs_to_know(world: Any, most: int, found: int | None) -> None:
    there = Unit.objects.count()
    assert 3 < there < COUNTED
    assert count_up_to(Unit.objects.all(), most) == (found or there)


@pytest.mark.parametrize(("number", "told"), [(0, "0"), (COUNTED - 1, "99"), (COUNTED, "99+"), (COUNTED + 1, "99+")])
def test_what_was_not_all_counted_is_told_so(number: int, told: str) -> None:
    assert counted(number) == told


def test_the_menus_round_says_so_too() -> None:
    assert "99+ olästa" in shown('{% count number=100 label="olästa" %}')
    assert "7 olästa" in shown('{% count number=7 label="olästa" %}')
