"""The code by which somebody follows what they sent. Only its fingerprint is kept."""

from __future__ import annotations

import re
from uuid import UUID

from brygga.core.secrets import blind_index

#: Without letters and digits that are mistaken for each other, on paper or on the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 12, 4


def code_for(once: UUID) -> str:
    """The code of what was sent with that form. Sent twice it gets the same code, and no other form leads to it."""
    number = int.from_bytes(blind_index(str(once), "intake code of form"), "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def in_groups(code: str) -> str:
    """As it is shown: three groups of four."""
    return " ".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read(typed: str) -> str:
    """The code in what was typed, however it was spaced; nothing when it can be none."""
    code = re.sub(r"[\s-]", "", typed).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def fingerprint(code: str) -> bytes:
    return blind_index(code, "intake code")
