"""A person has the same pseudonym in all that is read with one key, and nobody without it knows whose it is."""

from __future__ import annotations

import hmac
from datetime import date

from brygga.rules.identity_numbers import InvalidIdentityNumber, parse

LENGTH = 32


def pseudonym(key: bytes, identity: str) -> str:
    return hmac.digest(key, normal(identity).encode(), "sha256").hex()[:LENGTH]


def normal(identity: str, *, on: date | None = None) -> str:
    """Twelve figures of a Swedish number, else the text as it stands. Ten figures need a day when the person lived."""
    text = identity.strip()
    figures = text.replace("-", "")
    if len(figures) == 12 and figures.isascii() and figures.isdecimal():
        return figures
    try:
        return parse(text, on=on).normalised
    except InvalidIdentityNumber:
        return text.casefold()
