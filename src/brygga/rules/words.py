"""Words as they are written inside a sentence."""

from __future__ import annotations


def in_sentence(term: str) -> str:
    """Small where it is a word, and untouched where it is letters: "sjuksköterska", but "GFI-fördelare"."""
    return term[:1].lower() + term[1:] if term[1:2].islower() else term
