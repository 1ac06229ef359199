"""A made-up region's histories as Parquet files: `PYTHONPATH=src .venv/bin/python -m benchmarks.build_histories <events> <folder>`.

Twenty rows a person over four years, by no pattern, at 200 units of ten organisations; the same each time.
"""

from __future__ import annotations

import sys
from pathlib import Path

from brygga.histories.engine import Settings, engine
from brygga.histories.files import put

#: Of a thousand rows, and up to which number it is of this kind.
KINDS = {
    "contact": 400, "housing": 450, "placement": 500, "inpatient": 600, "investigation": 650, "emergency": 800,
    "application": 850, "decision": 930, "meeting": 990, "plan": 1000,
}  # fmt: skip
LASTING = "kind IN ('contact', 'housing', 'placement', 'inpatient', 'investigation')"
MADE = f"""
WITH chance AS (
  SELECT i, hash(i, 1) % $persons AS person, hash(i, 2) % 1460 AS day, hash(i, 3) % 1000 AS of_kind,
    (hash(i, 4) % 1000000 + 0.5) / 1000000 AS long, hash(i, 5) % 200 AS unit, hash(i, 6) % 100 AS goes_on,
    hash(i, 7) % 100 AS left_early
  FROM range($events) AS numbers(i)
),
rows AS (
  SELECT *, CASE {" ".join(f"WHEN of_kind < {most} THEN '{kind}'" for kind, most in KINDS.items())} END AS kind,
    DATE '2020-01-01' + day::INTEGER AS begins
  FROM chance
)
SELECT 'r' || i AS key, person::BIGINT AS person, begins,
  CASE WHEN {LASTING} AND goes_on >= 3 THEN begins + (1 + floor(ln(long) / ln(0.95)))::INTEGER END AS ends,
  kind, 'Enhet ' || unit AS unit, 'Organisation ' || unit // 20 AS organisation,
  {LASTING} AND kind <> 'investigation' AND left_early < 5 AS broken_off,
  kind IN ('placement', 'inpatient') AND left_early BETWEEN 50 AND 59 AS compulsory
FROM rows
"""


def build(events: int, folder: Path) -> None:
    with engine(folder, Settings(memory="2GB")) as connection:
        connection.execute(f"CREATE TABLE incoming AS {MADE}", {"events": events, "persons": events // 20})
        put(connection, folder / "made")


if __name__ == "__main__":
    build(int(sys.argv[1]), Path(sys.argv[2]))
