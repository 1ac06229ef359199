"""Clocks: how long something may take, and where a given clock stands.

All clocks run in Swedish time, whatever zone the moment was given in.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from brygga.rules.ages import add_months
from brygga.rules.calendar import SWEDEN, WorkCalendar
from brygga.rules.sources import Rule

STOCKHOLM = ZoneInfo("Europe/Stockholm")
END_OF_DAY = time(23, 59, 59)
SOON = timedelta(days=2)


class Roll(StrEnum):
    """What happens when the last day is not a working day."""

    NONE = "none"
    FORWARD = "forward"
    BACKWARD = "backward"


class ClockState(StrEnum):
    ON_TIME = "on_time"
    SOON = "soon"
    LATE = "late"

    @property
    def word(self) -> str:
        return CLOCK_WORDS[self]


CLOCK_WORDS: dict[ClockState, str] = {
    ClockState.ON_TIME: "I tid",
    ClockState.SOON: "Snart dags",
    ClockState.LATE: "Försenad",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock(Rule):
    """How long something may take. Negative figures count backwards, from a meeting or a birthday."""

    workdays: int = 0
    days: int = 0
    months: int = 0
    cutoff: time | None = None
    """What starts later in the day than this counts as started the next day."""
    at: time | None = None
    """The time of the last day by which it must be done; the end of the day if not said."""
    roll: Roll = Roll.NONE

    @property
    def words(self) -> str:
        """The length as one says it: "3 arbetsdagar", "6 månader före"."""
        counts = (
            (self.months, "månad", "månader"),
            (self.days, "dag", "dagar"),
            (self.workdays, "arbetsdag", "arbetsdagar"),
        )
        parts = [f"{abs(n)} {one if abs(n) == 1 else many}" for n, one, many in counts if n]
        length = " och ".join(parts) or "samma dag"
        before = " före" if any(n < 0 for n, _, _ in counts) else ""
        return f"{length}{before}{f', kl. {self.at:%H.%M}' if self.at else ''}"


def due_on(rule: Clock, started: datetime, calendar: WorkCalendar = SWEDEN) -> date:
    """The last day, counted in Swedish time."""
    local = _aware(started).astimezone(STOCKHOLM)
    day = local.date()
    if rule.cutoff and local.time() > rule.cutoff:
        day += timedelta(days=1)
    day = add_months(day, rule.months) + timedelta(days=rule.days)
    day = calendar.add_workdays(day, rule.workdays)
    return _rolled(day, rule.roll, calendar)


def due_at(rule: Clock, started: datetime, calendar: WorkCalendar = SWEDEN) -> datetime:
    """The last moment, in Swedish time. An hour that summer time skips becomes the hour after."""
    moment = datetime.combine(due_on(rule, started, calendar), rule.at or END_OF_DAY, STOCKHOLM)
    return moment.astimezone(UTC).astimezone(STOCKHOLM)


def state(due: datetime, now: datetime, soon: timedelta = SOON) -> ClockState:
    """The last moment itself is still in time."""
    left = _aware(due) - _aware(now)
    if left < timedelta():
        return ClockState.LATE
    return ClockState.SOON if left <= soon else ClockState.ON_TIME


def _rolled(day: date, roll: Roll, calendar: WorkCalendar) -> date:
    match roll:
        case Roll.FORWARD:
            return calendar.next_workday(day)
        case Roll.BACKWARD:
            return calendar.previous_workday(day)
        case Roll.NONE:
            return day


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("Ett klockslag utan tidszon kan betyda två saker.")
    return moment.astimezone(UTC)
