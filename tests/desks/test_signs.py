"""A start page asks only after what there is a sign of: no sign is absent when there is something to show."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from brygga.core.visibility import steady_view
from brygga.desks.signs import Sign, there_is
from tests.desks.truth import SHOWN, everyone, hidden

pytestmark = pytest.mark.django_db


def test_each_sign_stands_for_a_question() -> None:
    assert set(SHOWN) == set(Sign)


def test_nothing_on_anybodys_desk_is_without_its_sign(lived: Any) -> None:
    lacking, met = hidden(everyone())
    assert lacking == []
    assert {Sign.PLAN_PROPOSED, Sign.CALLED, Sign.DISCHARGE_TOLD, Sign.HANDED_OVER, Sign.TALK} <= met


def test_all_signs_are_one_question(lived: Any) -> None:
    with steady_view(), CaptureQueriesContext(connection) as asked:
        there_is(lived.sara, Sign.ROLE_TOLD)
        before = len(asked)
        seen = {sign: there_is(lived.sara, sign) for sign in Sign}
    assert len(asked) == before <= 2, "the doors, and the signs"
    assert len(set(seen.values())) == 2


def test_the_neighbour_has_no_sign_of_what_is_anothers(lived: Any) -> None:
    for sign in (Sign.PLAN_PROPOSED, Sign.CALLED, Sign.CLOSING):
        assert there_is(lived.sara, sign) or there_is(lived.rut, sign), sign
        assert not there_is(lived.siv, sign), sign
