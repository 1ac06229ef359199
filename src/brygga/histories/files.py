"""The folder: `<batch>/bucket=<number>/*.parquet`. All of a person's rows are in buckets of one number."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from brygga.histories.engine import Engine, Settings, ask, engine, text
from brygga.histories.swapping import clear, held, is_cut_off, put_back, swap_in
from brygga.rules.critical import Happening

Person = int | str
Row = tuple[Person, Happening]
"""A person's pseudonym, and something that happened to that person."""

BUCKETS = 32
BATCH_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
FILE_NAME = re.compile(rf"{BATCH_NAME.pattern}/bucket=(\d+)/\w+\.parquet")
AT_ONCE = 50_000
#: What a file says of itself whose rows lie as `rules.critical` puts them in order, person by person.
ORDER = ("brygga_order", "person, begins, last day, key")

PERSONS = {"BIGINT": int, "VARCHAR": str}
COLUMNS = {
    "key": "VARCHAR", "begins": "DATE", "ends": "DATE", "kind": "VARCHAR", "unit": "VARCHAR",
    "organisation": "VARCHAR", "broken_off": "BOOLEAN", "compulsory": "BOOLEAN",
}  # fmt: skip


class HistoryFault(ValueError):
    """The files or the rows are not as they must be; says which and how."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """The files of one number, how many rows they hold together, and whether those lie in order."""

    number: int
    files: tuple[str, ...]
    rows: int
    in_order: bool


def buckets(connection: Engine, folder: Path, batches: Collection[str] | None = None) -> list[Bucket]:
    """All that is in the folder, or only those batches, seen to be of the right form. Rows are not read."""
    by_number: dict[int, list[str]] = {}
    for file in settled(folder, batches):
        by_number.setdefault(_number(folder, file), []).append(str(file))
    if not by_number:
        return []
    found = [file for of in by_number.values() for file in of]
    check_columns(connection, folder, found)
    counted = connection.execute("SELECT file_name, num_rows FROM parquet_file_metadata($files)", {"files": found})
    rows, ordered = dict(counted.fetchall()), _ordered(connection, found)
    return [
        Bucket(number, tuple(of), sum(rows[file] for file in of), len(of) == 1 and of[0] in ordered)
        for number, of in sorted(by_number.items())
    ]


def _ordered(connection: Engine, found: list[str]) -> set[str]:
    asked = "SELECT file_name FROM parquet_kv_metadata($files) WHERE key = $key::BLOB AND value = $value::BLOB"
    key, value = ORDER
    told = connection.execute(asked, {"files": found, "key": key.encode(), "value": value.encode()})
    return {file for (file,) in told.fetchall()}


def check(connection: Engine, found: Iterable[Bucket]) -> None:
    """Reads every row; for files that something else than Brygga has written. What Brygga writes, it has checked."""
    for bucket in found:
        taken_in = "CREATE OR REPLACE TABLE incoming AS FROM read_parquet($files, hive_partitioning = false)"
        connection.execute(taken_in, {"files": list(bucket.files)})
        check_rows(connection, bucket.number)
        if bucket.in_order and ask(connection, text("out_of_order"), {}).fetchone() != (0,):
            raise HistoryFault(f"The rows of bucket {bucket.number} do not lie in the order that the file says.")


def write(folder: Path, batch: str, rows: Iterable[Row], settings: Settings) -> int:
    """All of the rows or none, instead of what a batch of that name held; says how many."""
    if not BATCH_NAME.fullmatch(batch):
        raise HistoryFault(f"A batch cannot be called {batch!r}: small letters, figures, - and _, at most 64.")
    clear(folder, batch)
    new = Path(tempfile.mkdtemp(prefix=f".{batch}.", dir=folder))
    try:
        with engine(folder, settings) as connection:
            number = _take_in(connection, rows)
            check_rows(connection)
            if number:
                written = put(connection, new / "rows")
                check_columns(connection, folder, [*map(str, files(folder)), *written])
        swap_in(folder, batch, new, new / "rows" if number else None)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return number


def put(connection: Engine, into: Path) -> list[str]:
    """The rows in `incoming` as files, one for each number, whose rows lie in order."""
    connection.execute("CREATE OR REPLACE TABLE numbered AS SELECT *, bucket_of(person) AS bucket FROM incoming")
    written = []
    for (number,) in connection.execute("SELECT DISTINCT bucket FROM numbered ORDER BY bucket").fetchall():
        (into / f"bucket={number}").mkdir(parents=True)
        written.append(str(into / f"bucket={number}" / "rows.parquet"))
        ask(connection, text("put").format(order=ORDER), {"bucket": number, "into": written[-1]})
    return written


def settled(folder: Path, batches: Collection[str] | None = None) -> list[Path]:
    """The files as they are between two swaps, also after one that was cut off."""
    with held(folder):
        if not is_cut_off(folder):
            return list(files(folder, batches))
    with held(folder, alone=True):
        put_back(folder)
        return list(files(folder, batches))


def files(folder: Path, batches: Collection[str] | None = None) -> Iterator[Path]:
    """What Brygga is writing has a name that begins with a full stop, and is not seen."""
    for place, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        beside = names
        if batches is not None and Path(place) == folder:
            inner[:], beside = [name for name in inner if name in batches], []
        for file in (Path(place, name) for name in sorted([*beside, *inner])):
            if file.is_symlink():
                raise HistoryFault(f"{_short(folder, file)} leads elsewhere. Links are not followed.")
            if file.is_file():
                yield file


def _number(folder: Path, file: Path) -> int:
    place = FILE_NAME.fullmatch(_short(folder, file))
    if place is None or int(place[1]) >= BUCKETS:
        raise HistoryFault(f"{_short(folder, file)} is not where a file of histories is: batch/bucket=0/rows.parquet.")
    return int(place[1])


def _short(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix()


def check_columns(connection: Engine, folder: Path, found: list[str]) -> None:
    asked = "SELECT file_name, name, duckdb_type FROM parquet_schema($files) WHERE duckdb_type IS NOT NULL"
    types: dict[str, dict[str, str]] = {file: {} for file in found}
    try:
        for file, name, kind in connection.execute(asked, {"files": found}).fetchall():
            types[file][name] = kind
    except duckdb.Error as fault:
        raise HistoryFault(f"Not all of the files in {folder.name} are Parquet: {fault}") from fault
    first = types[found[0]].get("person", "BIGINT")
    expected = COLUMNS | {"person": first if first in PERSONS else "BIGINT or VARCHAR"}
    for file in found:
        wrong = [
            f"{name} is {types[file].get(name, 'missing')}, not {kind}"
            for name, kind in expected.items()
            if types[file].get(name) != kind
        ]
        if wrong:
            raise HistoryFault(f"{_short(folder, Path(file))}: {'; '.join(wrong)}.")


def check_rows(connection: Engine, bucket: int | None = None) -> None:
    faults = connection.execute(text("faults"), {"bucket": bucket}).fetchall()
    if faults:
        told = "; ".join(f"{number} of the rows, as {key!r}: {fault}" for fault, number, key in faults)
        raise HistoryFault(f"{told}.")


def _take_in(connection: Engine, rows: Iterable[Row]) -> int:
    """Into a table of the engine, which spills it when memory is short."""
    left, number, person = iter(rows), 0, ""
    for part in iter(lambda: list(islice(left, AT_ONCE)), []):
        person = person or _made(connection, part[0][0])
        if not all(type(who) is PERSONS[person] for who, _ in part):
            raise HistoryFault("The persons of a batch must be all whole numbers or all text.")
        connection.execute(text("take_in"), _columns(part))
        number += len(part)
    if not number:
        _made(connection, 0)
    return number


def _made(connection: Engine, person: Person) -> str:
    kind = next((name for name, of in PERSONS.items() if type(person) is of), "BIGINT")
    columns = ", ".join(f"{name} {of}" for name, of in (COLUMNS | {"person": kind}).items())
    connection.execute(f"CREATE TABLE incoming ({columns})")
    return kind


def _columns(part: list[Row]) -> dict[str, list[object]]:
    columns: dict[str, list[object]] = {name: [getattr(one, name) for _, one in part] for name in COLUMNS}
    return columns | {"kind": [str(one.kind) for _, one in part], "person": [who for who, _ in part]}
