"""A place's coaching team: whom it is for, how many, who comes first, and the steps towards work or studies."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from brygga.rules.coaching import PriorityRule
from brygga.rules.intakes import TargetGroup
from brygga.rules.powers import Power
from brygga.rules.sources import Rule, by_key, held_on


class WayOut(StrEnum):
    """Whose the ending is: the team's, or also the person's own."""

    TEAM = "team"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingStep(Rule):
    """One step of the ladder, the lowest first in the file."""

    key: str
    term: str
    plain: str
    """The words said to the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingEnd(Rule):
    """Why an enrolment ends, and so where to."""

    key: str
    term: str
    receiver: bool = False
    """Another unit takes over, and is named."""
    by: WayOut = WayOut.TEAM
    """`person`: the person may end it like this themself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityKind(Rule):
    key: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coaching(Rule):
    """A coaching team at one kind of unit."""

    key: str
    term: str
    plain: str
    unit_kind: str
    to_power: Power
    """Who hands out the places."""
    request_kind: str = ""
    """A request of this kind to the unit stands in its queue from the moment it is sent."""
    youngest: int = 0
    oldest: int = 0
    low: int
    high: int
    """How many there are at a time, at least and at most."""
    over_power: Power | None = None
    """Who may take in more than the most, with a reason. Nobody: it is refused."""
    look: str
    """The clock within which somebody hears from the team while they wait."""
    answer: str
    """The clock within which an offered place is answered."""
    priorities: tuple[PriorityRule, ...] = field(metadata={"toml": "priority"})
    steps: tuple[CoachingStep, ...] = field(metadata={"toml": "step"})
    ends: tuple[CoachingEnd, ...] = field(metadata={"toml": "end"})
    activity_kinds: tuple[ActivityKind, ...] = field(metadata={"toml": "activity_kind"})

    @property
    def target(self) -> TargetGroup:
        return TargetGroup(self.youngest, self.oldest)

    @property
    def ages(self) -> str:
        if not self.oldest:
            return f"{self.youngest} år eller äldre" if self.youngest else ""
        return f"{self.youngest}–{self.oldest} år" if self.youngest else f"högst {self.oldest} år"

    def priorities_on(self, on: date) -> tuple[PriorityRule, ...]:
        return held_on(self.priorities, on)

    def circumstances_on(self, on: date) -> dict[str, str]:
        """What is asked of whoever stands in the queue."""
        return {row.circumstance: row.circumstance_term for row in self.priorities_on(on) if row.circumstance}

    def steps_on(self, on: date) -> tuple[CoachingStep, ...]:
        return held_on(self.steps, on)

    def step(self, key: str) -> CoachingStep:
        return by_key(self.steps, key)

    def priority(self, key: str) -> PriorityRule:
        return by_key(self.priorities, key)

    def end(self, key: str) -> CoachingEnd:
        return by_key(self.ends, key)

    def ends_on(self, on: date) -> tuple[CoachingEnd, ...]:
        return held_on(self.ends, on)

    def own_way_out(self, on: date) -> CoachingEnd | None:
        """How the person ends it themself, if the routine has such a way."""
        return next((row for row in self.ends_on(on) if row.by is WayOut.PERSON), None)

    def activity_kinds_on(self, on: date) -> tuple[ActivityKind, ...]:
        return held_on(self.activity_kinds, on)

    def activity_kind(self, key: str) -> ActivityKind:
        return by_key(self.activity_kinds, key)
