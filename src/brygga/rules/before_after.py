"""Before and after those who help began to do it together: as long before as after, or not at all (MAL-20).

Handbok Malmö tells of Anders that acute care, care on a ward and compulsion could be avoided the years after ("Ur
verksamhetsperspektiv"). Two spans of different length, or one of which nothing is known, could show anything.

>>> from datetime import date
>>> def row(kind, begins):
...     return Happening(key=kind, unit="", organisation="", kind=kind, begins=begins)
>>> ward, opened = row(Kind.EMERGENCY, date(2016, 11, 28)), row(Kind.COORDINATION, date(2017, 1, 1))
>>> time = Span(date(2017, 1, 1), date(2017, 12, 31))
>>> around([ward, opened], 30, time).before.since
datetime.date(2016, 12, 2)
>>> around([ward, opened], 60, time)
<LeftOut.SHORT_BEFORE: 'short_before'>
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from brygga.rules.critical import TOGETHER, Happening, Kind, known
from brygga.rules.spans import Measured, Span


class LeftOut(StrEnum):
    """Why a person is in no comparison; the first that fits."""

    NEVER = "never"
    EARLIER = "earlier"
    SHORT_BEFORE = "short_before"
    SHORT_AFTER = "short_after"

    @property
    def term(self) -> str:
        return _TERMS[self]


_TERMS = {
    LeftOut.NEVER: "Har ingen samordning",
    LeftOut.EARLIER: "Samordningen började före tiden som visas",
    LeftOut.SHORT_BEFORE: "Inget är känt så långt före samordningen",
    LeftOut.SHORT_AFTER: "Så lång tid har inte gått sedan samordningen började",
}


@dataclass(frozen=True, slots=True)
class Around:
    """The two spans; the day it began is the first of the second."""

    before: Span
    after: Span


def around(history: Iterable[Happening], days: int, time: Span) -> Around | LeftOut:
    """Of one whose coordination began in that time, after whose last day nothing is known.

    What is known of a person begins with the first row. It does not end with the last: that nothing happens is what
    one hopes for.
    """
    rows = known(history, time.until)
    start = next((one.begins for one in rows if one.kind in TOGETHER), None)
    if start is None:
        return LeftOut.NEVER
    if start < time.since:
        return LeftOut.EARLIER
    if (start - rows[0].begins).days < days:
        return LeftOut.SHORT_BEFORE
    if (time.until - start).days + 1 < days:
        return LeftOut.SHORT_AFTER
    day, length = timedelta(days=1), timedelta(days=days)
    return Around(Span(start - length, start - day), Span(start, start + length - day))


@dataclass(frozen=True, slots=True)
class Side:
    """What a person had in one of the two spans."""

    emergencies: int
    stays: int
    """On a ward, begun in the span."""
    inpatient_days: int
    compulsory_days: int
    contacts: int
    """That went on in the span."""


def side(history: Iterable[Happening], span: Span) -> Side:
    rows = list(history)
    by_kind: dict[Kind, Measured] = {
        kind: span.measured(one for one in rows if one.kind == kind)
        for kind in (Kind.EMERGENCY, Kind.INPATIENT, Kind.CONTACT)
    }
    return Side(
        emergencies=by_kind[Kind.EMERGENCY].begun,
        stays=by_kind[Kind.INPATIENT].begun,
        inpatient_days=by_kind[Kind.INPATIENT].days,
        compulsory_days=span.measured(one for one in rows if one.compulsory).days,
        contacts=by_kind[Kind.CONTACT].rows,
    )
