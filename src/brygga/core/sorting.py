"""Swedish alphabetical order as a stored string of digits, which sort alike in every collation."""

from __future__ import annotations

import unicodedata

_SPACE = "10"
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzåäö"
_WEIGHT = {char: str(place) for place, char in enumerate(_ALPHABET, start=11)}
_AFTER_ALL = "99"
#: Letters that count when a name is sought: more than anyone types, less than a database's pattern can hold.
_SOUGHT = 100

# CLDR's Swedish order: the neighbours' letters beside the Swedish ones, ü as y; w after v (SAOL 2006).
_AS = str.maketrans(
    {
        "æ": "ä",
        "ø": "ö",
        "ő": "ö",
        "œ": "ö",
        "ü": "y",
        "ű": "y",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
    }
)


def sort_key(name: str) -> str:
    """Two digits a letter; case and accents do not count, å ä ö come last, "Al Zed" comes before "Alan".

    Letters of other scripts come after ö (nine digits each). Order ties by primary key."""
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).translate(_AS)
    words = "".join(_letters(char) for char in folded).split()
    return _SPACE.join("".join(_weight(char) for char in word) for word in words)


def _letters(char: str) -> str:
    """What counts of a character: å ä ö, else the bare letter; a hyphen parts words, other signs vanish."""
    if char in "åäö":
        return char
    if char.isspace() or unicodedata.category(char) == "Pd":
        return " "
    bare = unicodedata.normalize("NFKD", char).casefold()
    return "".join(c for c in bare if unicodedata.category(c)[0] in "LN")


def _weight(char: str) -> str:
    return _WEIGHT.get(char) or f"{_AFTER_ALL}{ord(char):07d}"


def word_starts(typed: str) -> list[str]:
    """For each word typed, a pattern that a stored key matches when one of its words begins so."""
    letter = rf"(?:{_AFTER_ALL}\d{{7}}|(?!{_AFTER_ALL})\d\d)"
    words = sort_key(typed[:_SOUGHT].replace("-", " "))
    return [rf"^(?:{letter}*{_SPACE})?{word}" for word in _words(words)]


def _words(key: str) -> list[str]:
    """A key cut at its spaces, letter by letter, so that no pair of digits is taken for a space by mistake."""
    words, place = [""], 0
    while place < len(key):
        width = 9 if key.startswith(_AFTER_ALL, place) else 2
        letter = key[place : place + width]
        if letter == _SPACE:
            words.append("")
        else:
            words[-1] += letter
        place += width
    return [word for word in words if word]
