"""The meeting circle as a picture: where each place stands, and the words broken to fit it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from textwrap import shorten, wrap

from brygga.meetings.models import CirclePlace
from brygga.meetings.states import Mandate

WIDTH, HEIGHT, MIDDLE, TABLE, SEAT = 560, 460, (280, 230), 150, 52
LETTERS, LINES = 14, 3


@dataclass(frozen=True, slots=True)
class Word:
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    x: float
    y: float
    words: tuple[Word, ...]
    decides: bool
    wanted: bool


def draw(places: Sequence[CirclePlace]) -> list[DrawnPlace]:
    """Places evenly round the person, the first at the top. Those who are many sit on a wider ellipse."""
    count = len(places)
    across, down = (210, 165) if count > 5 else (TABLE + 20, TABLE)
    return [_place(place, number / count, across, down) for number, place in enumerate(places)]


def _place(place: CirclePlace, turn: float, across: float, down: float) -> DrawnPlace:
    angle = 2 * pi * turn - pi / 2
    x, y = MIDDLE[0] + across * cos(angle), MIDDLE[1] + down * sin(angle)
    return DrawnPlace(round(x, 1), round(y, 1), words_at(place.name, y), place.mandate == Mandate.YES, place.wanted)


def words_at(text: str, y: float) -> tuple[Word, ...]:
    """A name in at most three short lines, centred on the place."""
    lines = [shorten(line, LETTERS + 1, placeholder="…") for line in wrap(text, LETTERS)] or [""]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1] + " …"]
    first = y - (len(lines) - 1) * 8 + 5
    return tuple(Word(round(first + 16 * number, 1), line) for number, line in enumerate(lines))
