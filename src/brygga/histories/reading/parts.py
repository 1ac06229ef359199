"""Where an import is while it goes on: parts of rows, and how far it has come. Nothing of it is seen by questions.

`.<batch>.parts/part-<number>/bucket=<number>/*.parquet`, and `so-far.json`, written when its part is whole.
"""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from brygga.histories.engine import Engine, ask, text
from brygga.histories.files import BATCH_NAME, BUCKETS, COLUMNS, check_columns, check_rows, put
from brygga.histories.reading.refusing import Busy, Refused
from brygga.histories.reading.reports import KEPT_PAIRS, Report
from brygga.histories.reading.rows import Read

PART_ROWS = 25_000


@dataclass(slots=True)
class Parts:
    folder: Path
    number: int = 0
    """How many parts are whole."""
    line: int = 0
    """Up to which line of the file."""
    report: Report | None = None

    def add(
        self, connection: Engine, rows: Sequence[tuple[str, Read]], line: int, report: Report, of: str, part: float
    ) -> None:
        into = self.folder / f"part-{self.number + 1:06}"
        if into.exists():
            shutil.rmtree(into)
        if rows:
            connection.execute(text("stage"), _columns(rows) | {"into": str(into)})
        self.number, self.line, self.report = self.number + 1, line, report
        told = {"of": of, "number": self.number, "line": line, "part": part, "report": report.to_dict()}
        new = self.folder / "so-far.new"
        new.write_text(json.dumps(told), encoding="utf-8")
        new.replace(self.folder / "so-far.json")

    def files(self, bucket: int) -> list[str]:
        """Only of the parts that are whole."""
        parts = (self.folder / f"part-{number:06}" for number in range(1, self.number + 1))
        return [str(file) for part in parts for file in sorted((part / f"bucket={bucket}").glob("*.parquet"))]


@contextmanager
def kept(histories: Path, batch: str, of: str) -> Iterator[Parts]:
    """The parts of an import of that very file, as far as it came; others that were left there are thrown away."""
    if not BATCH_NAME.fullmatch(batch):
        raise Refused(f"En omgång kan inte heta {batch!r}: små bokstäver, siffror, - och _, högst 64.")
    folder = place(histories, batch)
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise Busy from fault
        yield _so_far(folder, of)


def place(histories: Path, batch: str) -> Path:
    return histories / f".{batch}.parts"


def so_far(histories: Path, batch: str) -> tuple[int, float]:
    """How many rows an import that is under way has read, and how much of the file."""
    try:
        told = json.loads((place(histories, batch) / "so-far.json").read_text(encoding="utf-8"))
        return int(told["report"]["rows"]), float(told["part"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, 0.0


def _so_far(folder: Path, of: str) -> Parts:
    try:
        told = json.loads((folder / "so-far.json").read_text(encoding="utf-8"))
        if told["of"] == of:
            return Parts(folder, int(told["number"]), int(told["line"]), Report.from_dict(told["report"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != "lock":
            left.unlink()
    return Parts(folder)


def gather(connection: Engine, parts: Parts, into: Path | None, earlier: dict[int, list[str]], report: Report) -> None:
    """Each person's rows together, those that say the same once, and not what earlier batches hold."""
    every: list[str] = [one for files in earlier.values() for one in files]
    for bucket in range(BUCKETS):
        files = parts.files(bucket)
        if files:
            connection.execute(text("staged"), {"files": files})
            _left_out(connection, earlier.get(bucket, []), report)
            check_rows(connection, bucket)
            if into is not None:
                every += put(connection, into)
    if every:
        check_columns(connection, parts.folder, every)


def _left_out(connection: Engine, earlier: list[str], report: Report) -> None:
    twice = "SELECT line, said_at FROM staged WHERE line <> said_at ORDER BY line"
    duplicates = _pairs(connection, twice, report.duplicate_lines)
    if earlier:
        connection.execute(text("incoming_new"), {"files": earlier})
    else:
        connection.execute(text("incoming"))
    persons, rows = connection.execute("SELECT count(DISTINCT person), count(*) FROM staged").fetchone() or (0, 0)
    (written,) = connection.execute("SELECT count(*) FROM incoming").fetchone() or (0,)
    report.overlaps += _pairs(connection, text("overlaps"), report.overlapping_lines)
    report.duplicates += duplicates
    report.known += rows - duplicates - written
    report.written += written
    report.persons += persons


def _pairs(connection: Engine, asked: str, pairs: list[tuple[int, int]]) -> int:
    found = ask(connection, asked, {})
    number = 0
    while rows := found.fetchmany(1000):
        pairs += rows[: max(KEPT_PAIRS - len(pairs), 0)]
        number += len(rows)
    return number


def _columns(rows: Iterable[tuple[str, Read]]) -> dict[str, object]:
    rows = list(rows)
    columns: dict[str, object] = {name: [getattr(one.happening, name) for _, one in rows] for name in COLUMNS}
    columns["kind"] = [str(one.happening.kind) for _, one in rows]
    return columns | {"person": [who for who, _ in rows], "line": [one.line for _, one in rows]}
