"""A wish for a GFI tells what it is about, not whom."""

from __future__ import annotations

import pytest

from brygga.rules.naming import name_in, names_person

SENDER = ("Sara Lind", "Vuxen Lund", "Lunds kommun, Socialnämnden")


def names(text, given="Folke", family="Lind", bylines=SENDER):
    return names_person(text, given, family, bylines=bylines)


@pytest.mark.parametrize(
    "text",
    [
        "Folke Lind mår sämre.",
        "Ring om lind.",
        "Det är Linds önskan.",
        "Folkes boende är osäkert.",
        "Personnummer 197905169251",
        "Sara Lind, 040-10 00 01. Det gäller Lind.",
        "Sara-Lind",
    ],
)
def test_the_person_is_named_by_first_name_family_name_or_number(text):
    assert names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sara Lind, 040-10 00 01",
        "Ring mig, sara lind.",
        "Alkohol, lindrig abstinens, sover på Lindängen",
        "Vi har mött folket på gatan.",
        "",
    ],
)
def test_the_senders_own_name_and_longer_words_name_nobody(text):
    assert not names(text)


def test_a_unit_may_be_named_though_the_person_is_called_the_same():
    assert not names("Vuxen Lund, Lunds kommun, Socialnämnden", family="Lund")
    assert names("Vuxen Lund. Lund mår sämre.", family="Lund")


def test_each_part_of_a_double_name_is_the_persons_but_a_particle_is_not():
    assert names("Ring Berg", family="Hassan-Berg")
    assert names("Ring Hassan", family="Hassan Berg")
    assert names("af Klint hör av sig", family="af Klint")
    assert not names("Hämtas av vakten", family="af Klint")


def test_a_first_name_that_is_also_a_word_counts_only_when_written_as_a_name():
    assert not names("Dricker två flaskor per dag", given="Per")
    assert names("Ring till Per", given="Per")


def test_a_sender_with_the_very_same_name_leaves_it_out():
    assert names("Sara Lind mår sämre", given="Sara")
    assert not names("Vuxen Lund, 040-10 00 01", given="Sara")


def test_among_many_it_says_which_name_was_found():
    many = [(f"Förnamn{n}", f"Efternamn{n}x") for n in range(20_000)] + [("Amina", "Hassan")]
    assert name_in("Hon heter Hassan.", many) == "Hassan"
    assert name_in("Aminas boende", many) == "Amina"
    assert name_in("Ingen alls", many) == ""


def test_a_name_of_several_words_and_signs_is_found_however_it_is_written():
    assert name_in("Hos Jean-Luc O'Neill idag", [("Jean-Luc", "O'Neill")]) == "O'Neill"
    assert name_in("till Anna Karins syster", [("Anna-Karin", "Öst")]) == "Anna-Karin"
    assert name_in("Re\u0301ne Ek", [("Réne", "Xx")]) == "Réne"
