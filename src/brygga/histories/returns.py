"""Who comes back to acute care: `rules.returning`, of many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from brygga.histories.among import Among, at_least
from brygga.histories.engine import Engine, Rows, Value, ask, text
from brygga.rules.critical import Kind
from brygga.rules.returning import FIRST_DAYS, median


@dataclass(frozen=True, slots=True)
class ByTimes:
    times: int
    persons: int
    """Who had so many."""


@dataclass(frozen=True, slots=True)
class ByDays:
    """Those who came back after so many days; both are counted."""

    first: int
    last: int | None
    """None: however many."""
    times: int
    persons: int
    """Somebody may have come back after few days once and after many another time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """Each time in acute care that began in the time asked about; see `rules.returning` for what one time is."""

    within: int
    persons: int
    """Who had any."""
    times: int
    emergencies: int
    """Rows of the kinds; several may be one time."""
    stays: int
    judged: int
    """Times after which so many days have passed: of these `came_back` is a share."""
    judged_persons: int
    came_back: int
    came_back_persons: int
    returned: int
    """Times after which the person has come back, however late."""
    returned_persons: int
    by_times: tuple[ByTimes, ...]
    by_days: tuple[ByDays, ...]
    """Of `returned`."""
    median_days: float | None


@dataclass(slots=True)
class Returning:
    among: Among
    within: int
    sums: Counter[str] = field(default_factory=Counter)
    by_times: Counter[int] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    in_groups: Counter[int] = field(default_factory=Counter)
    persons_in_groups: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        at_least(self.within)

    NAMES = (
        "times",
        "persons",
        "judged",
        "judged_persons",
        "came_back",
        "came_back_persons",
        "returned",
        "returned_persons",
    )

    def asked(self, connection: Engine) -> list[Rows]:
        values: dict[str, Value] = {**self.among.values, "within": self.within, "first_days": list(FIRST_DAYS)}
        ask(connection, text("times"), values)
        questions = ("returns", "begun", "returns_by_times", "returns_by_days")
        return [ask(connection, text(one), values).fetchall() for one in questions]

    def add(self, answer: list[Rows]) -> None:
        (sums,), begun, by_times, by_days = answer
        self.sums.update(dict(zip(self.NAMES, sums, strict=True)))
        self.sums.update(dict(begun))
        self.by_times.update(dict(by_times))
        for group, days, times, persons in by_days:
            if days is None:
                self.in_groups[group] += times
                self.persons_in_groups[group] += persons
            else:
                self.days[days] += times

    def told(self) -> Returns:
        lasts = [first - 1 for first in FIRST_DAYS[1:]]
        return Returns(
            within=self.within,
            emergencies=self.sums[Kind.EMERGENCY],
            stays=self.sums[Kind.INPATIENT],
            by_times=tuple(ByTimes(*both) for both in sorted(self.by_times.items())),
            by_days=tuple(
                ByDays(first, last, self.in_groups[group], self.persons_in_groups[group])
                for group, (first, last) in enumerate(zip(FIRST_DAYS, [*lasts, None], strict=True))
            ),
            median_days=median(self.days),
            **{name: self.sums[name] for name in self.NAMES},
        )
