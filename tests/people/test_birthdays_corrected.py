"""A birthday that was wrong or unknown is put right: nobody speaks for somebody who is of age, or too short a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from brygga.core import clock
from brygga.core.secrets import blind_index
from brygga.people.acts import add_representative, correct_person, end_representative, register_person
from brygga.people.models import Person, Representative
from brygga.people.whom import person_actor
from brygga.rules.ages import birthday
from brygga.rules.identity_numbers import parse
from tests.cast import OTTO

TODAY, DAY = clock.today(), timedelta(days=1)
CHILD, GROWN = TODAY.replace(month=1, day=1) - 9 * 365 * DAY, date(1999, 5, 4)


def young(world: Any, born: date | None) -> Person:
    return register_person(world.innerstaden, by=world.sara, given_name="Mio", family_name="Ek", born=born)


def ottos(person: Person, world: Any, kind: str = "guardian") -> Representative:
    otto = {"kind": kind, "name": "Otto Ek", "identity": parse(OTTO), "may_consent": True, "since": TODAY - 30 * DAY}
    return add_representative(person, by=world.sara, **otto)


def born_on(person: Person, world: Any, born: date | None) -> None:
    correct_person(person, by=world.sara, given_name="Mio", family_name="Ek", born=born)


def sides_of_otto() -> Any:
    return person_actor(blind_index(parse(OTTO).normalised, "identity"), TODAY)


@pytest.mark.requirement("ALL-02")
@pytest.mark.parametrize("said_first", [None, CHILD])
def test_who_turns_out_to_be_of_age_has_no_guardian_any_more(world: Any, said_first: date | None) -> None:
    mio = young(world, said_first)
    ottos(mio, world)
    assert sides_of_otto().represents == "Mio Ek"
    born_on(mio, world, GROWN)
    assert sides_of_otto() is None


def test_a_good_man_goes_on_speaking_for_somebody_of_age(world: Any) -> None:
    mio = young(world, CHILD)
    ottos(mio, world, kind="good_man")
    born_on(mio, world, GROWN)
    assert sides_of_otto().represents == "Mio Ek"


def test_a_guardian_speaks_until_the_right_day_when_the_birthday_was_too_early(world: Any) -> None:
    mio = young(world, CHILD - 8 * 365 * DAY)
    otto = ottos(mio, world)
    born_on(mio, world, CHILD)
    otto.refresh_from_db()
    assert otto.until == birthday(CHILD, 18) - DAY


def test_a_guardian_whose_time_was_ended_by_hand_does_not_begin_anew(world: Any) -> None:
    mio = young(world, CHILD - 8 * 365 * DAY)
    otto = ottos(mio, world)
    end_representative(otto, by=world.sara, until=TODAY - DAY)
    born_on(mio, world, CHILD)
    assert sides_of_otto() is None
