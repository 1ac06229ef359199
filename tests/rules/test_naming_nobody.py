"""Tags brought to one form, and ways to reach somebody found in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brygga.rules.contact_ways import way_in
from brygga.rules.tags import LONGEST, MOST, TOO_LONG, TOO_MANY, all_of, fault_in, tags_in

pytestmark = pytest.mark.requirement("MAL-25")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("", ()),
        (" , ;\n", ()),
        ("#Avbrott", ("avbrott",)),
        ("Hem  efter HVB, hem efter hvb", ("hem efter hvb",)),
        ("A\u030angest", ("ångest",)),
        ("sjukskrivning; boende\nsamtycke.", ("sjukskrivning", "boende", "samtycke")),
    ],
)
def test_the_same_word_is_one_tag(text: str, tags: tuple[str, ...]) -> None:
    assert tags_in(text) == tags


def test_few_and_short() -> None:
    assert fault_in(["x" * LONGEST] * MOST) == ""
    assert fault_in(["x" * (LONGEST + 1)]) == TOO_LONG and fault_in(["x"] * (MOST + 1)) == TOO_MANY


@given(st.lists(st.text()))
def test_what_is_normalised_stays_so(words: list[str]) -> None:
    once = all_of(words)
    assert all_of(once) == once and len(set(once)) == len(once)


@pytest.mark.parametrize(
    "text",
    [
        "Ring 070-123 45 67.",
        "0701234567",
        "+46 70 123 45 67",
        "0046701234567",
        "(040) 34 50 00",
        "040/34 50 00",
        "070–123\u00a045\u00a067",
        "kim@exempel.se",
        "Skriv till <kim.sandberg@mejl.exempel.se>.",
        "０７０-１２３４５６７",
    ],
)
def test_a_number_or_an_address_is_found(text: str) -> None:
    assert way_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Två veckor, 14 dagar, 2026.",
        "Våren 2026-2027",
        "Mellan 08.00-16.30",
        "Klockan 08:30–12:00 den 2026-11-26",
        "24 000 kronor i månaden, 1 200 000 om året",
        "5 av 10, 0–3 gånger",
        "Lagrum 2 kap. 7 § SoL (2025:400)",
        "Vi bytte @ mot en",
    ],
)
def test_days_hours_and_sums_are_not(text: str) -> None:
    assert way_in(text) == ""
