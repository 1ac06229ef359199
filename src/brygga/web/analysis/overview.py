"""How much there is to count from, of whom, and when it was written."""

from __future__ import annotations

from brygga.histories import Overview
from brygga.rules.small_numbers import SMALL_NUMBERS, told, told_in_sum
from brygga.ui.components.dates import short_day
from brygga.web.analysis.forms import told_of
from brygga.web.analysis.numbers import TOO_FEW, Figure, Line, Numbers, Page, of_all, shown

PROTECTED = (
    "De som har skyddade personuppgifter i Brygga är inte med i det som skrivs varje natt. "
    "I utdrag ur andra system vet Brygga inte vilka de är: ta bort deras rader innan ni läser in filen."
)
UNNAMED = f"Organisationer och enheter med färre än {SMALL_NUMBERS.fewest} personer står inte med namn."


def page(overview: Overview) -> Page:
    if SMALL_NUMBERS.is_small(overview.all.persons):
        return TOO_FEW
    held, every = overview.organisations.values(), overview.all.persons
    rows = told_in_sum([one.persons for one in held], numbers=[one.rows for one in held])
    figures = [
        Figure(shown(told(every)), "personer"),
        Figure(shown(rows.total), "händelser"),
        Figure(short_day(overview.all.first), "började den första"),
        Figure(short_day(overview.all.last), "började den senaste"),
    ]
    organisations = Numbers(
        heading="Organisationer",
        columns=("Organisation", "Personer", "Händelser"),
        lines=[
            Line(name, (of_all(one.persons, every), part))
            for (name, one), part in zip(overview.organisations.items(), rows.parts, strict=True)
            if name in told_of(overview.organisations)
        ],
    )
    units = Numbers(
        heading="Enheter",
        columns=("Enhet", "Personer"),
        lines=[
            Line(unit, (of_all(one.persons, every),), note=of) for (of, unit), one in told_of(overview.units).items()
        ],
    )
    return Page(figures, [organisations, units], (UNNAMED, PROTECTED))
