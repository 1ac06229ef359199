"""The page where one chooses whom to be."""

from __future__ import annotations

import pytest

from brygga.agencies.models import Assignment
from brygga.demo.choosing import tries
from brygga.demo.stage import set_up
from brygga.demo.telling import humans
from brygga.web.accounts.sessions import ASSIGNMENT_KEY, PERSON_KEY, STAFF_KEY

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return set_up()


def test_everybody_is_on_the_page(client, stage):
    page = client.get("/prova/").content.decode()
    names = [*Assignment.objects.values_list("staff__name", flat=True), *(h.family_name for h in humans().values())]
    assert [name for name in names if name not in page] == []


def test_the_page_asks_no_more_when_more_work_there(client, stage, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/prova/")


def test_one_becomes_staff_and_lands_on_the_start_page(client, stage):
    rut = stage.assignment("Rut Månsson")
    answer = client.post("/prova/", {"assignment": str(rut.pk)})
    assert (answer.status_code, answer.url) == (302, "/")
    assert (client.session[STAFF_KEY], client.session[ASSIGNMENT_KEY]) == (str(rut.staff_id), str(rut.pk))


def test_one_becomes_a_person_and_lands_on_their_own_start_page(client, stage):
    answer = client.post("/prova/", {"person": "folke"})
    assert (answer.status_code, answer.url) == (302, "/min/")
    assert client.session[PERSON_KEY] == humans()["folke"].index.hex()


def test_nothing_is_left_of_who_one_was(client, stage):
    client.post("/prova/", {"assignment": str(stage.assignment("Rut Månsson").pk)})
    client.post("/prova/", {"person": "folke"})
    assert STAFF_KEY not in client.session


@pytest.mark.parametrize("posted", [{}, {"assignment": "x"}, {"person": "nobody"}])
def test_nobody_else_is_found(client, stage, posted):
    assert client.post("/prova/", posted).status_code == 404


def test_every_line_is_about_somebody_who_works_there(stage):
    told = set(tries()["staff"]) | {begin["staff"] for begin in tries()["begin"] if "staff" in begin}
    assert told - set(stage.assignments) == set()
    assert {begin["person"] for begin in tries()["begin"] if "person" in begin} <= set(humans())
