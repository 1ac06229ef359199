"""The pages of a coordination as people meet them: accessible, on a wide screen and on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from brygga.coordinations.acts import set_role, share_note
from brygga.core.writing import asked_by
from tests.browser import faults
from tests.cast import as_, build, share

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lived(db: Any) -> Any:
    """The cast with some life in Amina's coordination."""
    with asked_by("the cast"):
        world = share(build())
    set_role(world.ruts_part, by=world.rut, role="Stödsamtal varje vecka och medicin")
    set_role(world.saras_part, by=world.sara, role="Utredning, stöd i boendet")
    share_note(
        world.coordination,
        by=world.sara,
        matter="coordination",
        text="Amina vill börja i januari. Ring helst på förmiddagen.",
    )
    return world


def _cookies(actor: Any) -> dict[str, str]:
    return {"sessionid": as_(Client(), actor).cookies["sessionid"].value}


PATHS = {
    "samordning": "/samordningar/{c}/",
    "samordningar": "/samordningar/",
    "handelser": "/samordningar/{c}/handelser/",
    "anteckningar": "/samordningar/{c}/anteckningar/",
    "dela": "/samordningar/{c}/anteckningar/ny/",
    "nasta-steg": "/samordningar/{c}/nasta-steg/",
    "ta-med": "/samordningar/{c}/ta-med/",
    "samordnare": "/samordningar/{c}/samordnare/",
    "del": "/samordningar/del/{p}/",
    "lage": "/samordningar/del/{p}/lage/",
    "handlaggare": "/samordningar/del/{p}/handlaggare/",
    "ta-emot": "/samordningar/del/{p}/ta-emot/",
    "lamna": "/samordningar/del/{p}/lamna/",
}


def test_the_pages_are_accessible_and_fit(lived: Any, open_page: Any) -> None:
    for name, path in PATHS.items():
        page = open_page(path.format(c=lived.coordination.pk, p=lived.ruts_part.pk), cookies=_cookies(lived.rut))
        assert page.get_by_role("heading", level=1).is_visible(), name
        assert list(faults(page, f"co-{name}")) == [], name
        page.context.close()


def test_a_note_never_sent_is_there_when_one_comes_back(lived: Any, open_page: Any, axe: Any, shot: Any) -> None:
    address = f"/samordningar/{lived.coordination.pk}/anteckningar/"
    page = open_page(address + "ny/", as_=lived.sara)
    page.get_by_label("Anteckning", exact=True).fill("Hyran är tre månader efter.")
    page.wait_for_selector("text=/Utkast sparat \\d\\d\\.\\d\\d/")
    page.get_by_label("Anteckning", exact=True).fill("Hyran är tre månader efter. Värden väntar.")
    page.get_by_role("link", name="Avbryt").click()  # at once: what was just typed is saved on the way out
    page.wait_for_url("**/anteckningar/")
    page.goto(page.url + "ny/")
    assert page.get_by_label("Anteckning", exact=True).input_value() == "Hyran är tre månader efter. Värden väntar."
    shot(page, "draft_kept_1280")
    axe(page)
    page.get_by_role("button", name="Börja om").click()
    page.wait_for_load_state()
    assert page.get_by_label("Anteckning", exact=True).input_value() == ""
    assert page.get_by_role("button", name="Börja om").count() == 0
    page.get_by_label("Anteckning", exact=True).fill("Värden har ringt.")
    page.get_by_role("button", name="Dela", exact=True).click()
    page.wait_for_selector("text=Anteckningen är delad")
    page.goto(page.url + "ny/")
    assert page.get_by_label("Anteckning", exact=True).input_value() == ""


@pytest.mark.parametrize("way", ["reload", "close"])
def test_what_is_typed_right_before_the_page_is_gone_is_saved(lived: Any, open_page: Any, way: str) -> None:
    address = f"/samordningar/{lived.coordination.pk}/anteckningar/ny/"
    page = open_page(address, as_=lived.sara)
    page.get_by_label("Anteckning", exact=True).fill("Sista ordet.")
    page.reload() if way == "reload" else page.close(run_before_unload=True)
    other = open_page(address, as_=lived.sara)
    for _ in range(20):
        if other.get_by_label("Anteckning", exact=True).input_value() == "Sista ordet.":
            break
        other.wait_for_timeout(200)
        other.reload()
    assert other.get_by_label("Anteckning", exact=True).input_value() == "Sista ordet."
