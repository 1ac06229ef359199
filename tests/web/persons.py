"""What the tests of a person's pages ask and look at."""

from django.urls import reverse

from brygga.core import clock
from brygga.people.acts import correct_person, raise_protection, register_person
from brygga.rules.identity_numbers import parse
from tests.cast import as_

ROBIN, CHILD = "199704152397", "201503052381"
WHY = "Behöver ringa inför mötet i dag"
TODAY = clock.today()


def page_of(client, reader, person):
    return as_(client, reader).get(reverse("person", kwargs={"pk": person.pk}))


def send(client, reader, address, row, **data):
    return as_(client, reader).post(reverse(address, kwargs={"pk": row.pk}), data)


def text_of(response):
    return response.content.decode()


def protected(world):
    details = {"given_name": "Amina", "family_name": "Hassan", "phone": "070-1111111", "address": "Hemliga gatan 1"}
    correct_person(world.amina, by=world.sara, **details)
    world.amina = raise_protection(world.amina, by=world.sara, protection="marked")


def child(world):
    return register_person(world.innerstaden, by=world.sara, given_name="Mio", family_name="Ek", identity=parse(CHILD))
