"""DuckDB in this process: no server, nothing fetched, nothing read or written outside the folders it is given."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from brygga.rules.critical import ACUTE, AT_HOME, HELD, LASTING, STAYS, TOGETHER, Kind

Engine = duckdb.DuckDBPyConnection
Rows = list[tuple[Any, ...]]
Value = str | int | bool | None | Sequence[object]

TAKEN = re.compile(r"\$(\w+)")
#: Sets of kinds as whole numbers, a bit a kind (`is_of` in `sql/terms.sql`).
SETS: dict[str, Value] = {
    name: sum(1 << place for place, kind in enumerate(Kind) if kind in kinds)
    for name, kinds in {
        "held": HELD,
        "stays": STAYS,
        "at_home": AT_HOME,
        "lasting": LASTING,
        "acute": ACUTE,
        "together": TOGETHER,
    }.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a question may use. It spills to a folder of its own when memory is short."""

    memory: str = "1GB"
    threads: int = 2
    spill: Path | None = None
    """Where that folder is made; None: where the system keeps temporary files."""
    rows_at_once: int = 2_000_000
    """Persons are taken so many rows at a time, so that memory does not grow with the files."""


@contextmanager
def engine(folder: Path, settings: Settings, *, also: Sequence[Path] = ()) -> Iterator[Engine]:
    """For one question. It reaches the folders and what it spills, and nobody can set it otherwise afterwards."""
    with tempfile.TemporaryDirectory(prefix="brygga-histories-", dir=settings.spill) as spill:
        connection = duckdb.connect(
            config={
                "memory_limit": settings.memory,
                "threads": settings.threads,
                "temp_directory": spill,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "allow_community_extensions": False,
                "allow_persistent_secrets": False,
            }
        )
        try:
            connection.execute("SET allowed_directories = $folders", {"folders": [str(one) for one in (folder, *also)]})
            connection.execute("SET enable_external_access = false")
            kinds = [kind.value for kind in Kind]
            connection.execute("CREATE TYPE kinds AS ENUM (SELECT unnest($kinds))", {"kinds": kinds})
            connection.execute(text("terms"))
            connection.execute("SET lock_configuration = true")
            yield connection
        finally:
            connection.close()


def names(connection: Engine, files: list[str]) -> None:
    """The units and organisations of the files as types, so that one is compared with another as a number."""
    for what in ("unit", "organisation") if files else ():
        connection.execute(text("names").format(what=what), {"files": files})


@cache
def text(name: str) -> str:
    """One of the questions in `sql/`. Values are never written into it."""
    return resources.files(__package__).joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def ask(connection: Engine, question: str, values: Mapping[str, Value]) -> Engine:
    """With those of the values that the question takes; the sets of kinds are at hand."""
    taken = set(TAKEN.findall(question))
    return connection.execute(question, {name: value for name, value in {**SETS, **values}.items() if name in taken})
