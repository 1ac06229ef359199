"""What must hold of a place's handovers: every step waits for one before it, and every word points at something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brygga.routines import vocabulary as words
from brygga.rules.handovers import Step

if TYPE_CHECKING:
    from brygga.routines.checks import Rows
    from brygga.routines.rows import Table


def handovers_hold_together(rows: Rows) -> None:
    asks, types, clocks = rows.keys(words.RequestKind), rows.keys(words.MeetingType), rows.keys(words.Deadline)
    held = {power for placed in rows.of(words.Function) for power in placed.row.powers}
    for placed in rows.of(words.HandoverKind):
        row, table = placed.row, placed.table
        if row.request_kind not in asks:
            table.fault(f"Förfrågan ”{row.request_kind}” finns inte.", "request_kind")
        if row.meeting_type and row.meeting_type not in types:
            table.fault(f"Mötestypen ”{row.meeting_type}” finns inte.", "meeting_type")
        if row.keep_reading not in clocks:
            table.fault(f"Tiden ”{row.keep_reading}” finns inte bland [[deadline]].", "keep_reading")
        if row.moved_by not in held:
            table.fault(f"Ingen funktion har befogenheten ”{row.moved_by}”.", "moved_by")
        _steps(row, table)


def _steps(row: words.HandoverKind, table: Table) -> None:
    before: set[Step] = set()
    for number, step in enumerate(row.steps):
        if lost := sorted(set(step.after) - before):
            table.inner("step", number).fault(f"Steget ”{lost[0]}” ska stå före det som väntar på det.", "after")
        before.add(step.key)
    if (Step.JOINT_MEETING in before) != bool(row.meeting_type):
        table.fault("Ett gemensamt möte behöver både ”meeting_type” och steget ”joint_meeting”.", "meeting_type")
