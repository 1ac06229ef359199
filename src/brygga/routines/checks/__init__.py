"""What must hold between the rows of a routine: nothing points at something that is not there."""

from __future__ import annotations

from collections.abc import Callable

from brygga.routines import vocabulary as words
from brygga.routines.checks.coaching import coaching_holds_together
from brygga.routines.checks.critical import critical_rules_hold_together
from brygga.routines.checks.discharges import discharges_hold_together
from brygga.routines.checks.forms import forms_hold_together
from brygga.routines.checks.handovers import handovers_hold_together
from brygga.routines.checks.intakes import intakes_hold_together, routing_holds_together
from brygga.routines.checks.interventions import closings_hold_together, interventions_hold_together
from brygga.routines.checks.ladders import ladders_hold_together
from brygga.routines.checks.mappings import mappings_hold_together
from brygga.routines.checks.meetings import booked_times_hold_together, what_precedes_a_meeting_is_needed
from brygga.routines.checks.plans import a_party_part_has_a_party, the_plan_answers_the_law
from brygga.routines.checks.read import Placed, Rows
from brygga.routines.checks.requests import (
    clocks_exist,
    no_reception_twice,
    powers_have_functions,
    receptions_hold_together,
    references_hold,
    requests_go_somewhere,
    shown_at_meetings_that_are_there,
)
from brygga.routines.checks.series import series_hold_together
from brygga.routines.checks.transfers import transfers_hold_together
from brygga.routines.deadlines import SOME_PLACES_ONLY, DeadlineStep
from brygga.routines.rows import Table

__all__ = ["Placed", "Rows", "check"]

Check = Callable[[Rows], None]


def check(rows: Rows, routine: Table) -> None:
    """Note every fault; `routine` is where faults of the whole are noted."""
    for one in CHECKS:
        one(rows)
    _every_core_step_has_a_time(rows, routine)
    the_plan_answers_the_law(rows, routine)
    _coordination_can_be_consented_to(rows, routine)


def _no_row_twice(rows: Rows) -> None:
    for placed_rows in rows.all():
        seen: set[tuple[str, object]] = set()
        for placed in placed_rows:
            mark = (placed.row.key, placed.row.since)
            if mark in seen:
                placed.table.fault(f"”{mark[0]}” finns redan med samma datum. En ändrad regel har ett nyare.")
            seen.add(mark)


def _no_row_ends_before_it_begins(rows: Rows) -> None:
    for placed_rows in rows.all():
        for placed in placed_rows:
            if placed.row.until and placed.row.until < placed.row.since:
                placed.table.fault("”until” är före ”since”.", "until")


def _every_core_step_has_a_time(rows: Rows, routine: Table) -> None:
    told = rows.keys(words.Deadline)
    for step in DeadlineStep:
        if step not in told and step not in SOME_PLACES_ONLY:
            routine.fault(f"Tiden ”{step}” saknas bland [[deadline]].")


def _coordination_can_be_consented_to(rows: Rows, routine: Table) -> None:
    if words.COORDINATION not in rows.keys(words.Matter):
        routine.fault(f"Ämnet ”{words.COORDINATION}” saknas bland [[matter]].")


def _workload(rows: Rows) -> None:
    for placed in rows.of(words.Workload):
        if placed.row.percent <= 100:
            placed.table.fault("Mer än andra är mer än 100 procent av medianen.", "percent")
        if placed.row.at_least < 1:
            placed.table.fault("”at_least” ska vara minst 1.", "at_least")


CHECKS: tuple[Check, ...] = (
    _no_row_twice,
    no_reception_twice,
    _no_row_ends_before_it_begins,
    references_hold,
    shown_at_meetings_that_are_there,
    requests_go_somewhere,
    powers_have_functions,
    clocks_exist,
    receptions_hold_together,
    booked_times_hold_together,
    series_hold_together,
    intakes_hold_together,
    coaching_holds_together,
    handovers_hold_together,
    ladders_hold_together,
    discharges_hold_together,
    routing_holds_together,
    transfers_hold_together,
    mappings_hold_together,
    closings_hold_together,
    interventions_hold_together,
    what_precedes_a_meeting_is_needed,
    a_party_part_has_a_party,
    forms_hold_together,
    _workload,
    critical_rules_hold_together,
)
