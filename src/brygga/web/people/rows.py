"""What the person's page shows of cases, and which buttons it has: exactly those whose act would be allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brygga.coordinations.may import may_open
from brygga.core.actor import Actor
from brygga.people import may
from brygga.people.models import Case, Person


@dataclass(frozen=True, slots=True)
class CaseRow:
    case: Case
    caseworker_left: bool
    may_appoint: bool
    may_close: bool
    may_coordinate: bool


def case_rows(person: Person, actor: Actor, today: date) -> list[CaseRow]:
    """The newest first; a caseworker whose assignment has ended is pointed out."""
    rows = Case.objects.visible_to(actor).filter(person=person).select_related("person", "unit", "caseworker__staff")
    return [
        CaseRow(
            case,
            caseworker_left=bool(case.caseworker and case.caseworker.until and case.caseworker.until < today),
            may_appoint=bool(may.may_appoint(actor, case)),
            may_close=case.unit_id == actor.unit_id and bool(may.may_close_case(actor, case)),
            may_coordinate=bool(may_open(actor, case)),
        )
        for case in rows.order_by("-pk")
    ]


def allowed(person: Person, actor: Actor, cases: list[CaseRow]) -> dict[str, bool]:
    here = [row.case for row in cases if row.case.unit_id == actor.unit_id and row.case.closed_on is None]
    return {
        "change": bool(may.may_change_person(actor, person)),
        "open": bool(may.may_open_protected(actor, person)),
        "protect": bool(may.may_raise_protection(actor, person)),
        "death": bool(may.may_register_death(actor, person) or may.may_correct_death(actor, person)),
        "open_case": not here and bool(may.may_open_case(actor, person)) and actor.unit_id in actor.reads,
    }
