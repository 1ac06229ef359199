"""From rows to events in the order they happen: what lasts has a start and a complete, all else a complete."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import IO, Literal

from brygga.histories.among import Among
from brygga.histories.export.lines import Line, lines
from brygga.histories.questions import Histories
from brygga.rules.small_numbers import SMALL_NUMBERS, SmallNumbers

Progress = Callable[[int], None]
"""How many events have been written."""
TOLD_EACH = 10_000
#: What neither XML nor a spreadsheet can hold.
UNWRITABLE = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Event:
    line: Line
    row: int
    """The number of the row, the same for its start and its complete."""
    step: Literal["start", "complete"]
    on: date

    @property
    def order(self) -> tuple[date, int, int]:
        """What ends that day comes before what begins, unless it began that day itself: of days one knows no hours."""
        over = self.step == "complete" and self.line.begins < self.on
        return self.on, 0 if over else 1, self.row

    @property
    def time(self) -> str:
        return f"{self.on.isoformat()}T00:00:00.000+00:00"


@dataclass(slots=True)
class Exported:
    persons: int = 0
    rows: int = 0
    events: int = 0


class Log:
    """The events of each person; counts what it hands over."""

    def __init__(
        self, histories: Histories, among: Among, progress: Progress | None = None, rule: SmallNumbers = SMALL_NUMBERS
    ) -> None:
        self.lines = lines(histories, among, rule)
        self.progress = progress
        self.exported = Exported()

    def persons(self) -> Iterator[tuple[int, list[Event]]]:
        for person, rows in groupby(self.lines, key=attrgetter("person")):
            self.exported.persons += 1
            events = sorted((event for line in rows for event in self._events(line)), key=attrgetter("order"))
            yield person, events
            before = self.exported.events
            self.exported.events += len(events)
            if self.progress and before // TOLD_EACH != self.exported.events // TOLD_EACH:
                self.progress(self.exported.events)
        if self.progress:
            self.progress(self.exported.events)

    def _events(self, line: Line) -> Iterator[Event]:
        self.exported.rows += 1
        row = self.exported.rows
        if line.lasts:
            yield Event(line, row, "start", line.begins)
        if line.ends is not None:
            yield Event(line, row, "complete", line.ends)


def plain(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text)


@contextmanager
def whole(into: Path) -> Iterator[IO[str]]:
    """The file is there when all is in it, and only the one who runs it may read it."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", prefix=f".{into.name}.", dir=into.parent, delete=False
    ) as file:
        try:
            yield file
            file.flush()
            Path(file.name).replace(into)
        except BaseException:
            Path(file.name).unlink()
            raise
