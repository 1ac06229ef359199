"""What must hold of meetings and booked hours."""

from __future__ import annotations

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Rows, clocks_are_there, powers_are_held


def what_precedes_a_meeting_is_needed(rows: Rows) -> None:
    for placed in rows.of(words.MeetingType):
        if placed.row.preceded_by and words.MeetingNeed.PRE_MEETING not in placed.row.needs:
            placed.table.fault("Ett möte som föregås av ett annat behöver ”pre_meeting” bland ”needs”.", "needs")


def booked_times_hold_together(rows: Rows) -> None:
    kinds = rows.keys(words.UnitKind)
    for placed in rows.of(words.BookedTime):
        kind: words.BookedTime = placed.row
        for unit_kind in sorted({*kind.unit_kinds, kind.consultant_kind} - kinds - {""}):
            placed.table.fault(f"Enhetstypen ”{unit_kind}” finns inte.")
        powers_are_held(rows, placed, "set_up_by")
        if kind.every_weeks < 1 or not 5 <= kind.slot_minutes <= 480 or not 0 <= kind.hours <= 12:
            placed.table.fault(
                "Tiderna återkommer minst var vecka 1, en tid är 5–480 minuter och dagen högst 12 timmar."
            )
        if bool(kind.consultant_kind) != bool(kind.tell and kind.tell_latest):
            placed.table.fault("En konsult behöver ”tell” och ”tell_latest”, och ingen annan har dem.")
        clocks_are_there(rows, placed, "tell", "tell_latest")
