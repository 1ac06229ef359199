"""A place's words for contacts between units: how one has been in touch, and how one tells what one's role is."""

from dataclasses import dataclass

from brygga.rules.powers import Power
from brygga.rules.sources import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactKind(Rule):
    """A way of being in touch about somebody, with exchange of information."""

    key: str
    term: str
    help: str = ""
    with_person: bool = True
    """The person may take part. False: those who work meet by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationKind(Rule):
    """What units tell each other about their roles when no coordination is needed, who receives it and how fast."""

    key: str
    term: str
    help: str = ""
    to_power: Power
    """Who receives it at the unit told."""
    acknowledge: str = ""
