"""The pages of lärdomar, as each reader meets them (MAL-25)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core.models import Draft
from brygga.reflections.acts import write_reflection
from brygga.reflections.models import Reflection
from tests.cast import as_
from tests.reflections.test_reflections import WORDS, stranger, written
from tests.timelines.test_timeline import left
from tests.web.test_granted_interventions import KEY, text

__all__ = ["stranger"]
pytestmark = pytest.mark.requirement("MAL-25")
NAMES = ("reflections", "reflection-counts", "write-reflection")


def html_of(actor: Any, name: str, *args: Any, asked: str = "") -> str:
    return as_(Client(), actor).get(reverse(name, args=args) + asked).content.decode()


def filled(**more: Any) -> dict[str, Any]:
    return {"kind": "challenge", "text": WORDS, "situation": "", "tags": "", "_once": f"{KEY}1", **more}


def test_before_there_is_any_it_says_what_to_do(world: Any) -> None:
    html = html_of(world.sara, "reflections")
    assert "Ingen har skrivit någon lärdom än." in html and "Skriv en lärdom" in html and 'href="/lardomar/"' in html
    assert "Ingen lärdom har skrivits under tiden." in html_of(world.sara, "reflection-counts")


def test_written_found_added_to_and_taken_back_on_the_screen(world: Any) -> None:
    sara = as_(Client(), world.sara)
    assert "alla i samverkan som arbetar med ärenden" in text(sara.get(reverse("write-reflection")))
    saved = sara.post(reverse("write-reflection"), filled(tags="#Avbrott, helger", situation="gap"), follow=True)
    row = Reflection._base_manager.get()
    assert "Lärdomen är sparad, utan namn." in text(saved) and WORDS in text(saved) and "Glapp" in text(saved)
    rut = as_(Client(), world.rut)
    asked = "?ord=skrivit&lage=gap&tagg=HELGER&slag=challenge&tid=ar"
    listed = html_of(world.rut, "reflections", asked=asked)
    assert WORDS in listed and "Glapp · avbrott, helger" in listed and "?tagg=avbrott" in listed
    assert "Ingen lärdom stämmer" in text(rut.get(reverse("reflections") + "?slag=success"))
    added = sara.post(
        reverse("add-to-reflection", args=[row.pk]), {"text": "Nu ringer vi.", "_once": f"{KEY}2"}, follow=True
    )
    assert "Nu ringer vi." in text(added) and WORDS in text(added)
    gone = sara.post(reverse("withdraw-reflection", args=[row.pk]), {"_once": f"{KEY}3"}, follow=True)
    assert "Det som stod i den är borta." in text(gone)
    assert rut.get(reverse("reflection", args=[row.pk])).status_code == 404


def test_what_shows_somebody_is_stopped_at_its_field_and_kept_in_no_draft(shared: Any) -> None:
    sara = as_(Client(), shared.sara)
    wrong = filled(text="Hassan kom inte. Ring 070-123 45 67.", tags="amina@exempel.se")
    answer = sara.post(reverse("write-reflection"), wrong)
    assert answer.status_code == 422
    assert "Ta bort ”070-123 45 67”." in text(answer) or "Ta bort ”Hassan”." in text(answer)
    assert "Ta bort ”amina@exempel.se”." in text(answer) and "Hassan kom inte." in text(answer)
    assert "data-draft-url" not in text(answer)
    assert not Reflection._base_manager.exists() and not Draft._base_manager.exists()
    row = written(shared)
    answer = sara.post(reverse("add-to-reflection", args=[row.pk]), {"text": "Amina ringde.", "_once": f"{KEY}2"})
    assert answer.status_code == 422 and "Ta bort ”Amina”." in text(answer) and "data-draft-url" not in text(answer)


@pytest.mark.parametrize("lacking", [{"text": ""}, {"kind": ""}, {"tags": ",".join("abcdefg")}, {"situation": "x"}])
def test_what_is_lacking_is_said(world: Any, lacking: dict[str, str]) -> None:
    answer = as_(Client(), world.sara).post(reverse("write-reflection"), filled(**lacking))
    assert answer.status_code == 422
    assert not Reflection._base_manager.exists()


def test_usual_tags_are_ticked(world: Any) -> None:
    written(world, tags=["hem efter hvb"])
    sara = as_(Client(), world.sara)
    assert "Vanliga taggar" in text(sara.get(reverse("write-reflection")))
    sara.post(reverse("write-reflection"), filled(usual=["hem efter hvb"], tags="Hem efter HVB, avbrott"))
    row = Reflection._base_manager.latest("pk")
    assert sorted(map(str, row.tags.model._base_manager.filter(reflection=row))) == ["avbrott", "hem efter hvb"]


def test_the_way_in_from_a_critical_situation_says_which_and_nothing_of_whose(shared: Any) -> None:
    left(shared)
    html = html_of(shared.sara, "coordination-timeline", shared.coordination.pk)
    assert "/lardomar/ny/?lage=gap" in html and "Skriv en lärdom utan namn" in html
    form = html_of(shared.sara, "write-reflection", asked="?lage=gap")
    assert '<option value="gap" selected>' in form and "Hassan" not in form
    assert "lardomar" not in html_of(shared.amina_herself, "my-timeline")


def test_the_numbers_as_picture_and_table(world: Any) -> None:
    written(world, situation="gap", tags=["hvb"])
    written(world, kind="success", tags=["hvb"])
    for step in ("kvartal", "manad", "x"):
        html = html_of(world.rut, "reflection-counts", asked=f"?per={step}")
        assert "1 om något svårt · 1 om något bra" in html
        assert "?lage=gap" in html and "?tagg=hvb" in html and "Inget läge" in html


def test_the_neighbour_in_another_place_and_those_who_do_not_work_with_cases_find_nothing(
    world: Any, stranger: Any
) -> None:
    row = written(world)
    assert WORDS not in html_of(stranger, "reflections")
    one = [reverse(name, args=[row.pk]) for name in ("reflection", "add-to-reflection", "withdraw-reflection")]
    for actor in (stranger, world.adam, world.greta):
        client = as_(Client(), actor)
        assert {client.get(url).status_code for url in one} == {404}
        assert {client.post(url, {"text": "x", "_once": f"{KEY}9"}).status_code for url in one[1:]} == {404}
    for actor in (world.adam, world.greta):
        client = as_(Client(), actor)
        assert [client.get(reverse(name)).status_code for name in NAMES] == [404, 404, 403]
        assert 'href="/lardomar/"' not in html_of(actor, "start")
    assert Reflection._base_manager.get().text == WORDS


def test_who_may_not_is_told_why(world: Any) -> None:
    row = written(world)
    rut = as_(Client(), world.rut)
    html = text(rut.get(reverse("reflection", args=[row.pk])))
    assert "Skriv ett tillägg" not in html and "Ta tillbaka" not in html
    assert rut.get(reverse("withdraw-reflection", args=[row.pk])).status_code == 403
    refused = rut.post(reverse("withdraw-reflection", args=[row.pk]), {"_once": f"{KEY}4"})
    assert refused.status_code == 422 and "Den som skrev lärdomen tar tillbaka den." in text(refused)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_questions_with_one_and_with_thirty(world: Any, name: str) -> None:
    client = as_(Client(), world.rut)

    def questions() -> int:
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name)).status_code == 200
        return len(asked)

    written(world, tags=["a", "b"])
    few = questions()
    for number in range(29):
        write_reflection(world.radmannen, by=world.rut, kind="success", text=WORDS, tags=["a", f"t{number}"])
    assert questions() == few


def test_the_list_goes_on_with_what_was_chosen(world: Any) -> None:
    for number in range(31):
        written(world, text=f"Sak {number}.", tags=["å ä&ö"])
    html = html_of(world.rut, "reflections", asked="?" + urlencode({"tagg": "å ä&ö"}))
    assert "tagg=%C3%A5+%C3%A4%26%C3%B6&amp;efter=" in html and "Sak 30." in html and "Sak 0." not in html
