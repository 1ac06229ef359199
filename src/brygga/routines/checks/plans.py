"""What must hold of a plan: it answers the law, and a party's own part is a party's."""

from __future__ import annotations

from brygga.routines import vocabulary as words
from brygga.routines.checks.read import Rows
from brygga.routines.rows import Table
from brygga.rules.law import StatutoryPoint


def a_party_part_has_a_party(rows: Rows) -> None:
    for placed in rows.of(words.PlanPart):
        part: words.PlanPart = placed.row
        if part.kind is words.PartKind.PARTY_PART and not part.fields:
            placed.table.fault("En parts del behöver ”fields”.")
        if part.kind is not words.PartKind.PARTY_PART and (part.fields or part.party):
            placed.table.fault("Bara en parts del (party_part) har ”party” och ”fields”.")


def the_plan_answers_the_law(rows: Rows, routine: Table) -> None:
    if not rows.all_read(words.PlanPart):
        return
    parts = [placed.row for placed in rows.of(words.PlanPart)]
    answered = {point for part in parts if part.required_for_adoption for point in part.statutory}
    for point in StatutoryPoint:
        if point not in answered:
            routine.fault(f"Ingen obligatorisk del av planen svarar på lagens punkt ”{point}”: {point.sentence}")
