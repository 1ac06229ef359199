"""What a plan is made of, and why one is needed."""

from dataclasses import dataclass
from enum import StrEnum

from brygga.rules.law import StatutoryPoint
from brygga.rules.sources import Rule


class PartKind(StrEnum):
    """How a part of the plan is written. From `PERSON` on they are filled in from what is known."""

    TEXT = "text"
    NEEDS = "needs"
    GOALS = "goals"
    INTERVENTIONS = "interventions"
    INTERRUPTION = "interruption"
    CRISIS_CONTACTS = "crisis_contacts"
    OWN_PART = "own_part"
    OTHERS_PART = "others_part"
    PARTY_PART = "party_part"
    FOLLOW_UP = "follow_up"
    SIGNATURES = "signatures"
    COPIES = "copies"
    PERSON = "person"
    CONSENT = "consent"
    CONTACTS = "contacts"
    COORDINATOR = "coordinator"
    DATES = "dates"
    CALLED = "called"
    PRESENT = "present"


class PartField(StrEnum):
    """What a party writes in its own part of the plan."""

    NEEDS = "needs"
    DECIDED = "decided"
    RESPONSIBLE = "responsible"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPart(Rule):
    key: str
    heading: str
    kind: PartKind
    help: str = ""
    party: str = ""
    fields: tuple[PartField, ...] = ()
    """Only in a party's own part: what that party is asked for."""
    required_for_adoption: bool = False
    statutory: frozenset[StatutoryPoint] = frozenset()
    """Which of the law's four points this part answers; true when it answers any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Rule):
    """Why a plan is needed."""

    key: str
    term: str
