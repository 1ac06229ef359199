"""What all tests share: the cast, and a database whose logs can be emptied between tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from brygga.core import triggers
from brygga.core.writing import asked_by

pytest_plugins = ["tests.cast", "tests.lived", "tests.browser"]

_flush = TransactionTestCase._fixture_teardown


def _teardown(self: Any) -> None:
    with asked_by("test teardown"):
        triggers.remove(connection)
        _flush(self)
        triggers.install(connection)


TransactionTestCase._fixture_teardown = _teardown  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _no_leftovers() -> Iterator[None]:
    """The clock and the write guard are as they were when the test is over."""
    yield
    from brygga.core import clock, once, writing

    assert clock._set_to.get() is None
    assert writing._asked_by.get() is None
    assert once.key_under_way.get() is None
