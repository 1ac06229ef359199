"""The sweeps look at one world many times: it is lived through once a file, and each look is undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from brygga.core.writing import asked_by
from tests.cast import build, share
from tests.lived import live


@pytest.fixture(scope="module")
def lived_once(django_db_setup: Any, django_db_blocker: Any) -> Iterator[Any]:
    with django_db_blocker.unblock(), transaction.atomic():
        with asked_by("the cast"):
            world = share(build())
        yield live(world)
        transaction.set_rollback(True)


@pytest.fixture
def lived(lived_once: Any, django_db_blocker: Any) -> Iterator[Any]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield lived_once
        transaction.set_rollback(True)
