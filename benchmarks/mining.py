"""The yardstick of process mining, run by an interpreter that has pm4py (AGPL: no part of Brygga, and not installed with it).

`<python> benchmarks/mining.py frame|log <folder>` reads the same files and answers what comes nearest to the same: which unit
follows which and after how long (transitions, gaps), what is done again (repetition), how long each case lasts (durations).
It is not told when a row ends: with that, `get_all_case_durations` of pm4py 2.7.23 stops on a column it has itself left out.
"""

from __future__ import annotations

import json
import resource
import sys
import time

import pandas as pd
import pm4py  # type: ignore[import-not-found]

QUESTIONS = (
    pm4py.discover_dfg,
    pm4py.discover_performance_dfg,
    pm4py.get_rework_cases_per_activity,
    pm4py.get_all_case_durations,
)


def main(way: str, folder: str) -> None:
    began, used = time.perf_counter(), time.process_time()
    rows = pd.read_parquet(folder, columns=["person", "unit", "begins"])
    rows["begins"] = pd.to_datetime(rows["begins"], utc=True)
    log = pm4py.format_dataframe(rows, case_id="person", activity_key="unit", timestamp_key="begins")
    if way == "log":
        log = pm4py.convert_to_event_log(log)
    found = [len(question(log)) for question in QUESTIONS]
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "cpu": time.process_time() - used, "peak": peak, "found": found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
