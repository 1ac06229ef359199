"""Measures the pages of a long history: `.venv/bin/python -m benchmarks.timeline [--events 5000] [--profile]`.

The whole of each (database, visibility, rules, drawing, template, middleware) in one process on SQLite: as staff who take
part, the section that warns of it, and as the person. Median of several turns; see README.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SIZES = (50, 500, 5000)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--events", type=int, nargs="*", default=SIZES)
    told.add_argument("--profile", action="store_true", help="where the time goes")
    asked = told.parse_args()
    print(
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}\n"
    )
    print("| events | page | questions | kB | median ms | CPU ms |\n|---:|---|---:|---:|---:|---:|", flush=True)
    for events in asked.events:
        with tempfile.TemporaryDirectory() as var:
            command = [sys.executable, "-m", "benchmarks.build_timeline", str(events)]
            subprocess.run(
                [*command, *(["--profile"] if asked.profile else [])], check=True, env=_environment(var), cwd=ROOT
            )


def _environment(var: str) -> dict[str, str]:
    return {
        **os.environ,
        "BRYGGA_MODE": "demo",
        "BRYGGA_VAR": var,
        "BRYGGA_HOSTS": "testserver",
        "DATABASE_URL": f"sqlite:///{var}/brygga.sqlite3",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


if __name__ == "__main__":
    main()
