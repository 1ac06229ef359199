"""The routines as a page in Swedish, written from the data; a test compares it with the stored one."""

from collections.abc import Sequence
from pathlib import Path

from brygga.routines.document.asking import (
    consultations,
    contacts,
    costs,
    interventions,
    mapping,
    mapping_kinds,
    requests,
)
from brygga.routines.document.going_on import closings, coaching, discharges, handovers, ladders
from brygga.routines.document.meeting import booked, meetings, series
from brygga.routines.document.people import functions, intakes, matters, parties, routing, transfers
from brygga.routines.document.planning import critical, deadlines, forms, law, plan, reasons, workload
from brygga.routines.loading import all_routines
from brygga.routines.vocabulary import Routine

PAGE = Path(__file__).resolve().parents[4] / "docs" / "generated" / "routines.md"

INTRODUCTION = """# Rutinerna

Den här sidan skrivs av programmet från mapparna i `routines/`. Ändra den inte för hand.
Varje regel har en källa och ett datum. En ändrad regel är en ny rad med ett nyare datum.
"""


def document(routines: Sequence[Routine]) -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *(_place(routine) for routine in routines), law()])


def write(path: Path = PAGE) -> None:
    path.write_text(document(all_routines()), encoding="utf-8")


def _place(routine: Routine) -> str:
    sections = (
        f"## {routine.name}\n\n{routine.document}. Gäller från {routine.since}.\n",
        f"{routine.note}\n" if routine.note else "",
        parties(routine),
        functions(routine),
        matters(routine),
        intakes(routine),
        routing(routine),
        transfers(routine),
        mapping_kinds(routine),
        requests(routine),
        consultations(routine),
        contacts(routine),
        mapping(routine),
        interventions(routine),
        costs(routine),
        meetings(routine),
        series(routine),
        booked(routine),
        coaching(routine),
        closings(routine),
        handovers(routine),
        ladders(routine),
        discharges(routine),
        deadlines(routine),
        workload(routine),
        critical(routine),
        plan(routine),
        reasons(routine),
        forms(routine),
    )
    return "\n".join(section for section in sections if section)
