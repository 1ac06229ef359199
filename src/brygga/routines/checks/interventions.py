"""What must hold of what units grant, of who pays, and of how cases end."""

from __future__ import annotations

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Rows, points_at, unit_kinds_are_there
from brygga.routines.closings import unfit
from brygga.routines.deadlines import DeadlineStep


def interventions_hold_together(rows: Rows) -> None:
    told, asked = rows.keys(words.InterventionKind), rows.keys(words.CostCircumstance)
    for placed in rows.of(words.InterventionKind):
        unit_kinds_are_there(rows, placed, "unit_kinds")
        if placed.row.placement and DeadlineStep.HOME_CONTACT not in rows.keys(words.Deadline):
            placed.table.fault(
                f"Tiden ”{DeadlineStep.HOME_CONTACT}” saknas bland [[deadline]]: en placering behöver den."
            )
    for placed in rows.of(words.CostRule):
        rule: words.CostRule = placed.row
        if not rule.pays:
            placed.table.fault("Regeln säger inte vem som betalar (pays).", "pays")
        for kind in sorted(set(rule.kinds) - told):
            placed.table.fault(f"Insatsen ”{kind}” finns inte bland [[intervention_kind]].", "kinds")
        for key in sorted({*rule.circumstances, *rule.one_of} - asked):
            placed.table.fault(f"Omständigheten ”{key}” finns inte bland [[cost_circumstance]].")


def closings_hold_together(rows: Rows) -> None:
    points_at(rows, words.ClosingKind, "meeting", words.MeetingType, "Mötestypen")
    for placed in rows.of(words.ClosingKind):
        for fault in unfit(placed.row):
            placed.table.fault(fault, "needs")
