"""Advice between units."""

from dataclasses import dataclass

from brygga.rules.powers import Power
from brygga.rules.sources import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationKind(Rule):
    """Advice that one unit seeks of another, with the person's consent or without its showing whom it is about."""

    key: str
    term: str
    help: str = ""
    to_power: Power
    """Who answers at the unit asked."""
    from_power: Power | None = None
    """Who asks, when that is not everybody who works with cases."""
    talked_first: bool = False
    """Raised only when the caseworkers have talked to each other: it is said when and with whom."""
    closed_circle: bool = False
    """Read by those who lead the two units and the caseworkers concerned, not by everybody there."""
    shown_at: tuple[str, ...] = ()
    """The types of regular meeting at the next of which it is shown."""
    acknowledge: str = ""
    answer: str = ""
    expire: str = ""
