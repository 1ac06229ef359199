"""A ladder: the levels to which a question is lifted, one at a time, and when it may go further. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from brygga.rules.sources import Rule


class LadderKind(StrEnum):
    RESPONSIBILITY = "responsibility"
    COST = "cost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Rule):
    """One level, the lowest first in the file."""

    key: str
    term: str
    function: str
    """Who answers for it: those who hold the function at, or over, each unit concerned."""
    clock: str
    """How long the level has."""


def following(levels: Sequence[Level], key: str) -> Level | None:
    """The next level up; none above the highest. Nobody skips one."""
    keys = [level.key for level in levels]
    place = keys.index(key) + 1
    return levels[place] if place < len(levels) else None


def may_go_further(*, all_have_answered: bool, late: bool) -> bool:
    """When all have said whether the question is rightly put; or when the level has let its time run out."""
    return all_have_answered or late
