"""Measures the heavy pages in one run and writes the table: `scripts/on_postgres .venv/bin/python -m benchmarks.run`.

Each page is asked of Brygga and of the two yardsticks (see bare.py) in turns, on the same database, over 1, 4 and 16
connections. What counts are the ratios: large region to small, and Brygga to a bare Django. Everything is on this
machine and stops by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.load import Answered, Ask, load

ROOT = Path(__file__).resolve().parents[1]
CONNECTIONS = (1, 4, 16)
ASKED = 60
PAGES = ("start", "coordination", "plan", "adopt")


@dataclass(frozen=True, slots=True)
class Measured:
    database: str
    persons: int
    page: str
    connections: int
    questions: int
    kilobytes: float
    ours: Answered
    django: Answered
    sql: Answered

    @property
    def times_django(self) -> float:
        """By answers a second: of many who wait for one lock, the median tells of the lucky ones only."""
        return self.django.per_second / self.ours.per_second


def environment(var: Path, database: str) -> dict[str, str]:
    return {
        **os.environ,
        "BRYGGA_MODE": "demo",
        "BRYGGA_VAR": str(var),
        "BRYGGA_HOSTS": "127.0.0.1,testserver",
        "DATABASE_URL": database,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "brygga.config.settings",
    }


@contextmanager
def served(environ: dict[str, str], application: str) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", "4", "--no-ws", application,
    ]  # fmt: skip
    with subprocess.Popen(
        command, env=environ, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _await(port)
            yield port
        finally:
            server.terminate()


def _await(port: int) -> None:
    for _ in range(200):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


@dataclass(frozen=True, slots=True)
class Region:
    """A database that has been built, and the folder where its questions are kept."""

    name: str
    persons: int
    environ: dict[str, str]
    folder: Path
    builder: str = "benchmarks.build"

    def build(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", self.builder, str(self.persons)]
        return subprocess.Popen(command, env=self.environ, cwd=ROOT)


def measure(region: Region, pages: tuple[str, ...] = PAGES) -> list[Measured]:
    told = json.loads((region.folder / "asks.json").read_text())
    bare_environ = {**region.environ, "DJANGO_SETTINGS_MODULE": "benchmarks.bare_settings"}
    with ExitStack() as stack:
        ours = stack.enter_context(served(region.environ, "brygga.config.wsgi:application"))
        bare = stack.enter_context(served(bare_environ, "benchmarks.bare_wsgi:application"))
        adoptions = iter(told.get("adopt", ()))
        rows = []
        for connections in CONNECTIONS:
            for page in pages:
                ours_asks = _asks(told, page, adoptions)
                method = "POST" if page == "adopt" else "GET"
                asks = {
                    "ours": (ours, ours_asks),
                    "django": (bare, [(method, f"/bare/{page}", b"", {})] * ASKED),
                    "sql": (bare, [(method, f"/sql/{page}", b"", {})] * ASKED),
                }
                rows.append(_measured(region, page, connections, told, asks))
    return rows


def _asks(told: dict[str, object], page: str, adoptions: Iterator[str]) -> list[Ask]:
    cookie = f"sessionid={told['session']}; csrftoken={'c' * 32}"
    if page != "adopt":
        return [("GET", told["pages"][page], b"", {"Cookie": cookie})] * ASKED  # type: ignore[index]
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    body = f"say=yes&csrfmiddlewaretoken={'c' * 32}".encode()
    return [("POST", next(adoptions), body, headers) for _ in range(ASKED)]


def _measured(
    region: Region, page: str, connections: int, told: dict[str, dict[str, int]],
    asks: dict[str, tuple[int, list[Ask]]],
) -> Measured:  # fmt: skip
    """In turns of a third, so that what else the machine does falls on all."""
    third = ASKED // 3
    times: dict[str, list[Answered]] = {who: [] for who in asks}
    for port, these in asks.values():
        if page != "adopt" or these[0][1].startswith(("/bare", "/sql")):
            load(port, these[:8], connections, lambda status: status == 200)
    for turn in range(3):
        part = slice(turn * third, (turn + 1) * third)
        for who, (port, these) in asks.items():
            times[who].append(load(port, these[part], connections, lambda status: status in {200, 302}))
    middle = {who: sorted(turns, key=lambda a: a.median)[1] for who, turns in times.items()}
    questions, kilobytes = told["questions"][page], told["bytes"][page] / 1024
    return Measured(region.name, region.persons, page, connections, questions, kilobytes, **middle)


def table(rows: list[Measured], pages: tuple[str, ...] = PAGES, of: str = "persons") -> str:
    rows = sorted(rows, key=lambda row: (row.database, pages.index(row.page), row.connections, row.persons))
    small = min(row.persons for row in rows)
    at_small = {(r.database, r.page, r.connections): r.ours.per_second for r in rows if r.persons == small}
    lines = [
        f"| database | {of} | page | connections | questions | kB | median ms | p95 ms | Django ms | SQL ms | × Django | × small |",
        "|---|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        growth = at_small[row.database, row.page, row.connections] / row.ours.per_second
        lines.append(
            f"| {row.database} | {row.persons} | {row.page} | {row.connections} | {row.questions} | {row.kilobytes:.0f} "
            f"| {row.ours.median:.1f} | {row.ours.p95:.1f} | {row.django.median:.1f} | {row.sql.median:.1f} "
            f"| {row.times_django:.2f} | {growth:.2f} |"
        )
    return "\n".join(lines)


def regions(home: Path, sizes: list[int], builder: str = "benchmarks.build") -> list[Region]:
    """Each size in each database, all of them built when this returns."""
    made = []
    for size in sizes:
        for name, database in databases(home, size):
            folder = home / f"{name}-{size}"
            folder.mkdir()
            made.append(Region(name, size, environment(folder, database), folder, builder))
    building = [region.build() for region in made]
    if sum(one.wait() for one in building):
        raise SystemExit("A region could not be built.")
    return made


def databases(folder: Path, persons: int) -> Iterator[tuple[str, str]]:
    """SQLite, and a new database on the PostgreSQL server that scripts/on_postgres gives."""
    yield "SQLite", f"sqlite:///{folder / f'{persons}.sqlite3'}"
    if server := os.environ.get("DATABASE_URL"):
        place = urlsplit(server)
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE brygga_{persons}")
        yield "PostgreSQL", urlunsplit(place._replace(path=f"/brygga_{persons}"))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--persons", type=int, nargs="+", default=[1_000, 100_000])
    arguments.add_argument("--out", type=Path, help="also write the rows as JSON here, as they come")
    chosen = arguments.parse_args()
    rows: list[Measured] = []
    with tempfile.TemporaryDirectory() as home:
        for region in regions(Path(home), chosen.persons):
            rows += measure(region)
            if chosen.out:
                chosen.out.write_text(json.dumps([asdict(row) for row in rows], indent=1))
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores\n")
    print(table(rows))


if __name__ == "__main__":
    main()
