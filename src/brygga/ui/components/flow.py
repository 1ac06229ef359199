"""Who goes from where to where: a band for each way, as wide as it is many. Inline SVG, and the same in a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from brygga.ui.components.register import register
from brygga.ui.components.scales import percent

#: How high a way is drawn at most and at least; how far it is between nodes; how high a line of a name is.
HIGHEST, LOWEST, BETWEEN, LINE = 64, 3, 12, 17
LINES, LETTERS = 4, 13
#: The share of the width that the names of a side have, and between them and the bands.
SIDE, GAP = 0.34, 0.03


@dataclass(frozen=True, slots=True)
class Way:
    """From a unit to another, or to nothing (`lost`). `text` is how the number is written."""

    here: str
    there: str
    number: int
    text: str = ""
    note_here: str = ""
    note_there: str = ""
    lost: bool = False


@dataclass(slots=True)
class _Node:
    name: str
    lost: bool = False
    top: int = 0
    height: int = 0
    used: float = 0

    @property
    def lines(self) -> int:
        """So many that the name fits on a telephone."""
        return min(ceil(len(self.name) / LETTERS), LINES)

    def take(self, height: float) -> float:
        start, self.used = self.used, self.used + height
        return start


@dataclass(frozen=True, slots=True)
class _Band:
    path: str
    title: str
    lost: bool


@register.inclusion_tag("ui/components/flow.html")
def flow(
    *,
    heading: str,
    ways: Iterable[Way],
    summary: str = "",
    first: str = "Från",
    second: str = "Till",
    unit: str = "Antal",
    most: int = 12,
) -> dict[str, object]:
    """Ways from the left to the right, the widest first; all of them in the table, the first `most` in the picture."""
    every = sorted(ways, key=lambda way: -way.number)
    here, there, bands, height = _drawn(every[:most])
    return {
        "heading": heading,
        "summary": summary,
        "here": here,
        "there": there,
        "bands": bands,
        "height": height,
        "left": percent(SIDE),
        "between": percent(1 - 2 * SIDE),
        "right": percent(1 - SIDE),
        "side": percent(SIDE - GAP),
        "beside": percent(1 - SIDE + GAP),
        "told": [(way, way.text or str(way.number)) for way in every],
        "head": (first, second, unit),
        "undrawn": max(len(every) - most, 0),
    }


def _drawn(ways: Sequence[Way]) -> tuple[list[_Node], list[_Node], list[_Band], int]:
    if not ways:
        return [], [], [], 0
    scale = HIGHEST / max(way.number for way in ways)
    sides: tuple[dict[str, _Node], dict[str, _Node]] = ({}, {})
    wide = [max(way.number * scale, LOWEST) for way in ways]
    for way, width in zip(ways, wide, strict=True):
        for side, name in zip(sides, (way.here, way.there), strict=True):
            node = side.setdefault(name, _Node(name))
            node.used += width
        sides[1][way.there].lost = way.lost
    height = max(_stacked(side.values()) for side in sides)
    bands = []
    for way, width in zip(ways, wide, strict=True):
        left, right = sides[0][way.here].take(width), sides[1][way.there].take(width)
        title = f"{way.here} → {way.there}: {way.text or way.number}"
        bands.append(_Band(_path(left, right, width), title, way.lost))
    return list(sides[0].values()), list(sides[1].values()), bands, height


def _stacked(nodes: Iterable[_Node]) -> int:
    """One under the other, each as high as its bands or its label; says how far down they reach."""
    top = 0
    for node in nodes:
        bands = node.used
        node.top, node.height = top, max(ceil(bands), LINE * node.lines)
        node.used = top + (node.height - bands) / 2
        top += node.height + BETWEEN
    return top - BETWEEN


def _path(left: float, right: float, width: float) -> str:
    """In a square of a hundred across, which is stretched."""
    a, b, c, d = (round(y, 1) for y in (left, right, right + width, left + width))
    return f"M0 {a}C50 {a} 50 {b} 100 {b}V{c}C50 {c} 50 {d} 0 {d}Z"
