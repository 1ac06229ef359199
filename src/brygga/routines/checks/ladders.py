"""What must hold of a place's ladders: every level has somebody who answers for it, and a time."""

from __future__ import annotations

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Placed, Rows, clocks_are_there
from brygga.routines.ladders import Ladder


def ladders_hold_together(rows: Rows) -> None:
    functions = rows.keys(words.Function)
    for placed in rows.of(Ladder):
        if not placed.row.levels:
            placed.table.fault("En stege behöver minst en nivå: [[ladder.level]].")
        seen: set[str] = set()
        for number, level in enumerate(placed.row.levels):
            table = placed.table.inner("level", number)
            if level.key in seen:
                table.fault(f"”{level.key}” finns 2 gånger bland [[ladder.level]].", "key")
            seen.add(level.key)
            if level.function not in functions:
                table.fault(f"Funktionen ”{level.function}” finns inte.", "function")
            clocks_are_there(rows, Placed(level, table), "clock", needed=True)
