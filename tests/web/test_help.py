"""The help: what one does here, for the functions that one holds and no others, and whom to ask."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from brygga.agencies.models import Staff, Unit
from brygga.core.writing import asked_by
from tests.cast import as_

SRC = Path(__file__).parents[2] / "src" / "brygga"
PAGES = [*(SRC / "web/templates/start").glob("help*.html"), SRC / "portal/templates/portal/help.html"]
EVERYBODY = {"Det här gäller överallt", "Tangentbord och text", "När du är borta"}
PARTS = {
    "sara": {"Så går dagen", "När en person behöver fler", "När du samordnar"},
    "chef": {"Så går dagen", "När du fördelar", "När du leder en enhet", "När uppgifter är skyddade"},
    "fred": {"När du fördelar"},
    "adam": {"När du administrerar"},
    "greta": {"När du granskar loggen"},
}
ASKED = "Fråga den som administrerar"


def read(actor: Any, name: str = "help") -> str:
    answer = as_(Client(), actor).get(reverse(name))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", PARTS)
def test_one_reads_about_the_functions_that_one_holds(who: str, world: Any) -> None:
    headings = set(re.findall(r"<h2[^>]*>([^<]+)</h2>", read(getattr(world, who))))
    assert headings - {ASKED, "Mer att läsa"} == EVERYBODY | PARTS[who]


def test_those_who_administer_ones_own_organisation_are_named_with_the_units_telephone(world: Any) -> None:
    assert "Adam Admin" in read(world.sara) and "040-10 00 00" in read(world.sara)
    for neighbour in (world.rut, world.sigrid):
        text = read(neighbour)
        assert "Adam Admin" not in text and "Er organisation har ingen administratör just nu." in text


def test_an_administrator_with_protected_data_is_reached_through_the_unit(world: Any) -> None:
    with asked_by("the test"):
        Staff.objects.filter(pk=world.adam.staff_id).update(protected=True)
        Unit.objects.filter(pk=world.innerstaden.pk).update(phone="040-77 77 77")
    text = read(world.sara)
    assert "Adam Admin" not in text and "Administratör" in text and "040-77 77 77" in text


def test_the_help_is_one_step_away_for_all_who_are_signed_in(world: Any, client: Client) -> None:
    for actor, address in ((world.sara, "/hjalp/"), (world.adam, "/hjalp/"), (world.amina_herself, "/min/hjalp/")):
        start = as_(client, actor).get("/min/" if actor.is_person else "/").content.decode()
        assert f'href="{address}"' in start
    assert "/hjalp/" not in Client().get(reverse("sign-in")).content.decode()


def test_whoever_works_here_looks_at_the_public_pages_without_a_persons_menu_and_finds_back(world: Any) -> None:
    for actor, shown, hidden in (
        (world.sara, "Tillbaka till Brygga", "Huvudmeny"),
        (world.amina_herself, "Huvudmeny", "Tillbaka till Brygga"),
    ):
        text = read(actor, "ask-for-help")
        assert shown in text and hidden not in text
    text = Client().get(reverse("ask-for-help")).content.decode()
    assert "Huvudmeny" not in text and "Tillbaka till Brygga" not in text


def test_a_person_reads_plain_words_and_whom_to_call(shared: Any) -> None:
    text = read(shared.amina_herself, "my-help")
    assert "Du kan ta tillbaka ett samtycke när du vill." in text
    assert "Sara Berg" in text and "Rut Månsson" in text
    assert "Sara Berg" not in read(shared.folke_himself, "my-help")


def test_a_word_that_one_is_told_to_choose_is_on_another_page() -> None:
    sources = [p for p in (*SRC.rglob("*.html"), *SRC.rglob("*.py")) if p not in PAGES and "migrations" not in p.parts]
    screens = "\n".join(p.read_text() for p in sources)
    told = {word for page in PAGES for word in re.findall(r"<strong>([^<]+)</strong>", page.read_text())}
    assert len(told) > 30
    assert {word for word in told if word not in screens} == set()
