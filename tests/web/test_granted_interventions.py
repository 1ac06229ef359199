"""The pages about granted interventions, as the unit, the other unit, the neighbour and the person meet them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.core import clock
from brygga.interventions.acts import end, freeze, interrupt, move_responsibility
from brygga.interventions.models import GrantedIntervention
from tests.cast import as_
from tests.interventions.making import granted, in_days, ongoing

KEY = "5f1e3f7e-3b0c-4e0a-9d0e-0a4e8a6f2a1"


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def page(actor: Any, name: str, *args: Any) -> str:
    return text(as_(Client(), actor).get(reverse(name, args=args)))


def filled(**more: Any) -> dict[str, Any]:
    return {
        "words": "Boendestöd två timmar", "matter": "coordination", "starts_on": clock.today().isoformat(),
        "decided_on": clock.today().isoformat(), "decided_by": "Eva Chef", "delegation": "Punkt 4.2",
        "_once": KEY + "0", **more,
    }  # fmt: skip


def test_from_granted_to_ended_on_the_screen(shared: Any) -> None:
    sara = as_(Client(), shared.sara)
    here = shared.coordination.pk
    assert "Ingen beviljad insats" in page(shared.sara, "coordination-responsibility", here)
    asked = sara.post(reverse("grant-intervention", args=[here]), filled(), follow=True)
    assert "Boendestöd två timmar" in text(asked) and "Personen vet Inte än" in text(asked)
    row = GrantedIntervention._base_manager.get()
    for number, (how, said, seen) in enumerate(
        (
            ("beratta", {"told_on": clock.today().isoformat(), "told_how": "phone"}, "i telefon, av Sara Berg"),
            ("borja", {"on": clock.today().isoformat()}, "Insatsen pågår."),
            ("avbryt", {"on": clock.today().isoformat(), "note": "Amina är bortrest."}, "Avbrottet är anmält."),
            ("ateruppta", {"on": clock.today().isoformat()}, "Insatsen pågår igen."),
            ("tid", {"starts_on": clock.today().isoformat(), "ends_on": in_days(30).isoformat()}, "Tiden är ändrad."),
            ("avsluta", {"on": clock.today().isoformat(), "note": "Amina klarar sig."}, "Insatsen är avslutad."),
        ),
        start=1,
    ):
        url = reverse("work-intervention", args=[row.pk, how])
        assert sara.get(url).status_code == 200, how
        assert seen in text(sara.post(url, {**said, "_once": f"{KEY}{number}"}, follow=True)), how
    told = page(shared.rut, "granted-intervention", row.pk)
    assert "Amina är bortrest." in told and "Avslutad" in told and "Vuxen Innerstaden" in told
    assert "Avsluta insatsen" not in told


def test_an_empty_form_says_what_is_needed(shared: Any) -> None:
    sara = as_(Client(), shared.sara)
    url = reverse("grant-intervention", args=[shared.coordination.pk])
    answer = sara.post(url, filled(words="", delegation="", ends_on=in_days(-1).isoformat()))
    assert answer.status_code == 422
    for words in ("Skriv vad ni har beviljat.", "vilken delegation", "sluta innan den har börjat"):
        assert words in text(answer)
    row = ongoing(shared)
    empty = sara.post(reverse("work-intervention", args=[row.pk, "avbryt"]), {"on": clock.today().isoformat()})
    assert empty.status_code == 422 and "vad som har hänt" in text(empty)
    assert sara.get(reverse("work-intervention", args=[row.pk, "flyga"])).status_code == 404


@pytest.mark.requirement("STO-14")
def test_who_answers_and_that_it_is_frozen_is_said_in_words(shared: Any) -> None:
    moved = move_responsibility(
        ongoing(shared), by=shared.chef, to_unit=shared.radmannen, on=clock.today(), because="Överlämnat den dagen."
    )
    freeze(moved, by=shared.chef, because="Enheterna är inte överens om kostnaden.")
    listed = page(shared.sara, "coordination-responsibility", shared.coordination.pk)
    assert "Ansvarar nu Rådmannen, sedan" in listed and "Beslutade Vuxen Innerstaden" in listed
    assert "Ansvaret ligger fast" in listed
    one = page(shared.sara, "granted-intervention", moved.pk)
    assert "Rådmannen ansvarar för insatsen tills frågan är löst." in one and "Överlämnat den dagen." in one
    refused = as_(Client(), shared.sara).get(reverse("work-intervention", args=[moved.pk, "avsluta"]))
    assert refused.status_code == 403 and "enheten som ansvarar" in text(refused)
    theirs = page(shared.amina_herself, "my-interventions")
    assert "Rådmannen" in theirs and "Tills det är klart ansvarar Rådmannen." in theirs
    assert "Rådmannen ansvarar." in page(shared.amina_herself, "my-start")


def test_the_neighbour_gets_nothing_and_the_other_person_reads_nothing(shared: Any) -> None:
    row = ongoing(shared)
    for who in ("siv", "pia", "sigrid"):
        client = as_(Client(), getattr(shared, who))
        for name, args in (
            ("coordination-responsibility", [shared.coordination.pk]),
            ("coordination-interventions", [shared.coordination.pk]),
            ("grant-intervention", [shared.coordination.pk]),
            ("granted-intervention", [row.pk]),
            ("work-intervention", [row.pk, "avsluta"]),
        ):
            assert client.get(reverse(name, args=args)).status_code == 404, (who, name)
    assert "Ingen insats står här än." in page(shared.folke_himself, "my-interventions")


def test_what_is_hidden_is_told_as_a_number(shared: Any) -> None:
    granted(shared, matter="finances", words="Hjälp med räkningar")
    seen = page(shared.rut, "coordination-responsibility", shared.coordination.pk)
    assert "1 insats som du inte får se." in seen and "räkningar" not in seen
    every = page(shared.rut, "coordination-interventions", shared.coordination.pk)
    assert "1 insats som du inte får se." in every and "räkningar" not in every


def test_what_goes_on_is_at_hand_however_much_has_ended_and_all_can_be_read_page_by_page(shared: Any) -> None:
    here = shared.coordination.pk
    ongoing(shared, words="Boendestöd som pågår")
    assert "även avslutade" not in page(shared.rut, "coordination-responsibility", here)
    for number in range(62):
        end(granted(shared, words=f"Avslutad {number:02}."), by=shared.sara, on=in_days(-1), note="Klart.")
    told = page(shared.rut, "coordination-responsibility", here)
    assert "Boendestöd som pågår" in told and "Alla insatser, även avslutade" in told
    assert [number for number in range(62) if f"Avslutad {number:02}." in told] == [59, 60, 61]
    rut, url, read = as_(Client(), shared.rut), reverse("coordination-interventions", args=[here]), []
    for size in (30, 30, 3):
        answer = rut.get(url)
        rows = re.findall(r"Avslutad \d\d\.|Boendestöd som pågår", text(answer))
        assert len(rows) == size
        read += rows
        following = re.search(r'href="(\?efter=[\w-]+)"', answer.content.decode())
        url = reverse("coordination-interventions", args=[here]) + (following[1] if following else "")
    assert following is None and len(set(read)) == 63


@pytest.mark.parametrize(
    "name",
    [
        "coordination-responsibility",
        "coordination-interventions",
        "granted-intervention",
        "my-interventions",
        "my-start",
    ],
)
def test_a_page_asks_as_little_about_thirty_as_about_one(shared: Any, name: str) -> None:
    counts = []
    for many in (1, 29):
        for _ in range(many):
            last = interrupt(ongoing(shared), by=shared.sara, on=in_days(-3), note="Uteblev.")
        mine = name.startswith("my-")
        args = [] if mine else [last.pk if name == "granted-intervention" else shared.coordination.pk]
        client = as_(Client(), shared.amina_herself if mine else shared.rut)
        url = reverse(name, args=args)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
