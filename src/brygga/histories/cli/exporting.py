"""`export`: an event log."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from brygga.histories.cli.asking import among, opened
from brygga.histories.cli.progress import Told
from brygga.histories.export import WRITERS


def run(chosen: Namespace, said: Told) -> tuple[Any, bool]:
    made = WRITERS[chosen.to](opened(chosen), among(chosen), chosen.out, progress=said.rows)
    return {"file": chosen.out.name, "form": chosen.to, **asdict(made)}, False


def told(made: dict[str, Any]) -> str:
    return f"{made['events']} händelser om {made['persons']} personer är skrivna till {made['file']}.\n"


export = run, told
