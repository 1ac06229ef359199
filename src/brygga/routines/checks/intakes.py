"""What must hold of the ways in, and of where new cases go."""

from __future__ import annotations

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Placed, Rows, clocks_are_there, points_at, powers_are_held, unit_kinds_are_there
from brygga.routines.rows import Table
from brygga.rules.intakes import Outside
from brygga.rules.routing import RoutingRule


def intakes_hold_together(rows: Rows) -> None:
    asks = rows.keys(words.RequestKind)
    points_at(rows, words.Intake, "unit_kind", words.UnitKind, "Enhetstypen")
    for placed in rows.of(words.Intake):
        row: words.Intake = placed.row
        clocks_are_there(rows, placed, "contact", "managers", "erase")
        powers_are_held(rows, placed, "to_power")
        if row.oldest and row.oldest < row.youngest:
            placed.table.fault("”oldest” är lägre än ”youngest”.", "oldest")
        _says_where_to_turn(row, placed.table)
        for number, outcome in enumerate(row.outcomes):
            table = placed.table.inner("outcome", number)
            unit_kinds_are_there(rows, Placed(outcome, table), "unit_kinds")
            if outcome.request_kind and outcome.request_kind not in asks:
                table.fault(f"Förfrågan ”{outcome.request_kind}” finns inte.", "request_kind")
            if (outcome.coordinates or outcome.request_kind) and not outcome.unit_kinds:
                table.fault("Det som lämnas vidare behöver en mottagare (unit_kinds).")


def _says_where_to_turn(row: words.Intake, table: Table) -> None:
    """Nobody is turned away without a word."""
    told = {outside.when for outside in row.outside}
    limits = {Outside.TOO_YOUNG: row.youngest, Outside.TOO_OLD: row.oldest, Outside.NOT_REGISTERED: row.registered_in}
    for when, limit in limits.items():
        if limit and when not in told:
            table.fault(
                f"Den som är utanför målgruppen ({when}) får inte veta vart den ska vända sig: [[intake.outside]]."
            )


def routing_holds_together(rows: Rows) -> None:
    for placed in rows.of(RoutingRule):
        row: RoutingRule = placed.row
        unit_kinds_are_there(rows, placed, "unit_kinds", "known_at")
        if not row.unit_kinds:
            placed.table.fault("Regeln leder ingenstans (unit_kinds).")
        if row.below and row.below <= row.youngest:
            placed.table.fault("Ingen ålder passar: ”below” är inte högre än ”youngest”.", "below")
        if bool(row.need) != bool(row.need_term):
            placed.table.fault("Ett behov behöver både ”need” och ”need_term”.")
        if row.alone and row.otherwise:
            placed.table.fault("En regel är antingen ”alone” eller ”otherwise”.")
