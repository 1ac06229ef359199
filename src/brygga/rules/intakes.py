"""Who a way in is for, and how many knocks on it are too many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from brygga.rules.ages import age_on


class Outside(StrEnum):
    """Why somebody is outside a target group."""

    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    NOT_REGISTERED = "not_registered"


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Ages in whole years, both included; 0 is no limit."""

    youngest: int = 0
    oldest: int = 0
    registered: bool = False
    """Only those who are registered in the municipality."""

    def outside(self, born: date, on: date, *, is_registered: bool) -> tuple[Outside, ...]:
        """Every reason why this person is outside, age first."""
        age = age_on(born, on)
        reasons = (
            (age < self.youngest, Outside.TOO_YOUNG),
            (bool(self.oldest) and age > self.oldest, Outside.TOO_OLD),
            (self.registered and not is_registered, Outside.NOT_REGISTERED),
        )
        return tuple(reason for holds, reason in reasons if holds)


class Held(StrEnum):
    """Why something sent by a stranger is held back."""

    TOO_FAST = "too_fast"
    BY_A_PROGRAM = "by_a_program"
    TOO_MANY = "too_many"
    FLOOD = "flood"


@dataclass(frozen=True, slots=True)
class Limits:
    """How often one address, and all together, may knock. A shelter or a library is one address for many."""

    an_hour: int
    a_day: int
    all_an_hour: int

    def held(self, *, this_hour: int, this_day: int, all_this_hour: int) -> Held | None:
        """The figures are those before this knock."""
        if this_hour >= self.an_hour or this_day >= self.a_day:
            return Held.TOO_MANY
        return Held.FLOOD if all_this_hour >= self.all_an_hour else None


SENDING = Limits(an_hour=12, a_day=40, all_an_hour=60)
WRONG_CODES = Limits(an_hour=8, a_day=24, all_an_hour=400)
