"""The pages of prices, as those who lead or follow up meet them, and the neighbour."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brygga.prices.models import UnitPrice
from tests.cast import as_
from tests.prices.making import priced

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("MAL-20")]
KEY = "5f1e3f7e-3b0c-4e0a-9d0e-0a4e8a6f2d1"
JULY = date(2026, 7, 1)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def sent(client: Client, n: int = 1, **said: str) -> Any:
    facts = {
        "unit": "Vuxen Innerstaden",
        "kind": "inpatient",
        "per": "day",
        "kronor": "4 350,50",
        "since": "2026-01-01",
    }
    return client.post(reverse("new-price"), {"_once": f"{KEY}{n}", "source": "Prislista 2026", **facts, **said})


def test_a_head_without_prices_is_told_what_that_means_and_sets_one(world):
    client = as_(Client(), world.chef)
    assert "räknas det som händer hos er som utan pris" in text(client.get(reverse("prices")))
    assert sent(client)["Location"] == reverse("prices")
    assert "Slutenvård 4 350,50 kr per dygn 1 januari 2026 Prislista 2026" in text(client.get(reverse("prices")))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"unit": "Rådmannen"}, "Alternativet finns inte längre"),
        ({"kronor": "gratis"}, "Skriv priset i kronor, till exempel 4 350"),
        ({"kronor": "-1"}, "Skriv 0 eller mer."),
        ({"kronor": "1,234"}, "Skriv högst två decimaler."),
        ({"since": "0001-01-01"}, "Kontrollera årtalet"),
        ({"since": "1989-12-31"}, "Välj en dag mellan 1990 och tre år framåt."),
        ({"since": "2199-12-31"}, "Välj en dag mellan 1990 och tre år framåt."),
        ({"since": "9999-12-31"}, "Kontrollera årtalet"),
        ({"kind": "emergency"}, "Det som är över samma dag har ett pris per gång."),
        ({"source": ""}, "Skriv var priset kommer ifrån."),
        ({"kind": ""}, "Välj ett alternativ."),
    ],
)
def test_what_cannot_be_a_price_is_said_at_its_field_and_what_was_typed_stays(world, said, told):
    answer = sent(as_(Client(), world.petra), **said)
    assert (answer.status_code, told in text(answer)) == (422, True)
    assert not UnitPrice._base_manager.exists()
    assert 'value="4 350,50"' in answer.content.decode() or "kronor" in said


def test_a_price_is_changed_from_a_day_and_corrected_and_all_of_it_is_seen(world):
    price = priced(world)
    client, here = as_(Client(), world.chef), reverse("price", args=[price.pk])
    for n, (kronor, since) in enumerate([("900", "2026-07-01"), ("910", "2026-07-01")], 2):
        said = {"_once": f"{KEY}{n}", "kronor": kronor, "since": since, "source": "Ny prislista", "per": "time"}
        assert client.post(here, said)["Location"] == here
    shown = text(client.get(here))
    assert shown.index("910 kr per gång") < shown.index("900 kr per gång Rättat") < shown.index("850 kr per gång")


def test_a_price_is_removed_with_a_reason_and_what_held_before_holds(world):
    priced(world)
    wrong = priced(world, 90_000, since=JULY)
    client, away = as_(Client(), world.petra), reverse("remove-price", args=[wrong.pk])
    assert client.post(away, {"_once": f"{KEY}5", "source": ""}).status_code == 422
    assert client.post(away, {"_once": f"{KEY}6", "source": "Fel enhet"}).status_code == 302
    assert "850 kr per gång" in text(client.get(reverse("prices")))
    assert "Borttaget Fel enhet" in text(client.get(reverse("price", args=[wrong.pk])))


def test_those_who_neither_lead_nor_follow_up_are_told_whom_the_pages_are_for(world):
    price = priced(world)
    for who in ("sara", "adam", "fred"):
        client = as_(Client(), getattr(world, who))
        for url in (reverse("prices"), reverse("new-price")):
            answer = client.get(url)
            assert (answer.status_code, "Priserna sätts av dem som leder" in text(answer)) == (403, True)
        assert client.get(reverse("price", args=[price.pk])).status_code == 404


def test_the_neighbour_of_the_same_function_sees_neither_price_nor_units(world):
    price = priced(world)
    for who in ("ronja", "petter", "rolf"):
        client = as_(Client(), getattr(world, who))
        assert "Innerstaden" not in text(client.get(reverse("prices")))
        assert "Innerstaden" not in text(client.get(reverse("new-price")))
        for name in ("price", "remove-price"):
            url = reverse(name, args=[price.pk])
            assert {client.get(url).status_code, client.post(url, {"source": "Min"}).status_code} == {404}
        assert sent(client, 9, unit="Vuxen Innerstaden").status_code == 422
    assert list(UnitPrice._base_manager.all()) == [price]


def test_the_pages_ask_as_much_of_many_prices_as_of_one(world):
    price = priced(world)
    client = as_(Client(), world.chef)
    urls = [reverse("prices"), reverse("new-price"), reverse("price", args=[price.pk])]

    def asked() -> list[int]:
        counts = []
        for url in urls:
            with CaptureQueriesContext(connection) as caught:
                client.get(url)
            counts.append(len(caught))
        return counts

    asked()
    before = asked()
    for day in range(1, 8):
        priced(world, since=date(2026, 3, day))
        priced(world, unit=f"Avdelning {day}")
    assert asked() == before
