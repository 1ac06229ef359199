"""From whom to whom a person goes, and when nobody takes over (MAL-20).

A move is a transition of `rules.critical` within so many days, and nobody takes over when a gap is longer than that.

>>> from datetime import date
>>> from brygga.rules.critical import Kind
>>> def row(unit, first, last):
...     return Happening(key=unit, unit=unit, organisation="", kind=Kind.PLACEMENT,
...                      begins=date(2016, *first), ends=date(2016, *last))
>>> anders = [row("LVM-hem", (6, 6), (6, 16)), row("HVB", (6, 16), (6, 17))]
>>> span = Span(date(2016, 1, 1), date(2016, 7, 31))
>>> [(move.here.unit, move.there and move.there.unit) for move in moves(anders, span, within=1)]
[('LVM-hem', 'HVB'), ('HVB', None)]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from brygga.rules.critical import CriticalRule, Happening, Situation, critical
from brygga.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Move:
    here: Happening
    there: Happening | None
    """None: nobody took over in time."""


def moves(history: Iterable[Happening], span: Span, *, within: int) -> Iterator[Move]:
    """What ended in the span, as it is known on its last day. `within` is at least one day."""
    rules = [
        CriticalRule(situation=one, days=within, source="", since=date.min)
        for one in (Situation.TRANSITION, Situation.GAP)
    ]
    for one in critical(history, rules, on=span.until):
        here = one.evidence[0]
        if here.last_day >= span.since:
            yield Move(here, one.evidence[1] if one.situation == Situation.TRANSITION else None)
