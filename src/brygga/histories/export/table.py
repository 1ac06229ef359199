"""CSV with the names that tools of process mining look for."""

from __future__ import annotations

import csv
from pathlib import Path

from brygga.histories.among import Among
from brygga.histories.export.events import Event, Exported, Log, Progress, plain, whole
from brygga.histories.questions import Histories
from brygga.histories.reading.rows import as_text
from brygga.rules.small_numbers import SMALL_NUMBERS, SmallNumbers

HEADINGS = (
    "case:concept:name", "concept:name", "concept:instance", "lifecycle:transition", "time:timestamp", "org:group",
    "organisation", "compulsory", "broken_off",
)  # fmt: skip


def write_csv(
    histories: Histories, among: Among, into: Path, *, progress: Progress | None = None,
    rule: SmallNumbers = SMALL_NUMBERS,
) -> Exported:  # fmt: skip
    log = Log(histories, among, progress, rule)
    with whole(into) as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(HEADINGS)
        for person, events in log.persons():
            table.writerows(_row(person, event) for event in events)
    return log.exported


def _row(person: int, event: Event) -> list[object]:
    line = event.line
    return [
        person, line.kind.term, event.row, event.step, event.time, as_text(plain(line.unit)),
        as_text(plain(line.organisation)), str(line.compulsory).lower(), str(line.broken_off).lower(),
    ]  # fmt: skip
