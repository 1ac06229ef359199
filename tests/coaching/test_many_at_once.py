"""Many want the last seat and the last place in the same moment, on either database: one has it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from brygga.coaching import acts, may
from brygga.coaching.models import Enrolment, Participation
from brygga.core import clock
from brygga.core.acts import NotAllowed
from brygga.people.models import Case
from tests.coaching.making import NOW, activity, borlange, enrolled, known, queued
from tests.coaching.test_queue import fill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.requirement("BOR-09")]
MANY = 6


@pytest.fixture
def town(transactional_db: Any) -> Any:
    with clock.set_to(NOW):
        return borlange()


def at_once(work: Any) -> list[str]:
    def alone(number: int) -> str:
        try:
            with clock.set_to(NOW):
                work(number)
        except NotAllowed as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(alone, range(MANY)))


def test_the_last_seat_is_given_once(town: Any) -> None:
    with clock.set_to(NOW):
        group, people = activity(town, seats=1), [enrolled(town, n) for n in range(MANY)]
    said = at_once(lambda n: acts.join(group, by=(town.love, town.cecilia)[n % 2], enrolments=[people[n]]))
    assert sorted(said) == ["", *[may.NO_SEATS] * (MANY - 1)]
    assert Participation._base_manager.count() == 1


def test_one_person_is_put_in_a_group_once(town: Any) -> None:
    with clock.set_to(NOW):
        group, one = activity(town, seats=9), enrolled(town)
    said = at_once(lambda n: acts.join(group, by=town.love, enrolments=[one]))
    assert said.count("") == 1 and Participation._base_manager.count() == 1


def test_the_last_place_in_the_team_is_offered_once(town: Any) -> None:
    with clock.set_to(NOW):
        fill(town, 39)
        rows = [queued(town, n) for n in range(MANY)]
    said = at_once(lambda n: acts.offer(rows[n], by=town.cecilia))
    assert said.count("") == 1
    assert Enrolment._base_manager.filter(state="offered").count() == 1


def test_somebody_stands_in_the_queue_once(town: Any) -> None:
    with clock.set_to(NOW):
        case = known(town)
    said = at_once(lambda n: acts.queue(Case._base_manager.get(pk=case.pk), by=town.cecilia))
    assert said.count("") == 1 and Enrolment._base_manager.count() == 1
