"""Who comes back to acute care, and after how long (MAL-20).

Handbok Malmö calls them "mångbesökare" and says of none of it how often or how soon. A time is what hangs together
without a night between: the emergency ward and the ward one is taken in to, or two wards after each other.

>>> from datetime import date
>>> from brygga.rules.critical import Kind
>>> def ward(key, first, last):
...     return Happening(key=key, unit="BCM akut", organisation="Regionen", kind=Kind.INPATIENT,
...                      begins=date(2016, *first), ends=date(2016, *last))
>>> anders = [ward("1", (9, 3), (9, 3)), ward("2", (9, 26), (9, 27)), ward("3", (11, 28), (11, 30))]
>>> [one.days_until_next for one in times(anders, on=date(2016, 11, 30))]
[23, 62, None]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from brygga.rules.critical import ACUTE, Happening, known
from brygga.rules.spans import Span

#: Where each group of days until somebody came back begins: within a week, a month, a quarter, half a year, a year.
FIRST_DAYS = (1, 8, 31, 91, 181, 366)


@dataclass(frozen=True, slots=True)
class Time:
    begins: date
    last_day: date
    """`date.max` while it goes on."""
    days_until_next: int | None = None
    """None: the person has not come back, as far as is known."""

    def is_judged(self, within: int, *, on: date) -> bool:
        """Whether so many days have passed since, so that one knows."""
        return self.last_day <= on - timedelta(days=within)

    def came_back(self, within: int) -> bool:
        return self.days_until_next is not None and self.days_until_next <= within


def times(history: Iterable[Happening], *, on: date) -> list[Time]:
    """Each time the person was in acute care, as it is known on a day."""
    found: list[Time] = []
    for one in (one for one in known(history, on) if one.kind in ACUTE):
        if found and one.begins <= found[-1].last_day:
            found[-1] = Time(found[-1].begins, max(found[-1].last_day, one.last_day))
        else:
            found.append(Time(one.begins, one.last_day))
    after = [(other.begins - one.last_day).days for one, other in pairwise(found)]
    return [Time(one.begins, one.last_day, days) for one, days in zip(found, [*after, None], strict=False)]


def times_in(history: Iterable[Happening], span: Span) -> list[Time]:
    """Those that began in it; what came after it is not known."""
    return [one for one in times(history, on=span.until) if one.begins >= span.since]


def group_of(days: int, first_days: Sequence[int] = FIRST_DAYS) -> int:
    """The number of the group, from 0."""
    return sum(first <= days for first in first_days) - 1


def median(numbers: Mapping[int, int]) -> float | None:
    """Of numbers, and how many there are of each."""
    total = sum(numbers.values())
    if not total:
        return None
    middle = []
    for wanted in ((total - 1) // 2, total // 2):
        passed = 0
        for number in sorted(numbers):
            passed += numbers[number]
            if passed > wanted:
                middle.append(number)
                break
    return sum(middle) / 2
