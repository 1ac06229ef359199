"""Whether a text names a person whom it must not name (Handbok Malmö, bilaga 2: the GFI wish holds no names)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from brygga.rules.identity_numbers import find_identity_numbers

#: Shorter parts of a double name are particles or everyday words ("af", "von", "El").
SHORTEST_PART = 4
#: How many words a name may be of.
LONGEST_NAME = 6


def names_person(text: str, given_name: str, family_name: str, *, bylines: Iterable[str] = ()) -> bool:
    """By number, or by name as `name_in` finds it."""
    return bool(find_identity_numbers(text)) or name_in(text, [(given_name, family_name)], bylines=bylines) != ""


def name_in(text: str, persons: Iterable[tuple[str, str]], *, bylines: Iterable[str] = ()) -> str:
    """The first name, of those whose given and family names these are, that the text holds; or nothing.

    By family name in any case and form, or by first name written as a name. The text is cut into words once, so each
    person costs a few look-ups, however long the text is and however many they are.
    `bylines` are the sender's own name and the units', which may stand though a word in them is the person's. A sender
    who bears the person's whole name leaves it out: nobody could tell whom it means.
    """
    text = unicodedata.normalize("NFC", text)
    words, bylines = _Words(text), [byline for byline in bylines if byline]
    for given_name, family_name in persons:
        if not (found := words.name_of(given_name, family_name)):
            continue
        beside = _Words(_without(text, bylines, f"{given_name} {family_name}")) if bylines else words
        if found := beside.name_of(given_name, family_name):
            return found
    return ""


class _Words:
    """Every run of a few words in a text, as written and in small letters."""

    def __init__(self, text: str) -> None:
        words = re.findall(r"\w+", text)
        self.as_written = set(_runs(words))
        self.in_any_case = set(_runs([word.casefold() for word in words]))

    def name_of(self, given_name: str, family_name: str) -> str:
        families = (name for name in (family_name, *_parts(family_name)) if self._holds(name, any_case=True))
        return next(families, "") or next((name for name in given_name.split() if self._holds(name)), "")

    def _holds(self, name: str, *, any_case: bool = False) -> bool:
        """The name and nothing longer, but with the Swedish genitive: "Hassan", "Hassans"."""
        known = self.in_any_case if any_case else self.as_written
        run = " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", name)))
        run = run.casefold() if any_case else run
        return run != "" and (run in known or f"{run}s" in known)


def _runs(words: list[str]) -> Iterator[str]:
    for length in range(1, LONGEST_NAME + 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _without(text: str, bylines: Iterable[str], whole_name: str) -> str:
    for byline in sorted(bylines, key=len, reverse=True):
        if byline.casefold() != whole_name.casefold():
            text = re.sub(_whole(byline), " ", text, flags=re.IGNORECASE)
    return text


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s-]+", name) if len(part) >= SHORTEST_PART]


def _whole(words: str) -> str:
    """The words and nothing longer, but with the Swedish genitive: "Hassan", "Hassans"."""
    return r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?:s(?!\w)|(?!\w))"
