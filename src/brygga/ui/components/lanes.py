"""What went on when and where, one lane per unit: inline SVG, and the same told in a table. No script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby, islice
from typing import Literal

from brygga.ui.components.dates import short_day
from brygga.ui.components.register import one_of, register
from brygga.ui.components.scales import colour, percent, scale
from brygga.ui.components.status import Tone

Shape = Literal["round", "square", "triangle", "diamond"]
#: Each drawn round the middle of its mark.
PATHS = {
    "round": "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0",
    "square": "M-6-6h12v12h-12z",
    "triangle": "M0-8L8 6H-8z",
    "diamond": "M0-8L8 0L0 8L-8 0z",
}
ROW = 30
#: Marks nearer than this share of the width are drawn as one.
NEAR = 0.03
#: The same where they have figures, which must have room beside them: of up to nine marks, and of more.
FIGURED = (0.08, 0.16)
#: From here on the figures stand before the mark, so that they are not cut off.
LAST_PART = 0.82
#: A lane with more than this is drawn coarser: what lies closer than this share is drawn as one.
MANY, CLOSE = 60, 0.01


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something that went on for a time; without `end` it still does."""

    text: str
    start: date
    end: date | None = None
    tone: Tone = "info"
    hatched: bool = False
    """Told apart without colour: compulsory, or only planned."""
    broken: bool = False
    """It ended before it was meant to: a bar across the end."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on a day."""

    text: str
    at: date
    tone: Tone = "bad"
    shape: Shape = "round"
    label: str = ""
    """A figure to write in it, that the list below has too."""


@dataclass(frozen=True, slots=True)
class Lane:
    label: str
    stretches: Sequence[Stretch] = ()
    marks: Sequence[Mark] = field(default=())
    note: str = ""
    """Small, under the label."""


@dataclass(frozen=True, slots=True)
class _Bar:
    x: str
    width: str
    y: int
    text: str
    color: str
    hatched: bool
    broken: bool


@dataclass(frozen=True, slots=True)
class _Dot:
    x: str
    text: str
    color: str
    path: str
    label: str
    beside: str
    """Where a label stands that does not fit in the mark: the end of the text that the mark is at."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    lane: Lane
    height: int
    bars: Sequence[_Bar]
    dots: Sequence[_Dot]


@register.inclusion_tag("ui/components/lanes.html")
def lanes(
    *,
    heading: str,
    lanes: Iterable[Lane],
    first: date,
    last: date,
    summary: str = "",
    legend: Iterable[tuple[str, str]] = (),
    most: int = 300,
) -> dict[str, object]:
    """One lane per unit, on the same scale of time, and the same told in a table of at most so many rows.

    `legend` says what shapes mean: the name of a shape, "hatched" or "broken", and the words.
    """
    shown = [_inside(lane, first, last) for lane in lanes]
    drawn = [_draw(lane, first, last) for lane in shown]
    told = islice(((lane.label, words, text) for lane in shown for words, text in _told(lane)), most)
    count = sum(len(lane.stretches) + len(lane.marks) for lane in shown)
    return {
        "heading": heading,
        "summary": summary,
        "lanes": drawn,
        "scale": [(percent(_place(day, first, last)), words) for day, words in scale(first, last)],
        "told": list(told),
        "untold": max(count - most, 0),
        "legend": [(PATHS.get(shape, ""), shape, words) for shape, words in legend],
    }


def _inside(lane: Lane, first: date, last: date) -> Lane:
    """Only what touches the time that is shown."""
    stretches = [one for one in lane.stretches if one.start <= last and (one.end is None or one.end >= first)]
    return Lane(lane.label, stretches, [mark for mark in lane.marks if first <= mark.at <= last], lane.note)


def _draw(lane: Lane, first: date, last: date) -> _Drawn:
    above = 1 if lane.marks and lane.stretches else 0
    bars, ends = [], list[float]()
    for one in _coarser(sorted(lane.stretches, key=lambda one: one.start), first, last):
        left, right = _place(one.start, first, last), _place((one.end or last) + timedelta(days=1), first, last)
        right = max(right, left + 0.006)
        row = next((number for number, end in enumerate(ends) if end <= left), len(ends))
        ends[row : row + 1] = [right]
        broken = one.broken and one.end is not None and one.end <= last
        bars.append(_Bar(percent(left), percent(right - left), (row + above) * ROW, one.text, colour(one.tone),
                         one.hatched, broken))  # fmt: skip
    rows = max(len(ends) + above, 1)
    return _Drawn(lane, rows * ROW + 4, bars, list(_dots(lane.marks, first, last)))


def _coarser(rows: Sequence[Stretch], first: date, last: date) -> Iterable[Stretch]:
    """As they are, or where they are too many to be told apart, as the times when something went on."""
    if len(rows) <= MANY:
        yield from rows
        return
    near = timedelta(days=int((last - first).days * CLOSE) + 1)
    run: list[Stretch] = []
    until = date.min
    for one in rows:
        if run and one.start - until > near:
            yield _together(run, until)
            run = []
        until = max(until, one.end or date.max) if run else one.end or date.max
        run.append(one)
    yield _together(run, until)


def _together(run: Sequence[Stretch], until: date) -> Stretch:
    if len(run) == 1:
        return run[0]
    end = None if until == date.max else until
    flags = {"hatched": any(one.hatched for one in run), "broken": run[-1].broken}
    return Stretch(f"{len(run)} insatser", run[0].start, end, run[-1].tone, **flags)


def _dots(marks: Iterable[Mark], first: date, last: date) -> Iterable[_Dot]:
    """Marks of one shape that would cover each other are one, with the figures of all of them."""
    marks = list(marks)
    near = NEAR if len(marks) <= MANY else 3 * NEAR
    if any(mark.label for mark in marks):
        near = FIGURED[len(marks) > 9]
    for shape, of_shape in groupby(sorted(marks, key=lambda mark: (mark.shape, mark.at)), key=lambda mark: mark.shape):
        path = PATHS[one_of(shape, Shape, tag="lanes", argument="shape")]
        together: list[Mark] = []
        for mark in of_shape:
            if together and _place(mark.at, first, last) - _place(together[0].at, first, last) > near:
                yield _dot(together, path, first, last)
                together = []
            together.append(mark)
        yield _dot(together, path, first, last)


def _dot(together: Sequence[Mark], path: str, first: date, last: date) -> _Dot:
    one, end = together[0], together[-1]
    text = f"{short_day(one.at)}: {one.text}"
    text = text if len(together) == 1 else f"{text}, och {len(together) - 1} till"
    label = one.label if one.label == end.label else f"{one.label}–{end.label}"
    place = _place(one.at, first, last)
    beside = "" if len(label) < 2 else "end" if place > LAST_PART else "start"
    return _Dot(percent(place), text, colour(end.tone), path, label, beside)


def _place(day: date, first: date, last: date) -> float:
    return min(max((day - first).days / max((last - first).days, 1), 0), 1)


def _told(lane: Lane) -> Iterator[tuple[str, str]]:
    """The lane's happenings in order, each with its days."""
    rows: list[tuple[date, Stretch | Mark]] = [(one.start, one) for one in lane.stretches]
    rows += [(mark.at, mark) for mark in lane.marks]
    for day, one in sorted(rows, key=lambda row: row[0]):
        if isinstance(one, Mark):
            yield short_day(day), one.text
        else:
            yield f"{short_day(day)} – {short_day(one.end) or 'pågår'}", _words(one)


def _words(one: Stretch) -> str:
    return f"{one.text} (avbröts)" if one.broken else one.text
