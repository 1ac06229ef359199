"""What must hold of the ages at which somebody changes unit, and of the terms."""

from __future__ import annotations

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Rows, unit_kinds_are_there


def transfers_hold_together(rows: Rows) -> None:
    steps = rows.keys(words.Deadline)
    for placed in rows.of(words.TransferRule):
        row: words.TransferRule = placed.row
        unit_kinds_are_there(rows, placed, "from_kinds", "to_kinds")
        for attribute in ("from_kinds", "to_kinds"):
            if not getattr(row, attribute):
                placed.table.fault("En överföring går från någon till någon.", attribute)
        if row.age < 1:
            placed.table.fault("Åldern ska vara minst 1.", "age")
        if bool(row.circumstance) != bool(row.circumstance_term):
            placed.table.fault("En omständighet behöver både ”circumstance” och ”circumstance_term”.")
        for step in (words.DeadlineStep.PREPARE_TRANSFER, words.DeadlineStep.ANNOUNCE_TRANSFER):
            if step not in steps:
                placed.table.fault(f"Tiden ”{step}” saknas bland [[deadline]]. En överföring behöver den.")
    _terms_cover_the_year(rows)


def _terms_cover_the_year(rows: Rows) -> None:
    strange = [p for p in rows.of(words.TransferTerm) if not 1 <= p.row.from_month <= p.row.to_month <= 12]
    for placed in strange:
        placed.table.fault("En termin är hela månader i ordning, från 1 till 12.", "from_month")
    if strange:
        return
    since = {placed.row.since for placed in rows.of(words.TransferTerm)}
    for day in since:
        now = [placed for placed in rows.of(words.TransferTerm) if placed.row.in_force(day)]
        newest = {placed.row.key: placed for placed in sorted(now, key=lambda placed: placed.row.since)}
        months = [m for one in newest.values() for m in range(one.row.from_month, one.row.to_month + 1)]
        if sorted(months) != list(range(1, 13)):
            now[0].table.fault("Terminerna ska tillsammans vara årets tolv månader, var och en en gång.")
