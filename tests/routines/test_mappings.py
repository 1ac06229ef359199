"""What each place always asks, whom it draws and how it explains secrecy; a plain talk where it says nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from brygga.consents.models import COORDINATION
from brygga.routines.forms import ItemType
from brygga.routines.loading import all_routines, forget, routine
from brygga.routines.mappings import (
    DEFAULT,
    DEFAULT_FORM,
    close_contacts_on,
    mapping_form,
    mapping_kind,
    mapping_kinds_on,
)
from brygga.rules.mappings import AREA_SETS, WAYS

HERE = Path(__file__).parent
TODAY = date(2026, 11, 25)
PLACES = [place.key for place in all_routines()]

pytestmark = pytest.mark.requirement("MAL-02")


def asked(place, kind):
    return [
        item for item in mapping_form(place, kind, TODAY).walk() if item.type not in (ItemType.GROUP, ItemType.DISPLAY)
    ]


@pytest.mark.parametrize("key", PLACES)
def test_every_place_has_a_talk_that_explains_secrecy_and_asks_how_one_wants_to_be_told(key):
    place = routine(key)
    for kind in mapping_kinds_on(place, TODAY):
        questions = {item.link_id: item for item in asked(place, kind)}
        assert kind.secrecy and kind.source and set(kind.asked_by_picture) < set(questions)
        assert {option.code for option in questions[kind.ways_question].answer_options} <= WAYS
        assert mapping_kind(place, kind.key, TODAY) is kind
    matters = {matter.key for matter in place.matters}
    assert {item.matter for item in asked(place, kind)} - {""} <= matters - {COORDINATION}
    assert {contact.matter for contact in close_contacts_on(place, TODAY)} - {""} <= matters
    assert {area.matter for found in AREA_SETS.values() for area in found.areas} <= matters


def test_malmo_always_asks_what_the_handbook_says():
    place = routine("malmo")
    (kind,) = mapping_kinds_on(place, TODAY)
    assert [item.link_id for item in asked(place, kind)] == [
        "other_contacts",
        "wished_contacts",
        "addiction",
        "social",
        "mental_health",
        "physical_health",
        "information",
    ]
    assert kind.area_set == "asi"


@pytest.mark.requirement("KAR-02")
def test_karlstad_draws_the_parents_and_the_good_man_beside_the_organisations():
    place = routine("karlstad")
    assert [contact.term for contact in close_contacts_on(place, TODAY)] == [
        "Föräldrar",
        "Närstående",
        "God man eller förvaltare",
    ]
    assert {"Boendestöd och socialpsykiatri", "Personligt ombud"} <= {kind.term for kind in place.unit_kinds}


@pytest.mark.parametrize("key", ["borlange", "stockholm", "varmland"])
def test_where_the_routine_says_nothing_the_talk_says_that_it_is_bryggas_own(key):
    place = routine(key)
    assert mapping_kinds_on(place, TODAY) == (DEFAULT,)
    assert mapping_form(place, DEFAULT, TODAY) is DEFAULT_FORM
    assert "rutinen säger inget" in DEFAULT.source


def test_the_sixth_place_has_its_own_talk_by_its_data_alone():
    forget()
    place = routine("sjatte", HERE)
    (kind,) = mapping_kinds_on(place, TODAY)
    assert (kind.term, kind.shown_to_person, kind.area_set) == ("Samtal på trappan", False, "ibic")
    assert [item.link_id for item in asked(place, kind)] == ["who", "loss", "how"]
    assert [contact.term for contact in close_contacts_on(place, TODAY)] == ["Grannen"]
    with pytest.raises(StopIteration):
        mapping_kind(place, "circus", TODAY)
