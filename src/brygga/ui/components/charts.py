"""Pictures of numbers and of time: inline SVG with the figures in words beside it, no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from brygga.rules.coaching import Stood
from brygga.rules.dates import SHORT_MONTHS
from brygga.ui.components.dates import short_day
from brygga.ui.components.register import one_of, register
from brygga.ui.components.status import COLOURS, Tone


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    number: float
    text: str = ""  # how the number is written; «96 %», «3 av 4», «färre än 5»
    tone: Tone = "info"
    url: str = ""  # the list that the number counts
    note: str = ""  # small, under the label


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something that went on for a time; without `end` it still does."""

    text: str
    start: date
    end: date | None = None
    tone: Tone = "info"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on a day."""

    text: str
    at: date
    tone: Tone = "bad"


@dataclass(frozen=True, slots=True)
class Lane:
    label: str
    stretches: Sequence[Stretch] = ()
    marks: Sequence[Mark] = field(default=())


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
            (bar, bar.text or f"{bar.number:g}".replace(".", ","), _percent(bar.number / top), _colour(bar.tone))
            for bar in rows
        ],
    }


@register.inclusion_tag("ui/components/lanes.html")
def lanes(*, heading: str, lanes: Iterable[Lane], first: date, last: date, summary: str = "") -> dict[str, object]:
    """What went on when and where: one lane per unit, on the same scale of time, and the same told in a table."""
    span = max((last - first).days, 1)

    def place(day: date) -> float:
        return min(max((day - first).days / span, 0), 1)

    drawn = []
    for lane in lanes:
        stretches = []
        for one in lane.stretches:
            left, right = place(one.start), place((one.end or last) + timedelta(days=1))
            stretches.append((_percent(left), _percent(max(right - left, 0.004)), one.text, _colour(one.tone)))
        marks = [(_percent(place(mark.at)), mark.text, _colour(mark.tone)) for mark in lane.marks]
        drawn.append((lane, stretches, marks))
    return {
        "heading": heading,
        "summary": summary,
        "lanes": drawn,
        "scale": [(_percent(place(day)), words) for day, words in _scale(first, last)],
        "told": [(lane.label, words, text) for lane, _, _ in drawn for words, text in _told(lane)],
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
        return _percent(min(max((day - first).days / span, 0), 1))

    rows = []
    for number in reversed(range(len(ladder))):
        flats = [(place(s.since), place(s.until or last)) for s in stood if s.step == number]
        rows.append((ladder[number], flats, [(place(day), *ends) for day, ends in _rises(stood, number)]))
    return {
        "heading": heading,
        "summary": summary,
        "rows": rows,
        "scale": [(place(day), words) for day, words in _scale(first, last)],
        "told": [(one.text, short_day(one.on), one.who, one.note) for one in taken],
    }


def _rises(stood: Sequence[Stood], number: int) -> Iterable[tuple[date, tuple[str, str]]]:
    """Where the line goes up or down through that step: from which height of the row to which."""
    for before, after in pairwise(stood):
        low, high = sorted((before.step, after.step))
        if low <= number <= high:
            yield after.since, ("50%" if number == high else "0%", "50%" if number == low else "100%")


def _told(lane: Lane) -> list[tuple[str, str]]:
    """The lane's happenings in order, each with its days."""
    rows = [
        (one.start, f"{short_day(one.start)} – {short_day(one.end) or 'pågår'}", one.text) for one in lane.stretches
    ]
    rows += [(mark.at, short_day(mark.at), mark.text) for mark in lane.marks]
    return [(words, text) for _, words, text in sorted(rows)]


def _scale(first: date, last: date) -> list[tuple[date, str]]:
    """At most eight steps: months for a short time, else years."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60) if months / step <= 8), 120)
    steps = []
    for number in range(months + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        if (month if step < 12 else year * 12 + month) % step == 0:
            day = date(year, month + 1, 1)
            if day >= first:
                steps.append((day, str(year) if month == 0 or step >= 12 else SHORT_MONTHS[month]))
    return steps


def _percent(share: float) -> str:
    """As SVG wants it, with a point whatever the locale."""
    return f"{100 * share:.2f}%"


def _colour(tone: str) -> str:
    return COLOURS[one_of(tone, Tone, tag="chart", argument="tone")]
