"""Hours that come back and are booked: whose they are, who sets them up, how long each time is."""

from dataclasses import dataclass
from enum import StrEnum

from brygga.rules.powers import Power
from brygga.rules.sources import Rule


class BookedFor(StrEnum):
    """Whom booked hours are for."""

    PERSON = "person"
    CONSULTATION = "consultation"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedTime(Rule):
    """A kind of booked hours: times that come back, which others book."""

    key: str
    term: str
    help: str = ""
    for_whom: BookedFor
    unit_kinds: tuple[str, ...] = ()
    """Kinds of unit that have such hours. Empty: any."""
    set_up_by: Power
    """What a function at the unit must carry to set the hours up."""
    slot_minutes: int = 30
    hours: int = 0
    """How long each time is, when the routine says so."""
    every_weeks: int = 1
    consultant_kind: str = ""
    """The kind of unit whose consultant comes, and is told when nobody has booked (BOR-05)."""
    tell: str = ""
    tell_latest: str = ""
    """The clocks for telling them: from when, and when at the latest."""

    def is_for(self, unit_kind: str) -> bool:
        return not self.unit_kinds or unit_kind in self.unit_kinds
