"""What may be told, and what for."""

from dataclasses import dataclass

from brygga.rules.sources import Rule

COORDINATION = "coordination"
"""The matter that every consent covers: that we may talk at all, and plan together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Rule):
    """A subject that a consent can cover, with the words said to the person."""

    key: str
    term: str
    plain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose(Rule):
    """What something is told for."""

    key: str
    term: str
