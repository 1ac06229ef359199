"""From what is known of a history of care to lanes, marks and sentences: for staff and for the person alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from brygga.rules.critical import LASTING, STAYS, Critical, Happening, Kind, Situation
from brygga.rules.dates import written
from brygga.timelines.queries import Found, Span, Timeline
from brygga.timelines.sources import Known
from brygga.ui.components.lanes import Lane, Mark, Shape, Stretch
from brygga.ui.components.status import Tone
from brygga.ui.window import Window

SHAPES: dict[Kind, Shape] = {
    Kind.MEETING: "round",
    Kind.DECISION: "square",
    Kind.APPLICATION: "square",
    Kind.EMERGENCY: "triangle",
    Kind.PLAN: "diamond",
    Kind.COORDINATION: "diamond",
}
LEGEND = (
    ("round", "Möte eller samtal"),
    ("square", "Ansökan eller beslut"),
    ("triangle", "Akut"),
    ("diamond", "Plan eller början på en samordning"),
    ("hatched", "Tvångsvård"),
    ("broken", "Avbröts"),
)
#: What was over the day it happened, and belongs to the whole rather than to a unit.
ABOVE = frozenset({Kind.PLAN, Kind.COORDINATION})
#: No more rows than this in the list; the rest is told as a number.
MOST = 100
MOST_SITUATIONS = 25


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list under the picture."""

    when: str
    at: date
    text: str
    who: str
    url: str
    tone: Tone

    @property
    def lasted(self) -> bool:
        return self.when != written(self.at)


@dataclass(frozen=True, slots=True)
class Shown:
    """A critical situation as it is told: its number in the picture, when, and the rows that prove it."""

    number: int
    found: Found
    when: str
    lines: Sequence[Line]
    explain_url: str = ""

    @property
    def term(self) -> str:
        return self.found.critical.situation.term

    @property
    def plain(self) -> str:
        return self.found.critical.situation.plain


def lanes(told: Timeline, label: str = "Kritiska lägen") -> list[Lane]:
    """First what is critical, then what holds it together, then a lane for each unit in the order they came."""
    found = [(number, one, one.critical) for number, one in enumerate(told.situations, 1)]
    marks = [Mark(it.situation.term, it.since, _tone(one), "round", str(number)) for number, one, it in found]
    return [*([Lane(label, marks=marks)] if marks else []), *_above(told), *_units(told.rows)]


def legend(told: Timeline) -> list[tuple[str, str]]:
    """What the shapes mean, of those that are there."""
    rows = [row.happening for row in told.rows]
    used: set[str] = {SHAPES[one.kind] for one in rows if one.kind in SHAPES}
    used |= {
        word
        for word, true in (("hatched", "compulsory"), ("broken", "broken_off"))
        if any(getattr(one, true) for one in rows)
    }
    return [(shape, words) for shape, words in LEGEND if shape in used]


def _above(told: Timeline) -> Iterable[Lane]:
    plans = [row for row in told.rows if row.happening.kind in ABOVE]
    by_lane: dict[str, list[Span]] = {}
    for span in told.spans:
        by_lane.setdefault(span.lane, []).append(span)
    for name, spans in by_lane.items():
        marks = [_mark(row.happening) for row in plans] if name == "Samordning" else []
        note = "och planer" if marks and any(row.happening.kind == Kind.PLAN for row in plans) else ""
        yield Lane(name, [Stretch(one.words, one.since, one.until, "neutral") for one in spans], marks, note)


def _units(rows: Iterable[Known]) -> list[Lane]:
    by_unit: dict[tuple[str, str], list[Happening]] = {}
    for row in rows:
        if row.happening.kind not in ABOVE:
            by_unit.setdefault((row.happening.unit, row.happening.organisation), []).append(row.happening)
    return [
        Lane(
            unit,
            [_stretch(one) for one in found if one.kind in LASTING],
            [_mark(one) for one in found if one.kind not in LASTING],
            organisation,
        )
        for (unit, organisation), found in by_unit.items()
    ]


def _stretch(one: Happening) -> Stretch:
    tone: Tone = "warning" if one.kind in STAYS else "neutral" if one.kind == Kind.INVESTIGATION else "info"
    return Stretch(one.words, one.begins, one.ends, tone, hatched=one.compulsory, broken=one.broken_off)


def _mark(one: Happening) -> Mark:
    tone: Tone = "bad" if one.kind == Kind.EMERGENCY else "good" if one.kind in ABOVE else "info"
    return Mark(one.words, one.begins, tone, SHAPES[one.kind])


Links = Callable[[Known], str]
Explains = Callable[[str], str]


def nowhere(_: object) -> str:
    """For a reader to whom there is no page to lead."""
    return ""


def situations(
    told: Timeline, window: Window | None, links: Links, explains: Explains = nowhere
) -> tuple[list[Shown], int]:
    """The latest in that time, numbered as in the whole, and how many more there are.

    `links` leads to a row, `explains` to a form.
    """
    rows = {row.happening.key: row for row in told.rows}
    seen = [
        (number, found)
        for number, found in enumerate(told.situations, 1)
        if window is None or window.touches(found.critical.since, found.critical.until)
    ]
    shown = []
    for number, found in seen if window is None else seen[-MOST_SITUATIONS:]:
        one = found.critical
        lines = [line(row, links(rows[row.key])) for row in one.evidence]
        shown.append(Shown(number, found, _when(one), lines, explains(one.mark)))
    return shown, len(seen) - len(shown)


def _tone(found: Found) -> Tone:
    """What is explained is quieter."""
    return "neutral" if found.explanation else "bad" if found.critical.until is None else "warning"


def _when(one: Critical) -> str:
    if one.until is None:
        return f"Sedan {written(one.since)}"
    if one.until == one.since or one.situation == Situation.NO_FOLLOW_UP:
        return written(one.since)
    return f"{written(one.since)} – {written(one.until)}"


def line(one: Happening, url: str) -> Line:
    days = written(one.begins)
    if one.kind in LASTING and one.ends != one.begins:
        days = f"{days} – {written(one.ends) or 'pågår'}"
    tone: Tone = "bad" if one.broken_off or one.kind == Kind.EMERGENCY else "info"
    also = [word for word, true in (("avbröts", one.broken_off), ("tvångsvård", one.compulsory)) if true]
    text = f"{one.words} ({', '.join(also)})" if also else one.words
    return Line(days, one.begins, text, f"{one.unit}, {one.organisation}", url, tone)


def lines(told: Timeline, window: Window, links: Links) -> tuple[list[Line], int]:
    """What touches that time, in the order it began, and how many more there are."""
    rows = [row for row in told.rows if window.touches(row.happening.begins, row.happening.last_day)]
    return [line(one.happening, links(one)) for one in rows[-MOST:]], max(len(rows) - MOST, 0)


def summary(told: Timeline) -> str:
    """What one should see, in a sentence."""
    number = len(told.situations)
    if not told.rows:
        return ""
    if not number:
        return "Inget kritiskt läge syns i det du får läsa."
    words = "Ett kritiskt läge" if number == 1 else f"{number} kritiska lägen"
    running = sum(one.critical.until is None for one in told.situations)
    goes_on = f", {'ett' if running == 1 else running} pågår nu" if running else ""
    return f"{words}{goes_on}. Siffrorna i bilden står vid lägena nedanför."
