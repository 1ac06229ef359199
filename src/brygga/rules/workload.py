"""Who carries more than the others at a unit (belastning)."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from brygga.rules.sources import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload(Rule):
    """When somebody carries much more than is usual at the unit; none of the five documents says where that goes."""

    key: str
    percent: int
    """Of the unit's median: 150 is half as much again."""
    at_least: int
    """And by at least so many, so that two against one is not much more."""

    @property
    def words(self) -> str:
        return f"minst {self.percent} procent av enhetens median, och minst {self.at_least} fler"


def heavy(carried: Sequence[int], rule: Workload | None) -> tuple[bool, ...]:
    """For each number, whether it is much more than the median of all. One alone has nobody to be compared with."""
    if rule is None or len(carried) < 2:
        return (False,) * len(carried)
    usual = median(carried)
    return tuple(100 * number >= rule.percent * usual and number - usual >= rule.at_least for number in carried)
