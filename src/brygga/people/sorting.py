"""Where a person stands in a list: a protected one by what is shown, so that the place betrays nothing."""

from __future__ import annotations

from brygga.core.sorting import sort_key
from brygga.people.models import MASKED


def sort_of(given_name: str, family_name: str, protection: str) -> str:
    return sort_key(MASKED if protection else f"{family_name} {given_name}")
