"""What a place's rows of critical situations must say (`[[critical]]`)."""

from __future__ import annotations

from brygga.routines.checks.read import Rows
from brygga.rules.critical import CriticalRule, Situation


def critical_rules_hold_together(rows: Rows) -> None:
    for placed in rows.of(CriticalRule):
        rule, table = placed.row, placed.table
        repeats = rule.situation == Situation.REPETITION
        if rule.days < 1 and rule.situation != Situation.INTERRUPTION:
            table.fault("”days” ska vara minst 1.", "days")
        if repeats and rule.times < 2:
            table.fault("En upprepning är minst 2 gånger (”times”).", "times")
        if not repeats and (rule.times or rule.of):
            table.fault("Bara en upprepning har ”times” och ”of”.", "times")
