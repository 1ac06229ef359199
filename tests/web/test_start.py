"""The start page and the inbox: late first, then what waits, then what has happened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from brygga.coordinations.acts import set_role, set_standing
from brygga.coordinations.models import Engagement
from brygga.coordinations.queries import inbox
from brygga.core import clock
from brygga.core.writing import asked_by
from tests.cast import as_
from tests.requests.asking import opened, sent_wish, wish


def _page(client: Client, path: str = "/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_everyone_who_works_has_a_start_page(world: Any, client: Client) -> None:
    for who in ("sara", "rut", "chef", "fred", "adam", "greta", "sigrid"):
        assert f"Hej {getattr(world, who).name.split()[0]}" in _page(as_(client, getattr(world, who)))


def test_an_empty_desk_says_what_one_can_do(world: Any, client: Client) -> None:
    text = _page(as_(client, world.sara))
    assert "Inget är försenat och inget väntar på dig." in text
    assert "Sök upp personen och öppna en från ärendet." in text


@pytest.mark.requirement("MAL-05")
def test_what_is_late_comes_first_for_the_one_who_asked_and_for_the_one_who_distributes(
    world: Any, client: Client
) -> None:
    request = sent_wish(world)
    for who, words in (("sara", "Rådmannen har inte kvitterat"), ("rolf", "Att fördela")):
        with clock.set_to(clock.now() + timedelta(days=6)):
            text = _page(as_(client, getattr(world, who)))
        assert words in text and "sen" in text and f"/forfragningar/{request.pk}/" in text
    assert "Rådmannen har inte kvitterat" not in _page(as_(client, world.siv))


def test_a_draft_waits_for_the_one_who_began_it(world: Any, client: Client) -> None:
    wish(world, opened(world))
    assert "Skriv klart: Önskan om GFI" in _page(as_(client, world.sara))
    assert "Skriv klart" not in _page(as_(client, world.sven))


def test_a_manager_sees_how_the_units_stand_and_what_nobody_answers_for(shared: Any, client: Client) -> None:
    with asked_by("test"):
        Engagement._base_manager.filter(pk=shared.saras_part.pk).update(caseworker=None)
    text = _page(as_(client, shared.chef))
    assert "Dina enheter" in text and "Utse handläggare" in text
    assert "Dina enheter" not in _page(as_(client, shared.sara))
    assert "Utse handläggare" not in _page(as_(client, shared.rolf))


@pytest.mark.requirement("STO-01")
def test_news_come_with_whom_they_are_about_and_what_affects_planning_first(shared: Any, client: Client) -> None:
    set_standing(shared.ruts_part, by=shared.rut, standing="planned")
    set_role(shared.ruts_part, by=shared.rut, role="Stödsamtal")
    text = _page(as_(client, shared.sara))
    assert text.index("Rådmannen: insatser planeras") < text.index("beskrev vad Rådmannen gör")
    assert "Påverkar din planering" in text and "Amina Hassan, S-1" in text
    for other in (shared.siv, shared.pia, shared.sigrid, shared.fred):
        assert "Amina" not in _page(as_(client, other))


@pytest.mark.requirement("STO-01")
def test_post_is_marked_as_read_one_by_one_or_all_that_was_shown(shared: Any, client: Client) -> None:
    for role in ("Ett", "Två", "Tre"):
        set_role(shared.ruts_part, by=shared.rut, role=role)
    as_(client, shared.sara)
    first = inbox(shared.sara).first()
    client.post("/inkorg/last/", {"item": str(first.pk)})
    assert inbox(shared.sara).unread().count() == 2
    shown_at = clock.now()
    set_role(shared.ruts_part, by=shared.rut, role="Fyra, som kom efteråt")
    client.post("/inkorg/allt-last/", {"till": shown_at.isoformat()})
    assert inbox(shared.sara).unread().count() == 1
    assert "beskrev vad" in _page(client, "/inkorg/?visa=olasta")


def test_nobody_reads_anothers_post(shared: Any, client: Client) -> None:
    set_role(shared.ruts_part, by=shared.rut, role="Ett")
    item = inbox(shared.sara).get()
    for other in (shared.siv, shared.sven, shared.sigrid):
        as_(client, other).post("/inkorg/last/", {"item": str(item.pk)})
        client.post("/inkorg/allt-last/", {})
    assert inbox(shared.sara).unread().exists()


def test_only_what_affects_planning_can_be_asked_for(shared: Any, client: Client) -> None:
    set_standing(shared.ruts_part, by=shared.rut, standing="planned")
    set_role(shared.ruts_part, by=shared.rut, role="Stödsamtal")
    text = _page(as_(client, shared.sara), "/inkorg/?visa=planering")
    assert "insatser planeras" in text and "beskrev vad" not in text


def test_the_coordinations_page_marks_its_news_as_read(shared: Any, client: Client) -> None:
    set_role(shared.ruts_part, by=shared.rut, role="Ett")
    as_(client, shared.sara).post(f"/samordningar/{shared.coordination.pk}/last/")
    assert not inbox(shared.sara).unread().exists()
