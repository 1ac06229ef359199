"""Who has looked: every reading of every row that is the person, told without names that must not be told."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from brygga.agencies.models import Staff
from brygga.config.env import ROOT
from brygga.core import clock
from brygga.core.traces import log_reading
from brygga.core.writing import asked_by
from brygga.people.acts import register_person
from brygga.portal.readers import PLAIN
from brygga.rules.identity_numbers import parse
from tests.cast import AMINA, as_

SOURCE = ROOT / "src" / "brygga"

pytestmark = [pytest.mark.requirement("ALL-01"), pytest.mark.requirement("ALL-02")]


def text(actor, query=""):
    return as_(Client(), actor).get(reverse("my-readers") + query).content.decode()


def test_who_in_which_assignment_what_and_why(world):
    log_reading(world.sara, what="Personens sida", person_id=world.amina.pk, why="Inför mötet")
    page = text(world.amina_herself)
    assert "Sara Berg, socialsekreterare, Vuxen Innerstaden" in page
    assert "Sidan om dig" in page and "Skäl: Inför mötet" in page and "040-10 00 00" in page


def test_without_a_reason_of_ones_own_it_says_why_one_may_read(shared):
    log_reading(shared.sara, what="Personens sida", person_id=shared.amina.pk)
    log_reading(shared.rut, what="Planen, version 1", person_id=shared.amina.pk, stream_id=shared.coordination.pk)
    page = text(shared.amina_herself)
    assert "Skäl: Enheten har ett ärende om dig" in page
    assert "Skäl: Är med i din samordning." in page and "Din plan" in page


def test_what_one_reads_in_a_day_is_told_together_each_with_its_time(shared):
    noon = clock.now().astimezone(clock.SWEDEN).replace(hour=12, minute=0)
    for minutes, what in ((0, "Personens sida"), (7, "Planen"), (9, "Planen")):
        with clock.set_to(noon + timedelta(minutes=minutes)):
            log_reading(shared.sara, what=what, person_id=shared.amina.pk, stream_id=shared.coordination.pk)
            log_reading(shared.rut, what="Planen", person_id=shared.amina.pk, stream_id=shared.coordination.pk)
    with clock.set_to(noon + timedelta(days=1)):
        log_reading(shared.sara, what="Planen", person_id=shared.amina.pk, stream_id=shared.coordination.pk)
        page = text(shared.amina_herself)
    assert page.count("Sara Berg, socialsekreterare") == 2 and page.count("Rut Månsson, sjuksköterska") == 1
    for time, what in (("12.00", "Sidan om dig"), ("12.07", "Din plan"), ("12.09", "Din plan")):
        assert f"{time}</span> {what}" in page


def test_everything_that_is_logged_has_plain_words():
    logs = re.compile(r"""(?:what=|note_reading\(request, [\w.]+, |read\(request, [\w.]+, )f?"([^",{]+)""")
    called = {
        found
        for file in (SOURCE / "web").rglob("*.py")
        if "log_reading" in (code := file.read_text()) or "note_reading" in code or " read(" in code
        for found in logs.findall(code)
    }
    assert {"Personens sida", "Planen", "Mötets sida"} <= called
    assert called - set(PLAIN) == set()


def test_staff_with_protected_data_are_told_by_what_they_do(world):
    with asked_by("the test"):
        Staff.objects.filter(pk=world.sara.staff_id).update(protected=True)
    log_reading(world.sara, what="Personens sida", person_id=world.amina.pk)
    page = text(world.amina_herself)
    assert "Sara" not in page and "Socialsekreterare, Vuxen Innerstaden" in page


def test_every_organisations_row_counts(world):
    theirs = register_person(
        world.radmannen, by=world.rut, given_name="Amina", family_name="Hassan", identity=parse(AMINA)
    )
    log_reading(world.rut, what="Personens sida", person_id=theirs.pk)
    assert "Rut Månsson" in text(world.amina_herself)


def test_the_readings_of_the_person_next_door_are_not_there(world):
    log_reading(world.sven, what="Personens sida", person_id=world.karim.pk)
    assert "Sven Ek" not in text(world.amina_herself) and "Sven Ek" in text(world.other_person)


def test_the_list_is_paged_by_key(world):
    for number in range(31):
        log_reading(world.sara, what=f"Sida {number:02}.", person_id=world.amina.pk)
    first = as_(Client(), world.amina_herself).get(reverse("my-readers"))
    assert "Sida 30." in first.content.decode() and "Sida 00." not in first.content.decode()
    rest = text(world.amina_herself, first.context["more"].removeprefix(reverse("my-readers")))
    assert "Sida 00." in rest and "Sida 30." not in rest


def test_nobody_has_looked(world):
    assert "Ingen har läst om dig än." in text(world.amina_herself)


@pytest.mark.parametrize("after", ["x", "019b0000-0000-7000-8000-000000000000", "-1", "999999999999999999999"])
def test_a_strange_key_is_no_error(world, after):
    assert as_(Client(), world.amina_herself).get(reverse("my-readers"), {"efter": after}).status_code == 200
