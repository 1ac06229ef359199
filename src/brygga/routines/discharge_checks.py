"""What must hold of a place's discharges: both principals are there, and every word points at something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brygga.routines import vocabulary as words
from brygga.routines.discharges import DischargeAgreement, DischargeKind

if TYPE_CHECKING:
    from brygga.routines.checks import Rows


def discharges_hold_together(rows: Rows) -> None:
    purposes, clocks = rows.keys(words.Purpose), rows.keys(words.Deadline)
    kinds = {placed.row.kind for placed in rows.of(words.Party)}
    for placed in rows.of(DischargeKind):
        row, table = placed.row, placed.table
        if not kinds >= words.PRINCIPALS:
            table.fault("En utskrivning går mellan en region och en kommun. Båda ska finnas bland [[party]].", "key")
        if row.purpose not in purposes:
            table.fault(f"Ändamålet ”{row.purpose}” finns inte.", "purpose")
        if row.keep_reading not in clocks:
            table.fault(f"Tiden ”{row.keep_reading}” finns inte bland [[deadline]].", "keep_reading")
    for placed in rows.of(DischargeAgreement):
        if not 0 <= placed.row.days <= placed.row.late_days:
            placed.table.fault("”days” är minst 0, och ”late_days” minst lika många.", "days")
