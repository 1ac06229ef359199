"""Tags (taggar) that people write themselves, brought to one form so that the same word is counted as one.

>>> tags_in("#Missbruk,  Hem  efter HVB, missbruk")
('missbruk', 'hem efter hvb')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST, MOST = 40, 6
TOO_LONG = f"En tagg är ett eller ett par ord, högst {LONGEST} tecken."
TOO_MANY = f"Högst {MOST} taggar."


def tags_in(text: str) -> tuple[str, ...]:
    """What stands between the commas, in small letters, each once."""
    return all_of(re.split(r"[,;\n]", text))


def all_of(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for word in words if (tag := _plain(word))))


def _plain(word: str) -> str:
    text = unicodedata.normalize("NFC", word).replace("#", " ").strip(" .\t")
    return " ".join(text.casefold().split())


def fault_in(tags: Iterable[str]) -> str:
    """What to do about them, or nothing."""
    tags = list(tags)
    if len(tags) > MOST:
        return TOO_MANY
    return TOO_LONG if any(len(tag) > LONGEST for tag in tags) else ""
