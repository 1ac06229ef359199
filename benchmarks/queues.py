"""Measures full queues and sixteen who book at once: `scripts/on_postgres .venv/bin/python -m benchmarks.queues`.

Two tables. The queue of intakes, the inbox and the start page with few and with 10 000 open items. And booking: one
writer and sixteen at times of their own, and sixteen who all want the same times, of which each is given once.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from benchmarks.load import Ask, load
from benchmarks.run import Measured, Region, measure, regions, served, table

PAGES = ("intakes", "inbox", "start")
WRITERS = 16
COUNT = "SELECT count(*), count(DISTINCT hours_id || ' ' || starts_at) FROM bookings_booking WHERE state = 'booked'"


@dataclass(frozen=True, slots=True)
class Booked:
    database: str
    what: str
    writers: int
    asked: int
    given: int
    per_second: float


def book(region: Region) -> list[Booked]:
    """The first twelve units for one writer, as many for sixteen, and the last for the race."""
    told = json.loads((region.folder / "asks.json").read_text())
    alone, together, race = told["free"][:12], told["free"][12:24], told["free"][24:]
    cookie = {"Cookie": f"sessionid={told['session']}; csrftoken={'c' * 32}"}
    headers = {**cookie, "Content-Type": "application/x-www-form-urlencoded"}
    rows = []
    with served(region.environ, "brygga.config.wsgi:application") as port:
        load(port, [("GET", race[0][0], b"", cookie)] * 8, 4, lambda status: status == 200)
        for what, units, times, writers in (
            ("times of their own", alone, 1, 1),
            ("times of their own", together, 1, WRITERS),
            ("the same times", race, WRITERS, WRITERS),
        ):
            asks = [ask for ask in _posts(units, headers) for _ in range(times)]
            before = _booked(region)[0]
            answered = load(port, asks, writers, {302, 422}.__contains__ if times > 1 else {302}.__contains__)
            given, apart = _booked(region)
            if given != apart or given - before != len(asks) // times:
                raise SystemExit(f"{region.name}: {given - before} given of {len(asks) // times}, {apart} apart.")
            rows.append(Booked(region.name, what, writers, len(asks), given - before, answered.per_second))
    return rows


def _posts(units: list[list[str]], headers: dict[str, str]) -> list[Ask]:
    """A time at each unit in turn, so that writers who begin together meet at different units."""
    found: list[Ask] = []
    for times in zip(*(slots for _, *slots in units), strict=True):
        for (address, *_), slot in zip(units, times, strict=True):
            body = urlencode({"slot": slot, "csrfmiddlewaretoken": "c" * 32}).encode()
            found.append(("POST", address, body, headers))
    return found


def _booked(region: Region) -> tuple[int, int]:
    """How many times are booked, and how many of them are different."""
    url = region.environ["DATABASE_URL"]
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            return connection.execute(COUNT).fetchone()  # type: ignore[no-any-return]
    with psycopg.connect(url) as connection:
        return connection.execute(COUNT).fetchone()  # type: ignore[return-value]


def booking_table(rows: list[Booked]) -> str:
    alone = {row.database: row.per_second for row in rows if row.writers == 1}
    lines = [
        "| database | who wants | writers | asked | given | twice | × one writer |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.database} | {row.what} | {row.writers} | {row.asked} | {row.given} | 0 "
        f"| {row.per_second / alone[row.database]:.2f} |"
        for row in rows
    ]
    return "\n".join(lines)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--open", type=int, nargs="+", default=[100, 10_000])
    chosen = arguments.parse_args()
    pages: list[Measured] = []
    booked: list[Booked] = []
    with tempfile.TemporaryDirectory() as home:
        for region in regions(Path(home), chosen.open, "benchmarks.build_queues"):
            pages += measure(region, PAGES)
            if region.persons == max(chosen.open):
                booked += book(region)
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores\n")
    print(table(pages, PAGES, of="open"))
    print(f"\n{booking_table(sorted(booked, key=lambda row: row.database))}")


if __name__ == "__main__":
    main()
