"""Many register at the same unit in the same moment: every case gets a number of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from brygga.people.acts import register_person
from brygga.people.models import Case

MANY = 8


@pytest.mark.django_db(transaction=True)
def test_numbers_never_collide(world):
    def register(number):
        try:
            return register_person(world.norr, by=world.siv, given_name=f"N{number}", family_name="Ny").pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        persons = set(pool.map(register, range(MANY)))
    numbers = sorted(Case._base_manager.filter(person__in=persons).values_list("number", flat=True))
    assert [number[5:] for number in numbers] == [f"{n:05}" for n in range(1, MANY + 1)]
