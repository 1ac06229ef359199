"""Measures the import of an extract: `PYTHONPATH=src .venv/bin/python -m benchmarks.imports`. Each import is a process of its own; see README.md."""

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
from pathlib import Path

import duckdb

from benchmarks.build_histories import MADE
from brygga.histories import Histories
from brygga.histories.reading import guess, open_table, read_into
from brygga.histories.reading.profiles import Profile

ROOT = Path(__file__).resolve().parents[1]
#: As a system writes it: semicolons, twelve figures, days and hours, one row in two hundred without a unit.
EXTRACT = f"""
COPY (
  SELECT '19' || lpad((person % 100)::VARCHAR, 2, '0') || '0101' || lpad((person // 100 % 10000)::VARCHAR, 4, '0')
      AS Personnummer, strftime(begins, '%Y-%m-%d 08:30') AS Startdatum, strftime(ends, '%Y-%m-%d') AS Slutdatum,
    kind AS "Vårdform", CASE WHEN hash(key) % 200 > 0 THEN unit END AS Enhet, organisation AS Organisation,
    CASE WHEN compulsory THEN 'LPT' ELSE 'nej' END AS "Tvång", CASE WHEN broken_off THEN 'Avviker' END AS Anteckning
  FROM ({MADE})
) TO $into (FORMAT csv, DELIMITER ';', HEADER)
"""
KEY = b"a benchmark"


def build(rows: int, into: Path) -> None:
    """Written on one core, so that it is the same each time."""
    with duckdb.connect(config={"memory_limit": "2GB", "threads": 1}) as connection:
        connection.execute(EXTRACT, {"events": rows, "persons": rows // 20, "into": str(into)})


def alone(path: Path) -> None:
    """In a process of its own: says how long it took, and the most memory it had."""
    profile = guess(open_table(path, Profile()).headings)
    with tempfile.TemporaryDirectory() as folder:
        began, used = time.perf_counter(), time.process_time()
        report = read_into(Histories(Path(folder)), "made", path, profile, key=KEY)
        seconds, cpu = time.perf_counter() - began, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": report.rows, "faulty": report.faulty, "seconds": seconds, "cpu": cpu, "peak": peak}))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, nargs="+", default=[200_000, 1_000_000])
    arguments.add_argument("--alone", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    if chosen.alone:
        alone(Path(chosen.alone))
        return
    environ = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in chosen.rows:
            path = Path(folder) / f"{rows}.csv"
            build(rows, path)
            command = [sys.executable, "-m", "benchmarks.imports", "--alone", str(path)]
            told = subprocess.run(command, env=environ, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
            found.append(json.loads(told.splitlines()[-1]))
    print(f"{platform.platform()}, Python {platform.python_version()}, DuckDB {duckdb.__version__}\n")
    print(
        "| rows | faulty | seconds | CPU µs a row | × first | peak MiB | × first |\n|---:|---:|---:|---:|---:|---:|---:|"
    )
    least = found[0]["cpu"] / found[0]["rows"]
    for one in found:
        each = one["cpu"] / one["rows"]
        print(
            f"| {one['rows']} | {one['faulty']} | {one['seconds']:.1f} | {each * 1e6:.1f} | {each / least:.2f} "
            f"| {one['peak']:.0f} | {one['peak'] / found[0]['peak']:.2f} |"
        )


if __name__ == "__main__":
    main()
