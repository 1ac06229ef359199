"""Several workers at one queue, on either database: every letter leaves once, and no two at a time to one receiver."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from brygga.bookings.acts import book
from brygga.core import clock
from brygga.core.writing import asked_by
from brygga.messaging.acts.queue import sent, take
from brygga.messaging.models import Outgoing
from tests.bookings.making import NOW, hours, moment
from tests.cast import build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.requirement("BOR-04")]
LETTERS, WORKERS = 30, 6


@pytest.fixture
def queue(transactional_db: Any) -> Any:
    with asked_by("the cast"):
        world = build()
    with clock.set_to(NOW):
        row = hours(world, kind="consultation", slot_minutes=5)
        for number in range(LETTERS):
            book(row, by=world.rut, starts_at=moment(row, number))
    with asked_by("test"):
        Outgoing._base_manager.update(due_at=NOW)
    return world


def test_each_letter_is_taken_by_one_worker(queue: Any) -> None:
    def work(_: int) -> list[Any]:
        taken = []
        try:
            with clock.set_to(NOW):
                while row := take(NOW):
                    taken.append(row.pk)
                    if row.kind == "invitation":
                        sent(row, NOW)
        finally:
            connections.close_all()
        return taken

    with ThreadPoolExecutor(WORKERS) as pool:
        taken = Counter(pk for found in pool.map(work, range(WORKERS)) for pk in found)
    assert set(taken.values()) == {1}
    invitations = Outgoing._base_manager.filter(kind="invitation")
    assert invitations.count() == invitations.filter(state="sent").count() == LETTERS
    sending = Outgoing._base_manager.filter(kind="news", state="sending").values_list("staff_id", flat=True)
    assert len(sending) == len(set(sending))
