"""Parquet by the locked engine: it reaches the folder of the file, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

import duckdb

from brygga.histories.engine import Engine, Settings, engine
from brygga.histories.reading.refusing import Refused
from brygga.histories.reading.tables import MOST_COLUMNS, Cells, Table

SETTINGS = Settings(memory="512MB", threads=2)
FETCHED = 5_000
LARGEST_FOOTER = 16_000_000
LARGEST_CELL = 100_000
#: What the engine's client raises for names and sizes that cannot be.
BROKEN = (duckdb.Error, RuntimeError, UnicodeError, OverflowError, MemoryError)
UNREADABLE = "Parquet-filen går inte att läsa. Exportera den igen."


def open_parquet(path: Path, wanted: Collection[str] | None) -> Table:
    _look(path)
    headings, claimed = _told(path)
    taken = [one for one in headings if wanted is None or one in wanted]
    read = [0]
    return Table(taken, _rows(path, taken, claimed, read), lambda: min(read[0] / max(claimed, 1), 1.0))


def _look(path: Path) -> None:
    """The last eight bytes say how long the footer is."""
    if set(str(path)) & set("*?[]{}"):
        raise Refused("Filens namn har tecken som inte går att läsa. Byt namn på den.")
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(-min(8, size), os.SEEK_END)
        told = file.read()
    footer = int.from_bytes(told[:4], "little")
    if told[4:] != b"PAR1" or footer > size - 12:
        raise Refused(UNREADABLE)
    if footer > LARGEST_FOOTER:
        raise Refused(f"Filen har fler än {MOST_COLUMNS} kolumner.")


def _told(path: Path) -> tuple[list[str], int]:
    try:
        with engine(path.parent, SETTINGS) as connection:
            file = {"file": str(path)}
            asked = "SELECT coalesce(sum(num_rows), 0)::BIGINT FROM parquet_file_metadata($file)"
            (claimed,) = connection.execute(asked, file).fetchone() or (0,)
            empty = connection.execute("FROM read_parquet($file, hive_partitioning = false) LIMIT 0", file)
            return [name for name, *_ in empty.description or ()], claimed
    except BROKEN as fault:
        raise Refused(UNREADABLE) from fault


def _rows(path: Path, taken: list[str], claimed: int, read: list[int]) -> Iterator[tuple[int, Cells]]:
    columns = ", ".join(f"replace(left({_name(one)}::VARCHAR, {LARGEST_CELL}), chr(0), ' ')" for one in taken)
    asked = f"SELECT {columns} FROM read_parquet($file, hive_partitioning = false)"  # noqa: S608
    try:
        with engine(path.parent, SETTINGS) as connection:
            for row in _fetched(connection.execute(asked, {"file": str(path)})):
                read[0] += 1
                cells = [one or "" for one in row]
                if any(cells):
                    yield read[0] + 1, cells
    except BROKEN as fault:
        raise Refused(UNREADABLE) from fault
    if read[0] != claimed:
        raise Refused(UNREADABLE)


def _fetched(answer: Engine) -> Iterator[tuple[str | None, ...]]:
    while rows := answer.fetchmany(FETCHED):
        yield from rows


def _name(heading: str) -> str:
    """As an identifier: the only text of a file that is ever written into a question."""
    quoted = heading.replace('"', '""')
    return f'"{quoted}"'
