"""What must hold of a place's discharges: both principals are there, and every word points at something."""

from __future__ import annotations

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Rows, clocks_are_there, points_at
from brygga.routines.discharges import DischargeAgreement, DischargeKind


def discharges_hold_together(rows: Rows) -> None:
    points_at(rows, DischargeKind, "purpose", words.Purpose, "Ändamålet", needed=True)
    kinds = {placed.row.kind for placed in rows.of(words.Party)}
    for placed in rows.of(DischargeKind):
        if not kinds >= words.PRINCIPALS:
            placed.table.fault(
                "En utskrivning går mellan en region och en kommun. Båda ska finnas bland [[party]].", "key"
            )
        clocks_are_there(rows, placed, "keep_reading", needed=True)
    for placed in rows.of(DischargeAgreement):
        if not 0 <= placed.row.days <= placed.row.late_days:
            placed.table.fault("”days” är minst 0, och ”late_days” minst lika många.", "days")
