"""What must hold of a place's handovers: every step waits for one before it, and every word points at something."""

from __future__ import annotations

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Rows, clocks_are_there, points_at, powers_are_held
from brygga.routines.rows import Table
from brygga.rules.handovers import Step


def handovers_hold_together(rows: Rows) -> None:
    points_at(rows, words.HandoverKind, "request_kind", words.RequestKind, "Förfrågan", needed=True)
    points_at(rows, words.HandoverKind, "meeting_type", words.MeetingType, "Mötestypen")
    for placed in rows.of(words.HandoverKind):
        clocks_are_there(rows, placed, "keep_reading", needed=True)
        powers_are_held(rows, placed, "moved_by")
        _steps(placed.row, placed.table)


def _steps(row: words.HandoverKind, table: Table) -> None:
    before: set[Step] = set()
    for number, step in enumerate(row.steps):
        if lost := sorted(set(step.after) - before):
            table.inner("step", number).fault(f"Steget ”{lost[0]}” ska stå före det som väntar på det.", "after")
        before.add(step.key)
    if (Step.JOINT_MEETING in before) != bool(row.meeting_type):
        table.fault("Ett gemensamt möte behöver både ”meeting_type” och steget ”joint_meeting”.", "meeting_type")
