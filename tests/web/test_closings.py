"""Closings on the pages: begun, worked through and carried out by both sides, and as the person reads it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from brygga.closings import acts
from brygga.closings.models import Closing
from brygga.coordinations.models import Coordination
from brygga.core import clock
from tests.cast import as_
from tests.closings.making import all_left, begun, ready

pytestmark = pytest.mark.requirement("MAL-16")


def text(response: Any) -> str:
    page = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def sent(client: Client, url: str, **fields: Any) -> Any:
    return client.post(url, fields, follow=True)


def test_the_whole_way_through_the_pages(shared: Any) -> None:
    sara, rut = as_(Client(), shared.sara), as_(Client(), shared.rut)
    today = clock.today().isoformat()
    assert "Inget avslut har påbörjats" in text(sara.get(f"/samordningar/{shared.coordination.pk}/avslut/"))
    sent(sara, f"/samordningar/{shared.coordination.pk}/avslut/nytt/", kind="everywhere", why="Målen är nådda.")
    one = f"/avslut/{Closing.objects.unrestricted(because='test').get().pk}/"
    assert "Ett avslut pågår" in text(rut.get(f"/samordningar/{shared.coordination.pk}/"))
    assert "Svara på avslut" in text(rut.get("/"))
    sent(sara, f"{one}samtal/", talk_on=today, talk_who="Amina, Sara och Rut")
    sent(sara, f"{one}aterkomst/", resume_whom="Ring Sara.", resume_how="Vardagar.", resume_signs="Sömnen.")
    sent(sara, f"{one}samtycken/", consents="end")
    assert sara.post(f"{one}genomfor/").status_code == 422
    assert "Vänta på ja från Rådmannen" in text(sara.get(one))
    sent(rut, f"{one}svara/", answer="yes")
    assert "Har kvar samordningen att läsa" in text(sara.get(f"{one}genomfor/"))
    assert "Avslutet är genomfört" in text(sent(sara, f"{one}genomfor/"))
    assert Coordination.objects.visible_to(shared.sara).get().closed_on == clock.today()
    assert "Ring Sara." in text(rut.get(one)) and "Amina" not in text(rut.get(one)).replace("Amina, Sara och Rut", "")


def test_a_form_that_is_not_filled_in_says_what_is_missing(shared: Any) -> None:
    closing, sara = begun(shared), as_(Client(), shared.sara)
    for how in ("utforska", "samtal", "inget-samtal", "mal", "aterkomst", "samtycken", "svara", "avbryt"):
        answer = sara.post(f"/avslut/{closing.pk}/{how}/", {})
        assert answer.status_code == 422 and "error" in answer.content.decode(), how
    assert sara.get(f"/avslut/{closing.pk}/annat/").status_code == 404


def test_a_transition_shows_each_side_what_is_theirs(shared: Any) -> None:
    closing = ready(shared, "transition", leaves=[shared.innerstaden], new_unit=shared.radmannen)
    old, new = (text(as_(Client(), one).get(f"/avslut/{closing.pk}/")) for one in (shared.sara, shared.rut))
    assert "Vänta tills kontakten med Rådmannen" in old and "Bekräfta kontakten" not in old
    assert "Rådmannen Har inte svarat Fortsätter" in new and "Vuxen Innerstaden Har sagt ja Slutar" in new


def test_the_person_asks_to_stop_sees_what_is_planned_and_changes_their_mind(shared: Any) -> None:
    amina = as_(Client(), shared.amina_herself)
    assert "Vill du sluta?" in text(amina.get("/min/sluta/"))
    page = text(sent(amina, f"/min/sluta/{shared.coordination.pk}/", words="Jag orkar inte."))
    assert "Du har sagt att du vill sluta. De som hjälper dig hör av sig" in page
    assert "Personen vill sluta: fråga varför" in text(as_(Client(), shared.sara).get("/"))
    assert "Ni håller på att avsluta" in text(amina.get("/min/"))
    closing = Closing.objects.visible_to(shared.amina_herself).get()
    page = text(sent(amina, f"/min/sluta/{closing.pk}/angra/"))
    assert "du vill fortsätta" in page and "Vill du sluta?" in page


def test_the_person_keeps_the_way_back_on_the_page_and_on_paper(shared: Any) -> None:
    closing, amina = all_left(shared), as_(Client(), shared.amina_herself)
    page = text(amina.get("/min/sluta/"))
    assert "Om du behöver hjälp igen" in page and "Ring Sara på Innerstaden." in page
    for client, url in (
        (amina, f"/min/sluta/{closing.pk}/papper/"),
        (as_(Client(), shared.rut), f"/avslut/{closing.pk}/papper/"),
    ):
        paper = client.get(url)
        assert paper.content.startswith(b"%PDF") and "Amina" not in paper["Content-Disposition"]
    assert as_(Client(), shared.folke_himself).get(f"/min/sluta/{closing.pk}/papper/").status_code == 404


def test_one_that_was_closed_is_opened_again_from_its_page(shared: Any) -> None:
    all_left(shared)
    sara = as_(Client(), shared.sara)
    assert "Öppna igen" in text(sara.get(f"/samordningar/{shared.coordination.pk}/avslut/"))
    sent(sara, f"/samordningar/{shared.coordination.pk}/oppna-igen/", why="Amina har ringt.")
    assert "Amina har ringt." in text(sara.get(f"/samordningar/{shared.coordination.pk}/avslut/"))


def test_who_leaves_can_be_changed_and_all_are_asked_again(shared: Any) -> None:
    closing, sara = ready(shared), as_(Client(), shared.sara)
    acts.answer(closing, by=shared.rut, answer="yes")
    facts = {"kind": "in_some", "leaves": str(shared.radmannen.pk), "why": "Rådmannen är klar."}
    page = text(sent(sara, f"/avslut/{closing.pk}/andra/", **facts))
    assert "Avslut hos någon eller några" in page and "Vänta på ja från Rådmannen" in page


def test_the_page_asks_as_much_with_many_before_it(shared: Any, django_assert_max_num_queries: Any) -> None:
    for _ in range(3):
        acts.call_off(begun(shared), by=shared.sara, why="Inte ännu.")
    sara = as_(Client(), shared.sara)
    url = f"/samordningar/{shared.coordination.pk}/avslut/"
    sara.get(url)
    counts = []
    for more in (0, 8):
        for _ in range(more):
            acts.call_off(begun(shared), by=shared.sara, why="Inte ännu.")
        with django_assert_max_num_queries(60) as asked:
            sara.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]
