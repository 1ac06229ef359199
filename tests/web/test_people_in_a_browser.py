"""The pages of persons and of the administration as people meet them: accessible, on a wide screen and on a phone."""

from __future__ import annotations

from typing import Any

import pytest

from brygga.core import clock
from brygga.people.acts import add_representative, correct_person, register_person
from brygga.rules.identity_numbers import parse
from tests.browser import faults

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = {
    "sara": {
        "arenden": "/arenden/",
        "person": "/personer/{amina}/",
        "barn": "/personer/{child}/",
        "skyddad": "/personer/{hidden}/",
        "andra": "/personer/{amina}/andra/",
        "nummer": "/personer/{amina}/nummer/",
        "skydd": "/personer/{amina}/skydd/",
        "foretradare": "/personer/{child}/foretradare/",
        "oppna": "/personer/{hidden}/oppna/",
        "registrera": "/personer/ny/",
        "sok": "/sok/?q=amina",
        "kontakter": "/kontakter/",
        "enhet": "/kontakter/{unit}/",
        "borta": "/franvaro/",
    },
    "greta": {"lasloggen": "/lasloggen/"},
    "chef": {
        "min-enhet": "/min-enhet/",
        "forsenat": "/min-enhet/forsenat/",
        "utan-plan": "/min-enhet/utan-plan/",
        "handlaggare": "/min-enhet/handlaggare/{sara}/",
    },
    "adam": {
        "administration": "/administration/",
        "organisation": "/administration/organisation/ny/",
        "admin-enhet": "/administration/enheter/{unit}/",
        "medarbetare": "/administration/medarbetare/",
        "medarbetaren": "/administration/medarbetare/{staff}/",
        "ny-medarbetare": "/administration/medarbetare/ny/",
    },
}


@pytest.fixture
def keys(lived: Any) -> dict[str, Any]:
    world = lived
    correct_person(
        world.amina,
        by=world.sara,
        given_name="Amina",
        family_name="Hassan",
        born=world.amina.born,
        interpreter="somaliska",
        information_ways=["sms", "picture"],
        phone="070-123 45 67",
        address="Storgatan 1",
    )
    add_representative(world.amina, by=world.sara, kind="proxy", name="Olle Ombud", since=clock.today())
    register = {"given_name": "Mio", "family_name": "Ek"}
    child = register_person(world.innerstaden, by=world.sara, identity=parse("201503052381"), **register)
    hidden = register_person(
        world.innerstaden, by=world.sara, identity=parse("199704152397"), protection="marked", **register
    )
    return {
        "amina": world.amina.pk,
        "child": child.pk,
        "hidden": hidden.pk,
        "unit": world.innerstaden.pk,
        "staff": world.sara.staff_id,
        "sara": world.sara.assignment_id,
    }


def test_the_pages_are_whole_and_accessible(lived: Any, keys: Any, open_page: Any) -> None:
    for who, paths in PAGES.items():
        for name, path in paths.items():
            page = open_page(path.format(**keys), as_=getattr(lived, who))
            assert page.get_by_role("heading", level=1).is_visible(), name
            assert list(faults(page, f"people-{name}")) == [], name
            page.context.close()
