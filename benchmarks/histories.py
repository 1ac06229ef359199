"""Measures questions about the histories of many in one run: `PYTHONPATH=src .venv/bin/python -m benchmarks.histories --mining <python>`.

Each way is a process of its own, in turns on the same files; see README.md. `--mining` names an interpreter that has pm4py and
pyarrow (`python -m venv somewhere && somewhere/bin/pip install pm4py pyarrow`); without it that yardstick is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from brygga.histories import Among, Comparing, Costing, Flowing, Histories, Returning, Settings, Sharing
from brygga.rules.critical import CriticalRule, Kind, Situation
from brygga.rules.unit_prices import Per, Price

ROOT = Path(__file__).resolve().parents[1]
ON = date(2023, 12, 31)
SETTINGS = Settings(memory="1GB", threads=2)
LIMITS = {Situation.TRANSITION: 1, Situation.GAP: 2, Situation.DOUBLE_WORK: 1, Situation.NO_FOLLOW_UP: 7,
          Situation.LATE_COORDINATION: 90, Situation.INTERRUPTION: 0}  # fmt: skip
RULES = [
    *(
        CriticalRule(situation=one, days=days, source="benchmark", since=date(2016, 1, 1))
        for one, days in LIMITS.items()
    ),
    CriticalRule(
        situation=Situation.REPETITION, days=180, times=3, of=Kind.INPATIENT, source="benchmark", since=date(2016, 1, 1)
    ),
]

#: What a person who knows SQL would write to count by hand; no evidence, no rules, three of the seven situations by halves.
BARE = (
    """CREATE TABLE h AS SELECT key, person, unit, kind, begins, coalesce(ends, CASE WHEN kind IN
      ('contact', 'housing', 'placement', 'inpatient', 'investigation') THEN DATE '9999-12-31' ELSE begins END) AS last_day
    FROM read_parquet($files)""",
    "SELECT count(*) FROM (SELECT person, kind, count(*) FROM h GROUP BY ALL)",
    """SELECT count(*), sum(begins - reached) FROM (
      SELECT begins, max(last_day) OVER (PARTITION BY person ORDER BY begins, last_day, key
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
      FROM h WHERE kind IN ('contact', 'housing', 'placement', 'inpatient')
    ) WHERE begins - reached > 2""",
    """SELECT count(*) FROM (
      SELECT begins - lag(begins, 2) OVER (PARTITION BY person ORDER BY begins, last_day, key) AS days
      FROM h WHERE kind = 'inpatient'
    ) WHERE days <= 180""",
    """WITH held AS (SELECT * FROM h WHERE kind IN ('contact', 'housing', 'placement', 'inpatient')),
    ended AS (SELECT *, unnest([last_day, last_day + 1])::DATE AS day FROM held WHERE last_day <= DATE '2023-12-31')
    SELECT count(DISTINCT one.key) FROM ended AS one JOIN held AS next
    ON next.person = one.person AND next.begins = one.day AND next.unit <> one.unit""",
)


def counts(folder: Path) -> object:
    """All seven situations counted, and the days in each kind of care."""
    counted, lived = Histories(folder, SETTINGS).summary(RULES, on=ON)
    return [one.situations for one in counted], [one.days for one in lived]


def rows(folder: Path) -> object:
    """Every situation as an object with the rows that prove it."""
    return sum(1 for _ in Histories(folder, SETTINGS).situations(RULES, on=ON))


def bare(folder: Path) -> object:
    with tempfile.TemporaryDirectory() as spill:
        config: dict[str, str | int] = {"memory_limit": SETTINGS.memory, "threads": 2, "temp_directory": spill}
        with duckdb.connect(config=config) as connection:  # type: ignore[arg-type]
            made, *questions = BARE
            connection.execute(made, {"files": f"{folder}/*/*/*.parquet"})
            return [connection.execute(question).fetchone() for question in questions]


def analyses(folder: Path) -> object:
    """Who returns, flows, shares, costs, and before and after a plan, of the last two years."""
    histories, among = Histories(folder, SETTINGS), Among(date(2022, 1, 1), ON)
    prices = [
        Price(
            organisation=f"Organisation {n // 20}",
            unit=f"Enhet {n}",
            kind=kind,
            per=Per.DAY,
            amount=900_000,
            since=since,
        )
        for n in range(200)
        for kind in (Kind.INPATIENT, Kind.PLACEMENT)
        for since in (date(2020, 1, 1), date(2023, 1, 1))
    ]
    asked = (
        Returning(among, 30),
        Flowing(among, 7, 100),
        Sharing(among),
        Costing(among, prices),
        Comparing(among, 180, prices),
    )
    histories.ask_all(among, asked)
    returns, flows, shares, costs, compared = (one.told() for one in asked)
    return returns.came_back, flows.moves, shares.acute.days, costs.amount, compared.compared


WAYS: dict[str, Callable[[Path], object]] = {"counts": counts, "rows": rows, "bare": bare, "analyses": analyses}


@dataclass(frozen=True, slots=True)
class Measured:
    events: int
    way: str
    seconds: float
    cpu: float
    """Seconds of all cores together: what the neighbours of a busy machine disturb least."""
    peak: float
    """GiB."""
    found: object


def alone(way: str, folder: Path) -> None:
    """In a process of its own: says how long it took, and the most memory it had."""
    began, used = time.perf_counter(), time.process_time()
    found = WAYS[way](folder)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "cpu": time.process_time() - used, "peak": peak, "found": found}))


def measure(events: int, folder: Path, ways: Sequence[str], mining: str | None, turns: int) -> list[Measured]:
    own = [sys.executable, "-m", "benchmarks.histories", "--alone"]
    measured: dict[str, list[Measured]] = {way: [] for way in ways}
    for _ in range(turns):
        for way, of in measured.items():
            of.append(_run(events, way, [*own, way, str(folder)]))
    middle = [sorted(of, key=lambda one: one.cpu)[len(of) // 2] for of in measured.values()]
    if mining:
        program = str(ROOT / "benchmarks" / "mining.py")
        middle += [_run(events, f"pm4py {way}", [mining, program, way, str(folder)]) for way in ("frame", "log")]
    return middle


def _run(events: int, way: str, command: Sequence[str]) -> Measured:
    environ = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    told = subprocess.run(command, env=environ, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    answer = json.loads(told.splitlines()[-1])
    one = Measured(events, way, answer["seconds"], answer["cpu"], answer["peak"] / 1024**2, answer["found"])
    print(one, file=sys.stderr, flush=True)
    return one


def table(measured: list[Measured]) -> str:
    least = min(one.events for one in measured)
    ours = {one.events: one for one in measured if one.way == "counts"}
    small = {one.way: one for one in measured if one.events == least}
    lines = [
        "| events | way | seconds | CPU s | × counts | × counts, CPU | CPU µs an event | × smallest | peak GiB |",
        "|---:|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for one in measured:
        mine, each = ours[one.events], one.cpu / one.events
        grown = f"{each / (small[one.way].cpu / least):.2f}" if one.way in small else ""
        lines.append(
            f"| {one.events} | {one.way} | {one.seconds:.2f} | {one.cpu:.2f} | {one.seconds / mine.seconds:.2f} "
            f"| {one.cpu / mine.cpu:.2f} | {each * 1e6:.2f} | {grown} | {one.peak:.2f} |"
        )
    return "\n".join(lines)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, nargs="+", default=[200_000, 2_000_000, 20_000_000])
    arguments.add_argument("--turns", type=int, default=3)
    arguments.add_argument("--mining", help="an interpreter that has pm4py, asked at up to two million")
    arguments.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    arguments.add_argument("--alone", nargs=2, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.alone:
        alone(chosen.alone[0], Path(chosen.alone[1]))
        return
    measured: list[Measured] = []
    for events in chosen.events:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [sys.executable, "-m", "benchmarks.build_histories", str(events), folder], check=True, cwd=ROOT
            )
            large = events > 2_000_000
            measured += measure(
                events, Path(folder), chosen.ways, None if large else chosen.mining, 1 if large else chosen.turns
            )
    print(
        f"{platform.platform()}, Python {platform.python_version()}, DuckDB {duckdb.__version__}, {os.cpu_count()} cores\n"
    )
    print(table(measured))


if __name__ == "__main__":
    main()
