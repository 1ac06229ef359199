"""Whether a text names a person whom it must not name (Handbok Malmö, bilaga 2: the GFI wish holds no names)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from brygga.rules.identity_numbers import find_identity_numbers

#: Shorter parts of a double name are particles or everyday words ("af", "von", "El").
SHORTEST_PART = 4


def names_person(text: str, given_name: str, family_name: str, *, bylines: Iterable[str] = ()) -> bool:
    """By number, by family name in any case and form, or by first name written as a name.

    `bylines` are the sender's own name and the units', which may stand though a word in them is the person's. A sender
    who bears the person's whole name leaves it out: nobody could tell whom it means.
    """
    if find_identity_numbers(text):
        return True
    whole_name = f"{given_name} {family_name}".casefold()
    for byline in sorted(filter(None, bylines), key=len, reverse=True):
        if byline.casefold() != whole_name:
            text = re.sub(_whole(byline), " ", text, flags=re.IGNORECASE)
    families = (family_name, *_parts(family_name))
    if any(re.search(_whole(name), text, re.IGNORECASE) for name in families if name.strip()):
        return True
    return any(re.search(_whole(name), text) for name in given_name.split())


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s-]+", name) if len(part) >= SHORTEST_PART]


def _whole(words: str) -> str:
    """The words and nothing longer, but with the Swedish genitive: "Hassan", "Hassans"."""
    return r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?:s(?!\w)|(?!\w))"
