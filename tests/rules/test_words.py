"""Words as they are written inside a sentence."""

from __future__ import annotations

import pytest

from brygga.rules.words import in_sentence


@pytest.mark.parametrize(
    ("term", "inside"),
    [
        ("Sjuksköterska", "sjuksköterska"),
        ("GFI-fördelare", "GFI-fördelare"),
        ("Göra en samordnad individuell plan (SIP)", "göra en samordnad individuell plan (SIP)"),
        ("Sektionschef Ringön", "sektionschef Ringön"),
        ("Överläkare", "överläkare"),
        ("redan liten", "redan liten"),
        ("E", "E"),
        ("", ""),
    ],
)
def test_only_a_words_first_letter_is_made_small(term, inside):
    assert in_sentence(term) == inside
