"""How a place hands a person's matter over from one unit to another: by which request, in which steps."""

from dataclasses import dataclass, field
from datetime import date

from brygga.rules.handovers import StepRule
from brygga.rules.powers import Power
from brygga.rules.sources import Rule, held_on


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverKind(Rule):
    """A way of handing over."""

    key: str
    term: str
    request_kind: str
    """The request that asks for it, with its form and its clocks."""
    moved_by: Power
    """Who at the receiver decides the day that responsibility moves."""
    meeting_type: str = ""
    """The joint meeting: its step is done when the receiver has held such a meeting."""
    keep_reading: str
    """The clock for how long the unit that handed over still reads, counted from the day of the move."""
    steps: tuple[StepRule, ...] = field(metadata={"toml": "step"})

    def steps_on(self, on: date) -> tuple[StepRule, ...]:
        return held_on(self.steps, on)
