"""A place's ways in: who they are for, who receives, how fast, and what may come of it."""

from dataclasses import dataclass, field
from datetime import date

from brygga.rules.intakes import Outside, TargetGroup
from brygga.rules.powers import Power
from brygga.rules.sources import Rule, by_key, held_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere(Rule):
    """What somebody outside the target group is told: why, and where to turn."""

    when: Outside
    why: str
    turn_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeOutcome(Rule):
    """What may come of an intake."""

    key: str
    term: str
    plain: str
    """The words said to the person."""
    unit_kinds: tuple[str, ...] = ()
    """Kinds of unit that receive it. Empty: there is no receiver."""
    request_kind: str = ""
    """The request by which it is led on when the person is registered and has said yes."""
    coordinates: bool = False
    """Rests on a coordination, and is not to be had without one."""

    @property
    def has_receiver(self) -> bool:
        return bool(self.unit_kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake(Rule):
    """A way in to one kind of unit, for somebody who asks for themself or is referred."""

    key: str
    term: str
    plain: str
    readers: str
    """Who reads what one sends, in words to the person."""
    unit_kind: str
    to_power: Power
    contact: str
    """The clock within which the person is contacted."""
    managers: str = ""
    """How long after that the managers are told."""
    self_asks: bool = True
    """Whether one asks for oneself. False: one comes by a referral from one of the parties."""
    erase: str = ""
    """How long after it ended what somebody told is erased, when nobody was registered."""
    youngest: int = 0
    oldest: int = 0
    registered_in: str = ""
    """The municipality one must be registered in, if any."""
    outside: tuple[Elsewhere, ...] = ()
    outcomes: tuple[IntakeOutcome, ...] = field(metadata={"toml": "outcome"})

    @property
    def target(self) -> TargetGroup:
        return TargetGroup(self.youngest, self.oldest, bool(self.registered_in))

    @property
    def ages(self) -> str:
        """The ages as one says them; nothing where all are welcome."""
        match (self.youngest, self.oldest):
            case (0, 0):
                return ""
            case (_, 0):
                return f"{self.youngest} år eller äldre"
            case (0, _):
                return f"högst {self.oldest} år"
        return f"{self.youngest}–{self.oldest} år"

    def elsewhere(self, when: Outside, on: date) -> Elsewhere | None:
        found = [row for row in self.outside if row.when == when and row.in_force(on)]
        return max(found, key=lambda row: row.since, default=None)

    def outcome(self, key: str) -> IntakeOutcome:
        return by_key(self.outcomes, key)

    def outcomes_on(self, on: date) -> tuple[IntakeOutcome, ...]:
        return held_on(self.outcomes, on)
