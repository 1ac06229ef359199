"""Pictures of numbers: inline SVG with the figures in words beside it, no script. What went on when: `lanes`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from brygga.rules.coaching import Stood
from brygga.ui.components.dates import short_day
from brygga.ui.components.register import register
from brygga.ui.components.scales import colour, percent, scale
from brygga.ui.components.status import Tone


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    number: float
    text: str = ""  # how the number is written; «96 %», «3 av 4», «färre än 5»
    tone: Tone = "info"
    url: str = ""  # the list that the number counts
    note: str = ""  # small, under the label


@dataclass(frozen=True, slots=True)
class Taken:
    """A step of a ladder, recorded: which, from when, by whom, and what was said of it."""

    text: str
    on: date
    who: str = ""
    note: str = ""


@register.inclusion_tag("ui/components/bar_chart.html")
def bar_chart(
    *, heading: str, bars: Iterable[Bar], summary: str = "", unit: str = "Antal", top: float = 0
) -> dict[str, object]:
    """Numbers as bars: a table whose rows are drawn. `summary` says in a sentence what one should see.

    A full bar is the highest number, or `top` where there is a most that is possible.
    """
    rows = list(bars)
    top = max((bar.number for bar in rows), default=0) if not top else max(top, *(bar.number for bar in rows), 1)
    top = top or 1
    return {
        "heading": heading,
        "summary": summary,
        "unit": unit,
        "rows": [
            (bar, bar.text or f"{bar.number:g}".replace(".", ","), percent(bar.number / top), colour(bar.tone))
            for bar in rows
        ],
    }


@register.inclusion_tag("ui/components/step_line.html")
def step_line(
    *,
    heading: str,
    ladder: Sequence[str],
    stood: Sequence[Stood],
    taken: Iterable[Taken],
    last: date,
    summary: str = "",
) -> dict[str, object]:
    """Steps up and down a ladder over time, the highest on top, and the same told in a table, the newest first."""
    first = min((one.since for one in stood), default=last)
    span = max((last - first).days, 1)

    def place(day: date) -> str:
        return percent(min(max((day - first).days / span, 0), 1))

    rows = []
    for number in reversed(range(len(ladder))):
        flats = [(place(s.since), place(s.until or last)) for s in stood if s.step == number]
        rows.append((ladder[number], flats, [(place(day), *ends) for day, ends in _rises(stood, number)]))
    return {
        "heading": heading,
        "summary": summary,
        "rows": rows,
        "scale": [(place(day), words) for day, words in scale(first, last)],
        "told": [(one.text, short_day(one.on), one.who, one.note) for one in taken],
    }


def _rises(stood: Sequence[Stood], number: int) -> Iterable[tuple[date, tuple[str, str]]]:
    """Where the line goes up or down through that step: from which height of the row to which."""
    for before, after in pairwise(stood):
        low, high = sorted((before.step, after.step))
        if low <= number <= high:
            yield after.since, ("50%" if number == high else "0%", "50%" if number == low else "100%")
