"""Many want the same time in the same moment, on either database: one has it, the others are told so in Swedish."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from brygga.bookings.acts import book, cancel, close_day, move
from brygga.bookings.models import TAKEN, Booking, ClosedDay
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.core.writing import asked_by
from tests.bookings.making import MONDAY, NOW, again, hours, moment
from tests.cast import build

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.requirement("BOR-04")]
MANY = 8


@pytest.fixture
def cast(transactional_db: Any) -> Any:
    with asked_by("the cast"):
        world = build()
    with clock.set_to(NOW):
        world.row = hours(world, kind="consultation")
    return world


def at_once(work: Any, times: int = MANY) -> list[str]:
    def alone(number: int) -> str:
        try:
            with clock.set_to(NOW):
                work(number)
        except NotAllowed as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


def test_the_last_time_is_given_once(cast: Any) -> None:
    said = at_once(lambda n: book(cast.row, by=(cast.sara, cast.rut)[n % 2], starts_at=moment(cast.row)))
    assert sorted(said) == ["", *[TAKEN] * (MANY - 1)]
    assert Booking._base_manager.count() == 1


def test_many_move_to_the_same_time_and_one_comes_there(cast: Any) -> None:
    with clock.set_to(NOW):
        bookings = [book(cast.row, by=cast.sara, starts_at=moment(cast.row, n)) for n in range(MANY)]
    wanted = moment(cast.row, MANY)
    said = at_once(lambda n: move(bookings[n], by=cast.sara, hours=cast.row, starts_at=wanted))
    assert sorted(said) == ["", *[TAKEN] * (MANY - 1)]
    assert sum(again(one).starts_at == wanted for one in bookings) == 1


def test_a_day_is_closed_or_booked_never_both(cast: Any) -> None:
    def either(number: int) -> None:
        if number % 2:
            close_day(cast.row, by=cast.chef, day=MONDAY)
        else:
            book(cast.row, by=cast.sara, starts_at=moment(cast.row, 0))

    at_once(either)
    assert ClosedDay._base_manager.count() + Booking._base_manager.count() == 1


def test_cancelled_by_both_sides_at_once_is_cancelled_once(cast: Any) -> None:
    with clock.set_to(NOW):
        booking = book(cast.row, by=cast.rut, starts_at=moment(cast.row))
    said = at_once(lambda n: cancel(booking, by=(cast.sara, cast.rut)[n % 2], why="Sjuk"))
    assert sorted(said) == ["", *["Tiden är redan avbokad."] * (MANY - 1)]
    assert again(booking).sequence == 1
