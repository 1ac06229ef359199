"""Who takes part: the parties, their kinds of unit, and the functions there."""

from dataclasses import dataclass
from enum import StrEnum

from brygga.rules.powers import Power
from brygga.rules.sources import Rule


class PartyKind(StrEnum):
    MUNICIPALITY = "municipality"
    REGION = "region"
    STATE = "state"
    ASSOCIATION = "association"
    OTHER = "other"


PRINCIPALS = frozenset({PartyKind.MUNICIPALITY, PartyKind.REGION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Rule):
    """One side of the agreement. Several organisations may stand on the same side."""

    key: str
    term: str
    kind: PartyKind

    @property
    def is_principal(self) -> bool:
        """Huvudman: only municipality and region have the statutory duty to plan together."""
        return self.kind in PRINCIPALS


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKind(Rule):
    key: str
    term: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(Rule):
    """A role at a unit. What it may do is said in powers, never in the name."""

    key: str
    term: str
    powers: frozenset[Power]
