"""The read log: who has read what about whom."""

from datetime import timedelta

import pytest
from django.urls import reverse

from brygga.core import clock
from brygga.core.models import ReadRow
from brygga.people.acts import (
    open_protected,
    register_person,
)
from brygga.rules.identity_numbers import parse
from tests.cast import as_
from tests.web.persons import ROBIN, TODAY, WHY, page_of, protected, text_of


@pytest.mark.requirement("ALL-02")
def test_the_reviewer_sees_what_the_own_organisation_has_read(client, shared):
    page_of(client, shared.sara, shared.amina)
    page_of(client, shared.rut, shared.folke)
    shown = text_of(as_(client, shared.greta).get(reverse("read-log")))
    assert "Sara Berg, socialsekreterare, Vuxen Innerstaden" in shown
    assert "Amina Hassan" in shown
    assert "Rut" not in shown and "Folke" not in shown


def test_the_reviewer_asks_for_one_person_or_one_colleague(client, world):
    robin = register_person(
        world.innerstaden, by=world.sara, given_name="Robin", family_name="Ek", identity=parse(ROBIN)
    )
    page_of(client, world.sara, world.amina)
    page_of(client, world.sven, robin)
    about = text_of(as_(client, world.greta).post(reverse("read-log"), {"number": ROBIN}))
    assert "Robin Ek" in about and "Amina Hassan" not in about
    assert ReadRow.objects.filter(what="Granskning av läsloggen", person_id=robin.pk).count() == 1
    by = text_of(client.post(reverse("read-log"), {"staff": str(world.sara.staff_id)}))
    assert "Amina Hassan" in by and "Robin Ek" not in by


def test_the_reviewer_asks_for_some_days_and_for_what_was_opened_with_a_reason(client, world):
    yesterday = TODAY - timedelta(days=1)
    with clock.set_to(clock.now() - timedelta(days=1)):
        page_of(client, world.sara, world.amina)
    page_of(client, world.sven, world.amina)
    protected(world)
    open_protected(world.amina, by=world.sara, reason=WHY)
    as_(client, world.greta)

    def log(**asked):
        return text_of(client.post(reverse("read-log"), asked))

    assert "Sara Berg" in log(until=yesterday) and "Sven Ek, soc" not in log(until=yesterday)
    assert "Sven Ek, soc" in log(since=TODAY) and WHY in log(since=TODAY)
    assert WHY in log(opened="on") and "Sven Ek, soc" not in log(opened="on")
    assert "Inga läsningar" in log(since=TODAY + timedelta(days=1))


def test_others_do_not_see_the_log(client, world):
    for other in (world.sara, world.chef, world.adam):
        assert as_(client, other).get(reverse("read-log")).status_code == 403


def test_the_reviewer_sees_no_protected_name(client, world):
    protected(world)
    open_protected(world.amina, by=world.sara, reason=WHY)
    shown = text_of(as_(client, world.greta).get(reverse("read-log")))
    assert WHY in shown
    assert "Amina" not in shown
